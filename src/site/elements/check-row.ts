// One check: a row, and opened what was allowed, what was measured, where, why, and what to look at.
import { html, nothing } from 'lit';
import { formatMoment } from '../../grader/explain/numbers.ts';
import { glyph } from './glyph.ts';
import { prose } from './prose.ts';
import type { CheckView, Place, RunMoment } from './report-view.ts';

/** What a row can ask its list to do. */
export interface CheckRowActions {
  onToggle: (id: string) => void;
  onPlace: (place: Place) => void;
  onMoment: (moment: RunMoment) => void;
}

/** A row that opens; `number` is its place in the list, from 1; `under` stands below what is opened. */
export function checkRow(check: CheckView, number: number, isOpen: boolean, actions: CheckRowActions, under: unknown = nothing) {
  const word = check.holds ? 'Holds' : 'Fails';
  return html`<li class="chk-item ${isOpen ? 'open' : ''}" data-tone=${check.tone} id="check-${check.id}">
    <button class="chk" type="button" aria-expanded=${isOpen} aria-controls="why-${check.id}" @click=${() => actions.onToggle(check.id)}>
      ${glyph(check.tone, word)}<span class="chk-title">${number}. ${prose(check.title)}</span>${isOpen ? nothing : html`<span class="chk-value">${check.measured}</span>`}
    </button>
    <div class="why" id="why-${check.id}" ?hidden=${!isOpen}>${isOpen ? html`${opened(check, actions)}${under}` : nothing}</div>
  </li>`;
}

/** A row of a check that has no result: it waits, or it runs. */
export function waitingRow(title: string, number: number, isRunning: boolean) {
  return html`<li class="chk-item"><div class="chk">${isRunning ? glyph('running') : glyph('waiting')}<span class="chk-title">${number}. ${prose(title)}</span><span class="chk-value">${isRunning ? 'running' : 'not run'}</span>
  </div></li>`;
}

function opened(check: CheckView, { onPlace, onMoment }: CheckRowActions) {
  const { place, moment } = check;
  const line = place ? html`<button class="lnk" type="button" @click=${() => onPlace(place)}>design.ts line ${place.line}</button>` : nothing;
  const go = moment ? html`<button class="lnk" type="button" @click=${() => onMoment(moment)}>Go to ${formatMoment(moment.atMs)}</button>` : nothing;
  return html`<p class="why-number">${check.measured}</p>
    <dl>
      <dt>Limit</dt><dd>${check.limit}</dd>
      ${check.bySeed.length > 0 ? html`<dt>By seed</dt><dd>${check.bySeed.join(', ')}</dd>` : nothing}
      ${place || moment || check.where ? html`<dt>Where</dt><dd class="why-where">${check.where ? html`<span>${prose(check.where)}</span>` : nothing}${line}${go}</dd>` : nothing}
    </dl>
    ${check.why.map((text) => html`<p>${prose(text)}</p>`)}
    ${check.lookAt ? html`<p class="why-look"><b>Next step</b> ${prose(check.lookAt)}</p>` : nothing}
    ${check.limitReason ? html`<p class="why-limit">${prose(check.limitReason)}</p>` : nothing}`;
}
