// <nsp-prediction>: what the first run will measure, said before it, and how sure one is.
import { html, LitElement, nothing } from 'lit';
import type { ExercisePrediction } from '../../../course/learning.ts';
import { movableHtml } from '../../learn/html.ts';
import { letMove, orderOf } from '../../learn/move-list.ts';
import { readNumberBetween } from '../../learn/number-text.ts';
import { fits } from '../../learn/outcome.ts';
import { shuffled } from '../../learn/parts.ts';
import type { ChosenPrediction } from '../../records/draft.ts';
import type { Confidence } from '../../records/prediction.ts';
import { prose } from '../prose.ts';
import { confidence, numberField, oneOf, ranking } from './controls.ts';
import { type Given, missingGiven } from './given.ts';

/** The controls of one prediction. Fires `nsp-chosen` with what stands in them at each change. */
export class NspPrediction extends LitElement {
  static override properties = { prediction: { attribute: false }, chosen: { attribute: false }, placed: { state: true }, given: { state: true }, typed: { state: true }, sure: { state: true }, missing: { state: true } };

  declare prediction: ExercisePrediction | null;
  /** What stood in the controls when the page was left; null: nothing. */
  declare chosen: ChosenPrediction | null;
  /** Where the item that was moved last stands now, for those who do not see it. */
  declare placed: string;
  declare given: Given | null;
  /** What stands in the number's field. */
  declare typed: string;
  declare sure: Confidence | null;
  /** What was missing when it was last asked for; empty: nothing. */
  declare missing: string;
  /** The list to put in order, as it is first shown. */
  #list = '';

  constructor() {
    super();
    this.prediction = null;
    this.chosen = null;
    this.placed = '';
    this.given = null;
    this.typed = '';
    this.sure = null;
    this.missing = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Takes up what was chosen before. */
  protected override willUpdate(): void {
    const { prediction, chosen } = this;
    if (this.hasUpdated || prediction === null) return;
    if (chosen !== null) {
      this.typed = chosen.typed;
      this.sure = chosen.sure;
      if (chosen.given !== null && fits(prediction, chosen.given)) this.given = chosen.given;
    }
    if (prediction.form.kind !== 'ranking') return;
    const { items } = prediction.form;
    this.given ??= shuffled(items, prediction.ask).map(({ id }) => id);
    this.#list = movableHtml((this.given as string[]).map((id) => items.find((item) => item.id === id)!));
  }

  protected override firstUpdated(): void {
    const list = this.querySelector<HTMLElement>('.rank');
    if (list === null) return;
    letMove(list, (item, place) => {
      this.placed = `${item.querySelector('span')!.textContent}: place ${place} of ${list.children.length}.`;
      this.#set({ given: orderOf(list) });
    });
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
      <p class="pr-missing" role="alert">${this.missing}</p><p class="vh" role="status">${this.placed}</p>`;
  }

  #control({ ask, form }: ExercisePrediction) {
    const plain = ask.replaceAll('`', '');
    if (form.kind === 'number') return numberField(plain, form.unit, form.least, form.most, this.typed, (typed) => this.#set({ typed }));
    if (form.kind === 'curve') return oneOf('prediction', plain, form.options, this.given as string | null, (given) => this.#set({ given }));
    return ranking(plain, form.first, form.last, this.#list);
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
    const { given, typed, sure } = this;
    this.dispatchEvent(new CustomEvent<ChosenPrediction>('nsp-chosen', { detail: { given, typed, sure }, bubbles: true }));
  }
}

customElements.define('nsp-prediction', NspPrediction);
