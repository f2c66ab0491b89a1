// A list of mistakes with their lines; a line is a button that goes there.
import { html, nothing } from 'lit';
import { glyph, type GlyphName } from './glyph.ts';
import { prose } from './prose.ts';
import type { Place, ProblemView } from './report-view.ts';

/** How many are shown; the first ones are the ones to mend. */
const SHOWN = 20;

/** The list under its title; nothing when there are none. */
export function problemList(title: string, note: string, mark: GlyphName, problems: readonly ProblemView[], onPlace: (place: Place) => void) {
  if (problems.length === 0) return nothing;
  return html`<section class="prob" data-tone=${mark}>
    <div class="ws-head"><h3>${title}</h3>${note ? html`<span class="s">${note}</span>` : nothing}</div>
    <ul>${problems.slice(0, SHOWN).map((problem) => html`<li>${glyph(mark)}<div>${placeButton(problem.place, onPlace)} ${prose(problem.text)}${problem.advice ? html` <span class="prob-advice">${prose(problem.advice)}</span>` : nothing}</div></li>`)}</ul>
    ${problems.length > SHOWN ? html`<p class="s">and ${problems.length - SHOWN} more</p>` : nothing}
  </section>`;
}

function placeButton(place: Place | null, onPlace: (place: Place) => void) {
  return place ? html`<button class="lnk" type="button" @click=${() => onPlace(place)}>Line ${place.line}</button>` : nothing;
}
