// One check: a row, and opened what was allowed, what was measured, where, why, and what to look at.
import { html, nothing } from 'lit';
import { glyph } from './glyph.ts';
import { prose } from './prose.ts';
import type { CheckView, Place } from './report-view.ts';

/** What a row can ask its list to do. */
export interface CheckRowActions {
  onToggle: (id: string) => void;
  onPlace: (place: Place) => void;
}

/** A row that opens; `number` is its place in the list, from 1. */
export function checkRow(check: CheckView, number: number, isOpen: boolean, actions: CheckRowActions) {
  const word = check.holds ? 'Holds' : 'Fails';
  return html`<li class="chk-item ${isOpen ? `open ${check.tone}` : ''}" id="check-${check.id}">
    <button class="chk" type="button" aria-expanded=${isOpen} aria-controls="why-${check.id}" @click=${() => actions.onToggle(check.id)}>
      ${glyph(check.tone, word)}<span class="chk-title">${number}. ${prose(check.title)}</span>${isOpen ? nothing : html`<span class="chk-value">${check.measured}</span>`}
    </button>
    <div class="why" id="why-${check.id}" ?hidden=${!isOpen}>${isOpen ? opened(check, actions) : nothing}</div>
  </li>`;
}

/** A row of a check that has no result: it waits, or it runs. */
export function waitingRow(title: string, number: number, isRunning: boolean) {
  return html`<li class="chk-item"><div class="chk">
    ${isRunning ? glyph('running') : glyph('waiting')}<span class="chk-title">${number}. ${prose(title)}</span><span class="chk-value">${isRunning ? 'running' : 'not run'}</span>
  </div></li>`;
}

function opened(check: CheckView, { onPlace }: CheckRowActions) {
  const { place } = check;
  return html`<p class="why-number">${check.measured}</p>
    <dl>
      <dt>Limit</dt><dd>${check.limit}</dd>
      ${place || check.atS !== null ? html`<dt>Where</dt><dd>${place ? html`<button class="lnk" type="button" @click=${() => onPlace(place)}>design.ts line ${place.line}</button>` : nothing}${
        place && check.atS !== null ? ', ' : ''}${check.atS !== null ? `from ${check.atS} s` : ''}</dd>` : nothing}
    </dl>
    ${check.why.map((text) => html`<p>${prose(text)}</p>`)}
    ${check.lookAt ? html`<p class="why-look"><b>Look at</b> ${prose(check.lookAt)}</p>` : nothing}`;
}
