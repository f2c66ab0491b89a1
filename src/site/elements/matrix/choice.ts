// Which moment the matrix shows: steady state, or while something else fails over.
import { html, nothing } from 'lit';
import { cellsAt, countOf, type Found } from './findings.ts';
import { momentWords } from './words.ts';

/** The choice, with how many faults take the site down at each; nothing where there is one moment only. */
export function momentChoice(found: Found, chosen: number, choose: (moment: number) => void) {
  if (found.moments.length < 2) return nothing;
  return html`<div class="mx-view seg" role="group" aria-label="When the faults come">${found.moments.map((moment, at) => {
    const down = countOf(cellsAt(found, at, 1), 'down');
    return html`<button type="button" aria-pressed=${at === chosen} @click=${() => choose(at)}>${momentWords(moment)}${down > 0 ? html`<span class="seg-note">${down} down</span>` : nothing}</button>`;
  })}</div>`;
}
