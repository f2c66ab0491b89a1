// <nsp-file>: a file from the server, such as the grades as CSV. What goes wrong is told beside its button, not in place of the page.
import { html, LitElement, nothing } from 'lit';
import { askFile } from '../../class/api.ts';
import { Deed, told } from './deed.ts';

/** Set `path` under /api/v1, `name` of the file, and `label` of the button. */
export class NspFile extends LitElement {
  static override properties = { path: {}, name: {}, label: {} };

  declare path: string;
  declare name: string;
  declare label: string;
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.path = '';
    this.name = '';
    this.label = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    return html`<button class="btn sm" type="button" aria-busy=${this.#deed.isBusy ? 'true' : nothing} @click=${this.#get}>${this.#deed.isBusy ? 'Getting it' : this.label}</button>${told(this.#deed)}`;
  }

  readonly #get = (): void => {
    void this.#deed.run(async () => {
      const href = URL.createObjectURL(await askFile(this.path));
      Object.assign(document.createElement('a'), { href, download: this.name }).click();
      // Browsers begin to save after the click has returned.
      setTimeout(() => URL.revokeObjectURL(href), 60_000);
    });
  };
}

customElements.define('nsp-file', NspFile);

/** A name for a file, of letters that every system takes. */
export const fileName = (text: string, what: string): string => `${text.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '').toLowerCase() || 'class'}-${what}`;
