// <nsp-for-good>: what cannot be undone is asked about twice: a button, and in a dialog what goes, with a name to be typed.
import { html, LitElement, nothing } from 'lit';
import { Deed, told } from './deed.ts';

/** Set `act` (the verb on the buttons), `what` (what happens), `typed` (a name to be typed; empty: none), and `task`. */
export class NspForGood extends LitElement {
  static override properties = { act: {}, heading: {}, what: { attribute: false }, typed: {}, typedLabel: {}, task: { attribute: false }, isQuiet: { type: Boolean }, isOpen: { state: true } };

  declare act: string;
  declare heading: string;
  declare what: unknown;
  declare typed: string;
  declare typedLabel: string;
  declare task: (() => Promise<string | void>) | null;
  /** Nothing goes that anybody made: the button looks like any other. */
  declare isQuiet: boolean;
  declare isOpen: boolean;
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.act = '';
    this.heading = '';
    this.what = nothing;
    this.typed = '';
    this.typedLabel = '';
    this.task = null;
    this.isQuiet = false;
    this.isOpen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    return html`<button class="btn ${this.isQuiet ? '' : 'danger'}" type="button" @click=${this.#open}>${this.act}</button>
      <dialog class="t-ask" aria-labelledby="for-good-title" @close=${this.#closed}>${this.isOpen ? this.#asked() : nothing}</dialog>`;
  }

  #asked() {
    return html`<form method="dialog" novalidate @submit=${this.#submit}>
      <h2 id="for-good-title">${this.heading}</h2>
      <div class="t-what">${this.what}</div>
      ${this.typed === '' ? nothing : html`<label class="t-field"><span>${this.typedLabel}</span><span class="s">To be sure, type: <b>${this.typed}</b></span><input name="typed" autocomplete="off" autocapitalize="off" spellcheck="false"></label>`}
      ${told(this.#deed)}
      <div class="acts"><button class="btn ${this.isQuiet ? 'p' : 'danger'}" type="submit" aria-busy=${this.#deed.isBusy ? 'true' : nothing}>${this.act}</button><button class="btn" type="button" @click=${() => this.#dialog().close()}>Cancel</button></div>
    </form>`;
  }

  readonly #open = async (): Promise<void> => {
    this.#deed.clear();
    this.isOpen = true;
    await this.updateComplete;
    this.#dialog().showModal();
  };

  readonly #closed = (): void => {
    this.isOpen = false;
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const typed = this.querySelector<HTMLInputElement>('[name="typed"]');
    if (typed !== null && typed.value.trim() !== this.typed) {
      this.#deed.refuse(`That is not "${this.typed}". Type it as it stands above, or cancel.`);
      return typed.focus();
    }
    if (await this.#deed.run(() => this.task!())) this.#dialog().close();
  };

  #dialog(): HTMLDialogElement {
    return this.querySelector('dialog')!;
  }
}

customElements.define('nsp-for-good', NspForGood);
