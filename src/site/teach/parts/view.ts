// What all pages of an instructor have in common: light DOM, a title, and the focus on the heading of a page that one has gone to.
import { LitElement } from 'lit';
import type { Caller, Meta } from '../api-types.ts';

/** Given to every page. */
export interface Session {
  meta: Meta;
  caller: Extract<Caller, { kind: 'instructor' }>;
  /** The page was come to from another one, not by loading it. */
  hasCome: boolean;
}

/** One page. */
export abstract class View extends LitElement {
  static override properties: { [name: string]: object } = { session: { attribute: false } };

  declare session: Session;
  #hasArrived = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    const heading = this.querySelector<HTMLElement>('h1');
    if (heading === null) return;
    document.title = `${heading.textContent!.replace(/\s+/g, ' ').trim()} · No Single Point`;
    if (this.#hasArrived) return;
    this.#hasArrived = true;
    if (this.session.hasCome) heading.focus();
  }

  /** The text of a field of the page. */
  protected field(name: string): string {
    return this.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? '';
  }
}
