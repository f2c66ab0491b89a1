// What happened in a run, in order: the changes of state that the recorder kept.
import { html } from 'lit';
import type { HistoryEvent } from '../../simulation/history.ts';
import { describeEvent } from '../../grader/explain/events.ts';
import { formatMoment } from '../../grader/explain/numbers.ts';
import { glyph, type GlyphName } from './glyph.ts';

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

/** How many are listed; a run that flaps has thousands. */
const SHOWN = 100;

/** The list of events; a sentence when there were none. */
export function eventList(events: readonly HistoryEvent[]) {
  if (events.length === 0) return html`<p class="ev-none">No fault, and no server was taken out or brought back.</p>`;
  return html`<ol class="ev-list">${events.slice(0, SHOWN).map((event) => html`<li>${glyph(MARKS[event.kind])}<span class="ev-time">${formatMoment(event.atMs)}</span><span>${describeEvent(event)}</span></li>`)}</ol>
    ${events.length > SHOWN ? html`<p class="ev-none">and ${events.length - SHOWN} more</p>` : ''}`;
}
