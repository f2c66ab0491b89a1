// <nsp-fault-matrix>: every fault of every part of the learner's design, and what it did; each cell leads to its run.
import { html, LitElement, nothing } from 'lit';
import type { Cell } from '../../../grader/explore/exploration.ts';
import { prose } from '../prose.ts';
import { momentChoice } from './choice.ts';
import { type ExploreState, NOTHING_TRIED } from './explore-state.ts';
import { cellsAt, type FoundCell, headline, worseThanParts } from './findings.ts';
import { footnote } from './footnote.ts';
import { gridOf, neighbour } from './grid.ts';
import { cellList } from './list.ts';
import { pairList } from './pairs.ts';
import { legend, matrixTable } from './table.ts';
import { cellWords } from './words.ts';

/** Below this width of the pane a list takes the place of the table, CSS pixels. */
const TABLE_WIDTH = 420;

/** What `nsp-cell` carries: a cell, and what it is called. */
export interface ChosenCell {
  at: number;
  cell: Cell;
  title: string;
}

/** Fires `nsp-cell` with a `ChosenCell`, or null for none; `nsp-explore` with `singles`, `pairs` or `stop`. */
export class NspFaultMatrix extends LitElement {
  static override properties = { state: { attribute: false }, chosen: { attribute: false }, isBusy: { attribute: false }, moment: { state: true }, showsPairs: { state: true }, focused: { state: true }, width: { state: true } };

  declare state: ExploreState;
  /** Place of the cell whose run is shown; null: none is. */
  declare chosen: number | null;
  /** The learner's design is being run. */
  declare isBusy: boolean;
  declare moment: number;
  declare showsPairs: boolean;
  /** The cell that Tab leads to. */
  declare focused: { row: number; column: number };
  declare width: number;
  #observer: ResizeObserver | null = null;

  constructor() {
    super();
    this.state = NOTHING_TRIED;
    this.chosen = null;
    this.isBusy = false;
    this.moment = 0;
    this.showsPairs = false;
    this.focused = { row: 0, column: 0 };
    this.width = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0) this.width = width;
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override willUpdate(): void {
    const { found } = this.state;
    if (this.moment >= Math.max(1, found?.moments.length ?? 0)) this.moment = 0;
  }

  protected override render() {
    const { state } = this;
    const isExploring = state.phase === 'exploring';
    return html`<section class="mx" aria-labelledby="mx-title" aria-busy=${isExploring}>
      <div class="ws-head"><h3 id="mx-title">Fault matrix</h3>${this.#actions()}</div>
      ${isExploring ? html`<progress class="mx-progress" max=${Math.max(1, state.total)} .value=${state.done} aria-label="Faults tried"></progress>` : nothing}
      <p class="mx-finding" role="status">${prose(this.#finding())}</p>
      ${state.found === null ? nothing : this.#shown()}
    </section>`;
  }

  #actions() {
    const { phase, done, total } = this.state;
    const button = (name: string, what: 'singles' | 'pairs' | 'stop') => html`<button class="btn sm" type="button" ?disabled=${this.isBusy && what !== 'stop'} @click=${() => this.#ask(what)}>${name}</button>`;
    const again = this.state.pairs ? 'pairs' : 'singles';
    switch (phase) {
      case 'exploring': return html`<span class="mx-acts"><span class="s">${total === 0 ? 'Starting' : `${done} of ${total} tried`}</span>${button('Stop', 'stop')}</span>`;
      case 'stopped': return html`<span class="mx-acts"><span class="s">stopped at ${done} of ${total}</span>${button('Go on', again)}</span>`;
      case 'failed': return button('Try again', again);
      case 'none': return button('Try every fault', 'singles');
      case 'done': return html`<span class="mx-acts"><span class="s">${total} tried</span>${this.state.pairs ? nothing : button('Try pairs, too', 'pairs')}</span>`;
      case 'refused': return nothing;
    }
  }

  #finding(): string {
    const { phase, found, reason } = this.state;
    if (phase === 'failed' || phase === 'refused') return reason;
    if (phase === 'none') return 'Not tried yet: what each fault of each part does to the site.';
    // While cells come, a finding would be read aloud again and again.
    if (phase === 'exploring' || found === null) return phase === 'stopped' ? 'Stopped before its end.' : 'Trying every fault of every part.';
    return headline(this.#cells(), found.components, this.showsPairs ? 'pair' : 'fault');
  }

  #cells(): FoundCell[] {
    const { found } = this.state;
    return found === null ? [] : cellsAt(found, this.moment, this.showsPairs ? 2 : 1);
  }

  #shown() {
    const found = this.state.found!;
    const choose = (one: FoundCell): void => this.#choose(one);
    const hasPairs = this.state.pairs && found.cells.some((cell) => cell?.faults.length === 2);
    const views = html`${this.showsPairs && hasPairs ? nothing : momentChoice(found, this.moment, (moment) => { this.moment = moment; })}
      ${hasPairs ? html`<div class="seg" role="group" aria-label="Faults shown">${[false, true].map((isPairs) => html`<button type="button" aria-pressed=${this.showsPairs === isPairs} @click=${() => { this.showsPairs = isPairs; }}>${isPairs ? 'Two at once' : 'One at a time'}</button>`)}</div>` : nothing}`;
    return html`${legend(this.#cells())}
      ${hasPairs || found.moments.length > 1 ? html`<div class="mx-views">${views}</div>` : nothing}
      <div class="mx-body">${this.showsPairs && hasPairs
        ? pairList(worseThanParts(found, this.moment), this.#cells(), found.components, this.chosen, choose)
        : this.width < TABLE_WIDTH
          ? cellList(this.#cells(), found.components, this.chosen, choose)
          : matrixTable(gridOf(found, this.moment), found.components, this.chosen, this.focused, { choose, onKey: this.#onKey, onFocus: (row, column) => { this.focused = { row, column }; } })}
      ${footnote(this.state)}</div>`;
  }

  #choose({ at, cell }: FoundCell): void {
    const detail: ChosenCell | null = this.chosen === at ? null : { at, cell, title: capital(cellWords(cell, this.state.found!.components)) };
    this.dispatchEvent(new CustomEvent('nsp-cell', { detail, bubbles: true }));
  }

  #ask(what: 'singles' | 'pairs' | 'stop'): void {
    this.dispatchEvent(new CustomEvent('nsp-explore', { detail: what, bubbles: true }));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const next = neighbour(gridOf(this.state.found!, this.moment), this.focused, event.key, event.ctrlKey || event.metaKey);
    if (next === null) return;
    event.preventDefault();
    this.focused = next;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.mx-cell[tabindex="0"]')?.focus());
  };
}

/** The sentence begins with a capital, where it does not begin with a name. */
function capital(text: string): string {
  return text.startsWith('`') ? text : text[0]!.toUpperCase() + text.slice(1);
}

customElements.define('nsp-fault-matrix', NspFaultMatrix);
