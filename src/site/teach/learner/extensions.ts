// <nsp-teach-extensions>: later due dates for one learner, given, changed and taken back, each with its reason.
import { html, LitElement, nothing } from 'lit';
import type { Extension, LearnerDetail } from '../api-types.ts';
import { moduleTitle } from '../parts/course.ts';
import { Deed, told } from '../parts/deed.ts';
import '../parts/for-good.ts';
import type { Session } from '../parts/view.ts';
import { extend, takeExtension } from '../server.ts';
import { momentText, zoneText } from '../../class/dates.ts';
import { fridayAfter, fromField, toField } from '../words/local-time.ts';

/** Set `session` and `detail`. Fires `nsp-changed`. */
export class NspTeachExtensions extends LitElement {
  static override properties = { session: { attribute: false }, detail: { attribute: false }, isOpen: { state: true } };

  declare session: Session;
  declare detail: LearnerDetail;
  declare isOpen: boolean;
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.isOpen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { extensions } = this.detail;
    return html`<section class="t-form" aria-labelledby="extensions-title"><h2 id="extensions-title">Extensions</h2>
      ${extensions.length === 0 ? html`<p class="q">None: the dates of the cohort hold.</p>` : html`<ul class="t-given">${extensions.map((one) => this.#given(one))}</ul>`}
      ${this.isOpen ? this.#form() : html`<div class="acts"><button class="btn" type="button" @click=${this.#open}>Give or change an extension</button></div>`}
    </section>`;
  }

  #given({ module, dueMs, reason, givenMs, by }: Extension) {
    const now = Date.now();
    const title = moduleTitle(this.session.meta, module);
    const take = async (): Promise<void> => {
      await takeExtension(this.detail.id, module);
      this.dispatchEvent(new CustomEvent('nsp-changed'));
    };
    return html`<li><div><b>${title}</b> due ${momentText(dueMs, now)}<p class="s">"${reason}", given by ${by} on ${momentText(givenMs, now)}</p></div>
      <nsp-for-good isQuiet act="Take back" heading="Take the extension back?" .what=${html`<p>For ${this.detail.pseudonym} the due date of the cohort holds again for ${title}. Designs that came later than that lose credit at once. You can give an extension again.</p>`} .task=${take}></nsp-for-good></li>`;
  }

  #form() {
    const modules = [...new Set(this.detail.exercises.filter(({ counts, dueMs }) => counts && dueMs !== null).map(({ module }) => module))];
    if (modules.length === 0) return html`<p class="q">No module of this cohort has a due date, so there is nothing to extend.</p>`;
    return html`<form novalidate @submit=${this.#submit}>
      <label class="t-field"><span>Module</span><select name="module">${modules.map((module) => html`<option value=${module}>${moduleTitle(this.session.meta, module)}</option>`)}</select></label>
      <label class="t-field"><span>Due for this learner</span><span class="s" id="extension-zone">${zoneText(Date.now())}. The late time of the cohort begins after it.</span><input name="due" type="datetime-local" aria-describedby="extension-zone" .defaultValue=${toField(fridayAfter(Date.now(), 0))} required></label>
      <label class="t-field"><span>Reason</span><span class="s" id="extension-reason">For colleagues, and in the export that the learner may ask for.</span><input name="reason" maxlength="500" aria-describedby="extension-reason" required></label>
      ${told(this.#deed)}
      <div class="acts"><button class="btn p" type="submit" aria-busy=${this.#deed.isBusy ? 'true' : nothing}>Give the extension</button><button class="btn" type="button" @click=${() => { this.isOpen = false; }}>Cancel</button></div>
    </form>`;
  }

  readonly #open = async (): Promise<void> => {
    this.#deed.clear();
    this.isOpen = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>('[name="module"]')?.focus();
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const input = (name: string): HTMLInputElement => this.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
    const dueMs = fromField(input('due').value);
    if (dueMs === null || dueMs === undefined) return this.#refuse('due', 'A date with a time is needed.');
    if (input('reason').value.trim() === '') return this.#refuse('reason', 'A reason is needed: you or a colleague may be asked for it later.');
    const given = await this.#deed.run(async () => void (await extend(this.detail.id, input('module').value, dueMs, input('reason').value.trim())));
    if (!given) return;
    this.isOpen = false;
    this.dispatchEvent(new CustomEvent('nsp-changed'));
  };

  #refuse(field: string, sentence: string): void {
    this.#deed.refuse(sentence);
    this.querySelector<HTMLElement>(`[name="${field}"]`)!.focus();
  }
}

customElements.define('nsp-teach-extensions', NspTeachExtensions);
