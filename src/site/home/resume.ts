// What the home page says to somebody who comes back. Pure: the page's elements go in, words go out.
import type { Place } from '../records/place.ts';

/** A lesson or an exercise of the course map, in its order. */
export interface MapItem {
  kind: Place['kind'];
  id: string;
  /** With its number for a lesson: "2.1 Even turns are not even load". */
  title: string;
  href: string;
  /** Read to its end, or proved. */
  isDone: boolean;
}

/** The head of the home page. */
export interface Resume {
  title: string;
  /** One sentence under the title. */
  lead: string;
  /** What the button says, and where it leads; null: nothing is left to do. */
  next: { text: string; href: string } | null;
}

/** Where to go on: at the last place if something is left there, else at the next thing that is not done. Null: the learner has not been anywhere yet. */
export function resumeAt(items: readonly MapItem[], place: Place | null): Resume | null {
  const at = items.findIndex((item) => item.kind === place?.kind && item.id === place.id);
  if (place === null || at < 0) return null;
  const item = items[at]!;
  if (!item.isDone) {
    const href = item.href + (place.heading === null ? '' : `#${place.heading.anchor}`);
    const lead = place.heading === null ? 'It is marked on the course map.' : `That is in lesson ${item.title}.`;
    return { title: stoppedAt(item, place.heading?.text ?? null), lead, next: { text: `Continue ${shortName(item)}`, href } };
  }
  const next = [...items.slice(at + 1), ...items.slice(0, at)].find((one) => !one.isDone);
  if (next === undefined) return { title: 'Every lesson is read, and every exercise is proved.', lead: 'Questions come back after days and weeks, so that what you know stays.', next: null };
  return { title: `${quoted(item)} is ${item.kind === 'lesson' ? 'read' : 'proved'}.`, lead: `Next is ${quoted(next)}.`, next: { text: next.kind === 'lesson' ? `Go on with ${shortName(next)}` : 'Open the exercise', href: next.href } };
}

function stoppedAt(item: MapItem, heading: string | null): string {
  if (item.kind === 'exercise') return `You stopped in the exercise ${quoted(item)}.`;
  return heading === null ? `You have begun ${quoted(item)}.` : `You stopped at “${heading}”.`;
}

const quoted = (item: MapItem): string => `“${item.kind === 'lesson' ? item.title.replace(/^[\d.]+ /, '') : item.title}”`;
const shortName = (item: MapItem): string => (item.kind === 'lesson' ? item.title : 'the exercise');

/** "2 of 7 lessons read, 3 of 9 exercises proved". */
export function countDone(items: readonly Pick<MapItem, 'kind' | 'isDone'>[]): string {
  const part = (kind: MapItem['kind'], done: string): string | null => {
    const all = items.filter((item) => item.kind === kind);
    return all.length === 0 ? null : `${all.filter((item) => item.isDone).length} of ${all.length} ${kind}${all.length === 1 ? '' : 's'} ${done}`;
  };
  return [part('lesson', 'read'), part('exercise', 'proved')].filter((text) => text !== null).join(', ');
}
