// <nsp-copy>: a text to take elsewhere, with a button that copies it. On a plain-HTTP network browsers let no page copy: there the text is selected.
import { html, LitElement } from 'lit';

/** Set `text`, and `label` for what it is. */
export class NspCopy extends LitElement {
  static override properties = { text: {}, label: {}, isLarge: { type: Boolean }, said: { state: true } };

  declare text: string;
  declare label: string;
  /** As large as fits, to be read from the other end of a room. */
  declare isLarge: boolean;
  declare said: string;

  constructor() {
    super();
    this.text = '';
    this.label = '';
    this.isLarge = false;
    this.said = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    return html`<div class="t-copy ${this.isLarge ? 'large' : ''}"><output aria-label=${this.label}>${this.text}</output><button class="btn sm" type="button" @click=${this.#copy} aria-label="Copy: ${this.label}">Copy</button><span class="s" role="status">${this.said}</span></div>`;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = 'Copied.';
    } catch {
      getSelection()?.selectAllChildren(this.querySelector('output')!);
      this.said = 'It is selected: press Ctrl+C, or Cmd+C on a Mac.';
    }
  };
}

customElements.define('nsp-copy', NspCopy);
