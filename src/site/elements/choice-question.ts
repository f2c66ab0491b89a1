// <nsp-choice-question>: one question with options; any answer is told why it is so.
import { html, LitElement, nothing } from 'lit';
import type { Question } from '../../course/learning.ts';
import { shuffled } from '../learn/parts.ts';
import { glyph } from './glyph.ts';
import { oneOf } from './predict/controls.ts';
import { prose } from './prose.ts';

/** A question of the form `choice`. Fires `nsp-next` when the learner goes on after the explanation. */
export class NspChoiceQuestion extends LitElement {
  static override properties = { question: { attribute: false }, next: {}, chosen: { state: true }, answered: { state: true }, missing: { state: true } };

  declare question: Question | null;
  /** Text of the button after the explanation. */
  declare next: string;
  declare chosen: string | null;
  declare answered: boolean;
  declare missing: boolean;

  constructor() {
    super();
    this.question = null;
    this.next = '';
    this.chosen = null;
    this.answered = false;
    this.missing = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override focus(): void {
    this.querySelector<HTMLElement>('[tabindex], input, button')?.focus();
  }

  protected override render() {
    const { question } = this;
    if (question?.form.kind !== 'choice') return nothing;
    const { options } = question.form;
    return html`<h3 class="cq-ask" tabindex="-1">${prose(question.ask)}</h3>
      ${this.answered ? this.#explanation(question, options) : html`${oneOf('choice-question', question.ask.replaceAll('`', ''), shuffled(options, question.id), this.chosen, (id) => { this.chosen = id; this.missing = false; })}
        <div class="ws-acts"><button class="btn" type="button" @click=${this.#answer}>Answer</button><p class="cq-missing" role="alert">${this.missing ? 'Choose one to answer.' : nothing}</p></div>`}`;
  }

  #explanation(question: Question, options: (Question['form'] & { kind: 'choice' })['options']) {
    const chosen = options.find(({ id }) => id === this.chosen);
    const right = options.find((option) => option.right);
    return html`<div class="cq-why"><p>${chosen?.right ? html`${glyph('proved')} You said it: ` : html`You said: ${prose(chosen?.text ?? '')} ${prose(chosen?.because ?? '')}`}</p>
      <p><b>${prose(right?.text ?? '')}</b></p><p>${prose(question.why)}</p></div>
      <div class="ws-acts"><button class="btn" type="button" @click=${() => this.dispatchEvent(new CustomEvent('nsp-next'))}>${this.next}</button></div>`;
  }

  async #answer(): Promise<void> {
    if (this.chosen === null) {
      this.missing = true;
      this.querySelector('input')?.focus();
      return;
    }
    this.answered = true;
    await this.updateComplete;
    this.focus();
  }
}

customElements.define('nsp-choice-question', NspChoiceQuestion);
