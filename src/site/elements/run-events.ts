// What happened in a run, in order: the changes of state that the recorder kept.
import { html } from 'lit';
import type { HistoryEvent } from '../../simulation/history.ts';
import { formatMoment } from '../../grader/explain/numbers.ts';
import { faultText } from '../charts/fault-text.ts';
import { glyph, type GlyphName } from './glyph.ts';

const SAYINGS: { [kind in HistoryEvent['kind']]: { mark: GlyphName; say: (at: string, about: string) => string } } = {
  'fault-begins': { mark: 'down', say: (at, about) => `fault begins: ${faultText({ at, about })}` },
  'fault-ends': { mark: 'ok', say: (at, about) => `fault ends: ${faultText({ at, about })}` },
  'server-down': { mark: 'down', say: (at, about) => `${at} takes ${about || 'a server'} out: its checks failed` },
  'server-up': { mark: 'ok', say: (at, about) => `${at} sends to ${about || 'a server'} again` },
  promoted: { mark: 'ok', say: (at, about) => `${about || at} is promoted to primary` },
  'semi-sync-off': { mark: 'deg', say: (at) => `${at} stops waiting for replicas` },
  'semi-sync-on': { mark: 'ok', say: (at) => `${at} waits for a replica again` },
  'address-taken': { mark: 'ok', say: (at, about) => `${at} takes the address ${about}` },
  'address-released': { mark: 'deg', say: (at, about) => `${at} no longer has the address ${about}` },
};

/** How many are listed; a run that flaps has thousands. */
const SHOWN = 100;

/** The sentence of one event, without its time. */
export function eventText(event: HistoryEvent): string {
  return SAYINGS[event.kind].say(event.at, event.about);
}

/** The list of events; a sentence when there were none. */
export function eventList(events: readonly HistoryEvent[]) {
  if (events.length === 0) return html`<p class="ev-none">No fault, and no server was taken out or brought back.</p>`;
  return html`<ol class="ev-list">${events.slice(0, SHOWN).map((event) => html`<li>${glyph(SAYINGS[event.kind].mark)}<span class="ev-time">${formatMoment(event.atMs)}</span><span>${eventText(event)}</span></li>`)}</ol>
    ${events.length > SHOWN ? html`<p class="ev-none">and ${events.length - SHOWN} more</p>` : ''}`;
}
