// What a choice has marked, in a sentence for those who do not see the marks.
import { plural } from '../../../grader/explain/numbers.ts';
import { listed } from '../../charts/state-text.ts';
import type { Marked } from './links.ts';
import type { Chosen } from './moment.ts';

/** The sentence; `lineNow` is where the line stands in the editor, null: it is not there. Empty: nothing is marked. */
export function markedText(chosen: Chosen, { line, events, parts }: Marked, lineNow: number | null): string {
  const what = [...(chosen.kind === 'event' || events.size === 0 ? [] : [plural(events.size, 'event')]), ...(chosen.kind === 'part' ? [] : parts)];
  const marked = what.length === 0 ? '' : `${listed(what, '')} ${what.length > 1 || events.size > 1 ? 'are' : 'is'} marked.`;
  if (chosen.kind === 'line') return marked === '' ? '' : `On line ${lineNow ?? line} hangs: ${marked}`;
  const where = line === null ? 'No line of design.ts has to do with it.' : lineNow === null ? 'Its line has been changed since.' : `Line ${lineNow} of design.ts is marked.`;
  return [where, marked].filter(Boolean).join(' ');
}
