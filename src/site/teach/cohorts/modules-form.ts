// <nsp-modules-form>: which modules a cohort works on, and when their work counts. Every row says in a sentence what its fields mean.
import { html, LitElement, nothing } from 'lit';
import type { Assignment, CourseModule } from '../api-types.ts';
import { creditText } from '../words/credit.ts';
import { many, zoneText } from '../../class/dates.ts';
import { creditLine } from './credit-line.ts';
import { readDraft, readDrafts, type ModuleDraft, type WrongField } from './module-drafts.ts';

/** Set `modules` and, once, `drafts`; `take()` gives what the fields mean. */
export class NspModulesForm extends LitElement {
  static override properties = { modules: { attribute: false }, drafts: { attribute: false }, wrong: { state: true } };

  declare modules: readonly CourseModule[];
  declare drafts: readonly ModuleDraft[];
  declare wrong: WrongField | null;

  constructor() {
    super();
    this.modules = [];
    this.drafts = [];
    this.wrong = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** What the fields mean; null: one of them means nothing, which is told beside it and has the focus now. */
  async take(): Promise<Assignment[] | null> {
    const read = readDrafts(this.drafts);
    this.wrong = 'sentence' in read ? read : null;
    if (!('sentence' in read)) return read;
    await this.updateComplete;
    this.querySelector<HTMLInputElement>(`#${fieldId(read.module, read.field)}`)?.focus();
    return null;
  }

  protected override render() {
    const nowMs = Date.now();
    return html`<fieldset class="t-modules"><legend>Modules</legend>
      <p class="s">Dates and times are those of this computer: ${zoneText(nowMs)}.</p>
      ${this.drafts.map((draft) => this.#row(draft, nowMs))}
    </fieldset>`;
  }

  #row(draft: ModuleDraft, nowMs: number) {
    const { module, isChosen } = draft;
    const known = this.modules.find(({ id }) => id === module);
    const read = readDraft(draft);
    return html`<div class="t-module ${isChosen ? '' : 'off'}">
      <label class="t-tick"><input type="checkbox" .checked=${isChosen} @change=${(event: Event) => this.#set(module, { isChosen: (event.target as HTMLInputElement).checked })}><b>${known?.title ?? module}</b> <span class="s">${many(known?.exercises.length ?? 0, 'exercise')}</span></label>
      ${isChosen ? html`<div class="t-dates">
        ${this.#field(draft, 'opens', 'Opens', html`<input type="datetime-local" id=${fieldId(module, 'opens')} .value=${draft.opens} @input=${this.#typed(module, 'opens')}>`, 'empty: at once')}
        ${this.#field(draft, 'due', 'Due', html`<input type="datetime-local" id=${fieldId(module, 'due')} .value=${draft.due} @input=${this.#typed(module, 'due')}>`, 'empty: never')}
        ${draft.due === '' ? nothing : html`
          ${this.#field(draft, 'late', 'Late work counts for', html`<span class="t-pair"><input id=${fieldId(module, 'late')} inputmode="decimal" size="4" .value=${draft.late} @input=${this.#typed(module, 'late')}><select aria-label="Unit" .value=${draft.unit} @change=${this.#typed(module, 'unit')}><option value="hours" ?selected=${draft.unit === 'hours'}>hours</option><option value="days" ?selected=${draft.unit === 'days'}>days</option></select></span>`, '')}
          ${this.#field(draft, 'pct', 'and falls to', html`<span class="t-pair"><input id=${fieldId(module, 'pct')} inputmode="numeric" size="4" .value=${draft.pct} @input=${this.#typed(module, 'pct')}> %</span>`, '')}`}
      </div>
      ${'sentence' in read ? nothing : html`<div class="t-means">${creditLine(read)}<p>${creditText(read, nowMs)}</p></div>`}` : nothing}
    </div>`;
  }

  #field({ module }: ModuleDraft, field: keyof ModuleDraft, label: string, input: unknown, hint: string) {
    const wrong = this.wrong !== null && this.wrong.module === module && this.wrong.field === field ? this.wrong.sentence : '';
    return html`<div class="t-date"><label for=${fieldId(module, field)}>${label}${hint ? html` <span class="s">${hint}</span>` : nothing}</label>${input}${wrong ? html`<p class="t-problem" role="alert">${wrong}</p>` : nothing}</div>`;
  }

  #typed(module: string, field: keyof ModuleDraft) {
    return (event: Event): void => this.#set(module, { [field]: (event.target as HTMLInputElement | HTMLSelectElement).value });
  }

  #set(module: string, change: Partial<ModuleDraft>): void {
    this.drafts = this.drafts.map((draft) => (draft.module === module ? { ...draft, ...change } : draft));
    this.wrong = null;
  }
}

customElements.define('nsp-modules-form', NspModulesForm);

const fieldId = (module: string, field: string): string => `module-${module}-${field}`;
