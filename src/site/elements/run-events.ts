// What an event of a run is called: the changes of state that the recorder kept.
import type { HistoryEvent } from '../../simulation/history.ts';
import { describeEvent } from '../../grader/explain/events.ts';
import type { GlyphName } from './glyph.ts';

const MARKS: { [kind in HistoryEvent['kind']]: GlyphName } = {
  'fault-begins': 'down',
  'fault-ends': 'ok',
  'server-down': 'down',
  'server-up': 'ok',
  promoted: 'ok',
  'semi-sync-off': 'deg',
  'semi-sync-on': 'ok',
  'address-taken': 'ok',
  'address-released': 'deg',
};

/** The glyph of an event. */
export const eventGlyph = ({ kind }: HistoryEvent): GlyphName => MARKS[kind];

/** The sentence of one event, without its time. */
export function eventText(event: HistoryEvent): string {
  return describeEvent(event);
}
