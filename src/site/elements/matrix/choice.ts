// Which moment the matrix shows: steady state, or while something else fails over.
import { html, nothing } from 'lit';
import { cellsAt, countOf, type Found } from './findings.ts';
import { momentWords } from './words.ts';

/** The choice, with how many faults take the site down at each, and the way to the worst; nothing where there is one moment only. */
export function momentChoice(found: Found, chosen: number, choose: (moment: number) => void) {
  if (found.moments.length < 2) return nothing;
  const down = found.moments.map((_, at) => countOf(cellsAt(found, at, 1), 'down'));
  const worst = down.reduce((most, count, at) => (count > down[most]! ? at : most), 0);
  const text = (at: number): string => `${momentWords(found.moments[at]!)}: ${down[at] === 0 ? 'none' : down[at]} down`;
  return html`<label class="mx-when">When <select class="mx-moments" @change=${(event: Event) => choose(Number((event.target as HTMLSelectElement).value))}>${found.moments.map((_, at) =>
    html`<option value=${at} .selected=${at === chosen}>${text(at)}</option>`)}</select></label>
    ${down[worst]! > down[chosen]! ? html`<button class="lnk mx-worst" type="button" @click=${() => choose(worst)}>Worst: ${down[worst]} down</button>` : nothing}`;
}
