// <nsp-diagram>: the learner's design as a drawing, and as a list; mermaid is loaded when it is first looked at.
import { html, LitElement, nothing } from 'lit';
import { loadScript } from '../platform/load.ts';
import { prose } from './prose.ts';
import type { FilesState } from './real-files.ts';

declare global {
  /** Set by scripts/diagram.js: a flowchart as SVG text, for a pane of this width (CSS pixels); rejects with mermaid's own message. */
  var nspDrawDiagram: ((source: string, width: number, label: string) => Promise<string>) | undefined;
}

/** The drawing of one design. */
export class NspDiagram extends LitElement {
  static override properties = { state: { attribute: false }, isShown: { attribute: false }, svg: { state: true }, failure: { state: true } };

  declare state: FilesState;
  /** Its tab is open: only then it is drawn. */
  declare isShown: boolean;
  /** The last drawing that came to an end. */
  declare svg: string;
  /** Why there is no drawing, as a sentence; empty: there is one, or it is being made. */
  declare failure: string;
  #drawn = '';

  constructor() {
    super();
    this.state = { files: [], diagram: null, reason: '', isWriting: false };
    this.isShown = false;
    this.svg = '';
    this.failure = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    const source = this.state.diagram?.source;
    if (source === undefined || source === this.#drawn || !this.isShown) return;
    this.#drawn = source;
    void this.#draw(source);
  }

  protected override render() {
    const { diagram, reason, isWriting } = this.state;
    const stale = reason === '' ? '' : `${reason}${diagram === null ? '' : ' This is the last design that was whole.'}`;
    return html`${stale === '' ? nothing : html`<p class="rf-stale" role="status">${prose(stale)}</p>`}
      ${diagram === null ? html`<p class="rf-none">${isWriting ? 'Drawing the design.' : 'There is no drawing yet.'}</p>` : html`
        <div class="dg-scroll" tabindex="0" role="region" aria-label="Drawing of your design">
          <div class="dg-drawing" .innerHTML=${this.svg}></div>
          ${this.failure ? html`<p class="rf-none" role="status">${this.failure}</p>` : this.svg === '' ? html`<p class="rf-none">Loading the drawing.</p>` : nothing}
          <h3 class="dg-title">The same in words</h3>
          <ul class="dg-words">${diagram.sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
        </div>`}`;
  }

  async #draw(source: string): Promise<void> {
    try {
      await Promise.all([loadScript('diagram'), document.fonts.ready]);
      const svg = await self.nspDrawDiagram!(source, this.clientWidth, 'Your design: what runs where, and who sends to whom. The list below says the same.');
      // Another one may have been asked for in the meantime.
      if (source !== this.#drawn) return;
      this.svg = svg;
      this.failure = '';
    } catch (error) {
      if (source !== this.#drawn) return;
      this.svg = '';
      this.failure = `The drawing could not be made: ${error instanceof Error ? error.message : String(error)} The list says the same.`;
    }
  }
}

customElements.define('nsp-diagram', NspDiagram);
