// The glyph of each event of a run; its sentence is the grader's.
import type { HistoryEvent } from '../../simulation/history.ts';
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
