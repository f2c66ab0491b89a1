// <nsp-prediction>: what the first run will measure, said before it, and how sure one is.
import { html, LitElement, nothing } from 'lit';
import type { ExercisePrediction } from '../../../course/learning.ts';
import type { Confidence } from '../../records/prediction.ts';
import { readNumberBetween } from '../../learn/number-text.ts';
import { prose } from '../prose.ts';
import { confidence, numberField, oneOf, ranking } from './controls.ts';
import { type Given, missingGiven, toggled } from './given.ts';

/** The controls of one prediction. */
export class NspPrediction extends LitElement {
  static override properties = { prediction: { attribute: false }, given: { state: true }, typed: { state: true }, sure: { state: true }, missing: { state: true } };

  declare prediction: ExercisePrediction | null;
  declare given: Given | null;
  /** What stands in the number's field. */
  declare typed: string;
  declare sure: Confidence | null;
  /** What was missing when it was last asked for; empty: nothing. */
  declare missing: string;

  constructor() {
    super();
    this.prediction = null;
    this.given = null;
    this.typed = '';
    this.sure = null;
    this.missing = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** What was predicted; null when something is missing, which is then told, and has the focus. */
  async take(): Promise<{ given: Given; confidence: Confidence } | null> {
    const form = this.prediction!.form;
    const missing = missingGiven(form, this.given, this.typed);
    if (missing === null && this.sure !== null) return { given: this.#value(), confidence: this.sure };
    this.missing = missing ?? 'Choose how sure you are to run.';
    await this.updateComplete;
    const part = this.querySelector(missing === null ? '.pr-sure' : '.pr-what')!;
    part.querySelector<HTMLElement>('input, button[aria-pressed="false"], button')?.focus();
    return null;
  }

  protected override render() {
    const { prediction } = this;
    if (!prediction) return nothing;
    return html`<h2 class="pr-ask"><b>Predict</b> ${prose(prediction.ask)}</h2>
      <div class="pr-parts"><div class="pr-what">${this.#control(prediction)}</div>
        ${confidence('prediction', this.sure, (sure) => this.#set({ sure }))}</div>
      <p class="pr-missing" role="alert">${this.missing}</p>`;
  }

  #control({ ask, form }: ExercisePrediction) {
    const plain = ask.replaceAll('`', '');
    if (form.kind === 'number') return numberField(plain, form.unit, form.least, form.most, this.typed, (typed) => this.#set({ typed }));
    if (form.kind === 'curve') return oneOf('prediction', plain, form.options, this.given as string | null, (given) => this.#set({ given }));
    const order = (this.given ?? []) as string[];
    return ranking(plain, form.first, form.last, form.items, order, (id) => this.#set({ given: toggled(order, id) }));
  }

  #value(): Given {
    const form = this.prediction!.form;
    if (form.kind !== 'number') return this.given!;
    const read = readNumberBetween(this.typed, form.unit, form.least, form.most);
    return 'value' in read ? read.value : form.least;
  }

  #set(change: Partial<Pick<NspPrediction, 'given' | 'typed' | 'sure'>>): void {
    Object.assign(this, change);
    this.missing = '';
  }
}

customElements.define('nsp-prediction', NspPrediction);
