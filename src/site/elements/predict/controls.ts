// The controls that a prediction is given with. Templates only; whoever draws them keeps what was chosen.
import { html, nothing } from 'lit';
import type { Option, Sketch } from '../../../course/learning.ts';
import { curvePath, evenly } from '../../learn/sketch.ts';
import { type Confidence, CONFIDENCE_WORDS } from '../../records/prediction.ts';
import { prose } from '../prose.ts';

/** Width and height of a sketch, px. */
const SKETCH = { width: 96, height: 44 };

/** A number with its unit, and the range that it is in. */
export function numberField(label: string, unit: string, least: number, most: number, typed: string, onType: (typed: string) => void) {
  return html`<label class="pr-number"><input class=${typed === '' ? 'pr-input' : 'pr-input given'} type="text" inputmode="decimal" autocomplete="off" maxlength="12" aria-label="${label} From ${least} to ${most}${unit && ` ${unit}`}." .value=${typed}
    @input=${(event: Event) => onType((event.target as HTMLInputElement).value)}>${unit ? html`<span>${unit}</span>` : nothing}<span class="s">${least} to ${most}</span></label>`;
}

/** Things that buttons put in order, as in lessons: `list` is the HTML of `movableHtml`, which the element that draws this lets move. */
export function ranking(label: string, first: string, last: string, list: string) {
  return html`<div class="pr-rank" role="group" aria-label="${label} In order, from ${first} to ${last}.">
    <p class="s">First: ${first}</p><div .innerHTML=${list}></div><p class="s">Last: ${last}</p></div>`;
}

/** One of several; a sketch shows its curve. */
export function oneOf(name: string, label: string, options: readonly (Option | Sketch)[], chosen: string | null, onChoose: (id: string) => void) {
  return html`<div class="pr-row" role="radiogroup" aria-label=${label}>${options.map((option) => html`<label class="pr-chip ${'points' in option ? 'sketch' : ''}">
    <input type="radio" name=${name} .checked=${option.id === chosen} @change=${() => onChoose(option.id)}>${'points' in option ? sketch(option.points) : nothing}<span>${prose(option.text)}</span></label>`)}</div>`;
}

/** How sure one is, from a guess to certain. */
export function confidence(name: string, chosen: Confidence | null, onChoose: (confidence: Confidence) => void) {
  return html`<div class="pr-sure" role="radiogroup" aria-label="How sure are you?"><span class="s" aria-hidden="true">How sure?</span>
    <div class="pr-seg">${CONFIDENCE_WORDS.map((word, index) => html`<label><input type="radio" name="${name}-sure" .checked=${chosen === index + 1} @change=${() => onChoose((index + 1) as Confidence)}><span>${word}</span></label>`)}</div></div>`;
}

/** A small drawing of a curve. */
export function sketch(points: readonly number[]) {
  const { width, height } = SKETCH;
  return html`<svg class="pr-sketch" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true"><path class="axis" d="M0 ${height - 0.5}H${width}"/><path class="curve" transform="translate(0 2)" d=${curvePath(evenly(points), width, height - 4)}/></svg>`;
}
