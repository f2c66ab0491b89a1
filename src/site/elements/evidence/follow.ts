// <nsp-evidence>: one part of what is known about a run, drawn again whenever more is known.
import { LitElement, nothing } from 'lit';
import type { Evidence } from './evidence.ts';

/** Draws `draw` of `of`. */
export class NspEvidence extends LitElement {
  static override properties = { of: { attribute: false }, draw: { attribute: false } };

  declare of: Evidence | null;
  declare draw: (evidence: Evidence) => unknown;
  #followed: Evidence | null = null;
  #end: () => void = () => undefined;

  constructor() {
    super();
    this.of = null;
    this.draw = () => nothing;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
    this.#followed = null;
  }

  protected override willUpdate(): void {
    if (this.of !== this.#followed) this.#follow();
  }

  protected override render() {
    return this.of === null ? nothing : this.draw(this.of);
  }

  #follow(): void {
    this.#end();
    this.#followed = this.of;
    this.#end = this.of?.follow(() => this.requestUpdate()) ?? (() => undefined);
  }
}

customElements.define('nsp-evidence', NspEvidence);
