// What happened in a run, in order, as a table: each time moves the playhead, each line is one of design.ts.
import { html, nothing } from 'lit';
import type { HistoryEvent } from '../../../simulation/history.ts';
import { formatMoment } from '../../../grader/explain/numbers.ts';
import { glyph } from '../glyph.ts';
import type { Place } from '../report-view.ts';
import { eventGlyph, eventText } from '../run-events.ts';

/** What the table shows of one event, and what a click on it does. */
export interface EventTable {
  events: readonly HistoryEvent[];
  atMs: number;
  marked: ReadonlySet<number>;
  /** Where the event's line stands in the editor now; null: nowhere. */
  placeOf: (at: number) => Place | null;
  choose: (at: number) => void;
  goTo: (place: Place) => void;
}

/** How many are listed; a run that flaps has thousands. */
const SHOWN = 100;

/** The table; a sentence when nothing happened. */
export function eventTable({ events, atMs, marked, placeOf, choose, goTo }: EventTable) {
  if (events.length === 0) return html`<p class="ev-none">No fault, and no server was taken out or brought back.</p>`;
  const current = events.findLastIndex((event) => event.atMs <= atMs);
  return html`<table class="ev-table">
      <thead class="vh"><tr><th scope="col">Time</th><th scope="col">What</th><th scope="col">Line</th></tr></thead>
      <tbody>${events.slice(0, SHOWN).map((event, at) => html`<tr class=${marked.has(at) ? 'marked' : ''} aria-current=${at === current ? 'step' : nothing}>
        <th scope="row"><button class="ev-go" type="button" aria-pressed=${marked.has(at)} aria-label="Go to ${formatMoment(event.atMs)}: ${eventText(event)}" @click=${() => choose(at)}>${formatMoment(event.atMs)}</button></th>
        <td>${glyph(eventGlyph(event))} ${eventText(event)}</td><td>${lineButton(placeOf(at), goTo)}</td></tr>`)}</tbody>
    </table>
    ${events.length > SHOWN ? html`<p class="ev-none">and ${events.length - SHOWN} more</p>` : nothing}`;
}

function lineButton(place: Place | null, goTo: (place: Place) => void) {
  return place === null ? nothing : html`<button class="lnk" type="button" aria-label="design.ts line ${place.line}" @click=${() => goTo(place)}>line ${place.line}</button>`;
}
