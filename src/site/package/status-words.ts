// What the line above the course says about where work is kept.
import type { CommitState } from './commits.ts';
import type { LeftOut } from './state.ts';
import type { Unreadable } from './state-pack.ts';

/** How keeping stands. */
export type Keeping =
  | CommitState
  | { kind: 'asking' }
  /** There is no learning system; `reason` is its sentence. */
  | { kind: 'alone'; reason: string }
  /** The learning system wants no marks. */
  | { kind: 'looking' };

/** What the line says. */
export interface StatusWords {
  text: string;
  /** What a screen reader says without being asked: only what is worth an interruption. */
  announced: string;
  canTry: boolean;
}

/** The words of a state; `isKept`: this browser keeps what the learner does. */
export function statusWords(keeping: Keeping, system: string, isKept: boolean): StatusWords {
  const here = isKept ? 'It is kept on this computer.' : 'This browser keeps nothing of this page: leave the page open.';
  const hereOnly = isKept ? 'What you do is kept on this computer only.' : 'This browser does not let the page keep anything: what you do is lost when you leave.';
  const quiet = (text: string): StatusWords => ({ text, announced: '', canTry: false });
  switch (keeping.kind) {
    case 'asking': return quiet(`Asking the learning system (${system})…`);
    case 'storing': return quiet('Being stored in the learning system…');
    case 'kept': return quiet(`Kept in the learning system at ${clockTime(keeping.atMs)}.`);
    case 'failed': {
      const text = `Not stored in the learning system: ${sentence(keeping.message)} ${here} It is tried again at ${clockTime(keeping.nextMs, true)}.`;
      return { text, announced: `Not stored in the learning system: ${sentence(keeping.message)}`, canTry: true };
    }
    case 'alone': {
      const text = `No learning system: ${sentence(keeping.reason)} ${hereOnly}`;
      return { text, announced: text, canTry: false };
    }
    case 'looking': {
      const text = `Only for looking: the learning system takes no marks from this visit. ${hereOnly}`;
      return { text, announced: text, canTry: false };
    }
  }
}

/** Sentences of the course's pages that are others in a package: what each selector finds, and its words. */
export function pageWords(keeping: Keeping['kind'], isKept: boolean): readonly (readonly [where: string, words: string])[] {
  const isAlone = keeping === 'alone' || keeping === 'looking';
  if (isAlone && isKept) return [];
  const words = isAlone
    ? 'What you write is lost when you leave: this browser does not let the page keep anything.'
    : isKept ? 'What you write is saved in this browser and handed to your learning system.' : 'What you write is handed to your learning system. This browser keeps nothing of it.';
  return [['.foot > p:last-child', words], ['.progress > .lead', words], ['.acts > .review + .s', words]];
}

/** `14:03`, or `14:03:20`, as clocks show it here. */
function clockTime(ms: number, withSeconds = false): string {
  return new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', ...(withSeconds ? { second: '2-digit' } : {}), hourCycle: 'h23' });
}

const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);

/** Why what the learning system kept was not taken over. */
export function problemWords(why: Unreadable): string {
  switch (why) {
    case 'foreign': return 'What the learning system has kept for this visit is not of this course, so nothing of it was taken over. What is on this computer is as it was.';
    case 'newer': return 'The learning system keeps work of a newer edition of this course, which this edition cannot read. It stays there as it is; your designs are kept on this computer only. Open the newer edition to see it.';
    case 'damaged': return 'What the learning system has kept is damaged, so nothing of it was taken over. What is on this computer is as it was.';
  }
}

/** What did not fit into the learning system; empty: everything did. */
export function leftWords({ designs, answers, predictions }: LeftOut, isKept: boolean): string {
  const counted = (count: number, one: string, more: string): string[] => (count === 0 ? [] : [count === 1 ? `one ${one}` : `${count} ${more}`]);
  const parts = [...counted(designs.length, 'design', 'designs'), ...counted(answers, 'answer', 'answers'), ...counted(predictions, 'prediction', 'predictions')];
  if (parts.length === 0) return '';
  const list = parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
  return `${list[0]!.toUpperCase()}${list.slice(1)} did not fit into the learning system and ${designs.length + answers + predictions === 1 ? 'is' : 'are'} ${isKept ? 'kept on this computer only' : 'lost when you leave'}`;
}
