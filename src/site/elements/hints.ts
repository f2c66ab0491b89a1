// <nsp-hints>: three hints, one after the other. An opened hint stays open and costs nothing.
import { html, LitElement } from 'lit';
import { prose } from './prose.ts';

/** Fires `nsp-hints` with the number of open hints when the learner asks for the next one. */
export class NspHints extends LitElement {
  static override properties = { hints: { attribute: false }, shown: { type: Number }, none: {} };

  declare hints: readonly string[];
  /** How many are open. */
  declare shown: number;
  /** Why there are none. */
  declare none: string;

  constructor() {
    super();
    this.hints = [];
    this.shown = 0;
    this.none = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const total = this.hints.length;
    if (total === 0) return html`<div class="ws-hint-head"><p class="s">${this.none || 'This exercise has no hints.'}</p></div>`;
    const open = this.hints.slice(0, this.shown);
    return html`<div class="ws-hint-head">
        <h2>${this.shown === 0 ? `${total} hints` : `Hint ${this.shown} of ${total}`}</h2>
        <span class="pips" aria-hidden="true">${this.hints.map((_, index) => html`<i class=${index < this.shown ? 'open' : ''}></i>`)}</span>
        ${this.shown < total ? html`<button class="btn sm" type="button" @click=${this.#next}>${this.#nextLabel(total)}</button>` : ''}
      </div>
      <ol class="ws-hint-list" aria-live="polite">${open.map((hint) => html`<li>${prose(hint)}</li>`)}</ol>`;
  }

  #nextLabel(total: number): string {
    if (this.shown === 0) return 'First hint';
    return this.shown === total - 1 ? 'Last hint' : 'Next hint';
  }

  async #next(): Promise<void> {
    this.shown += 1;
    this.dispatchEvent(new CustomEvent('nsp-hints', { detail: this.shown, bubbles: true }));
    await this.updateComplete;
    this.querySelector('li:last-child')?.scrollIntoView({ block: 'nearest' });
  }
}

customElements.define('nsp-hints', NspHints);
