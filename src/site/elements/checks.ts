// <nsp-checks>: the list of checks; after a run the first one that fails is open.
import { html, LitElement, nothing } from 'lit';
import type { CheckSpec } from '../../course/course.ts';
import { checkRow, waitingRow } from './check-row.ts';
import type { CheckView, Place, RunMoment } from './report-view.ts';

/** Fires `nsp-place` when the learner follows a line of the design, `nsp-moment` when a moment of a run. */
export class NspChecks extends LitElement {
  static override properties = { specs: { attribute: false }, checks: { attribute: false }, isRunning: { attribute: false }, under: { attribute: false }, open: { state: true } };

  /** What will be checked, in the exercise's order. */
  declare specs: readonly CheckSpec[];
  /** How it came out; empty before the first run. */
  declare checks: readonly CheckView[];
  declare isRunning: boolean;
  /** What stands under the first check that fails. */
  declare under: unknown;
  declare open: ReadonlySet<string>;

  constructor() {
    super();
    this.specs = [];
    this.checks = [];
    this.isRunning = false;
    this.under = nothing;
    this.open = new Set();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Opens a check and brings it into view. */
  async reveal(id: string): Promise<void> {
    this.open = new Set([...this.open, id]);
    await this.updateComplete;
    const row = this.querySelector<HTMLElement>(`#check-${CSS.escape(id)}`);
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('checks')) return;
    const failing = this.checks.find((check) => !check.holds);
    this.open = new Set(failing ? [failing.id] : []);
  }

  protected override render() {
    const failing = this.checks.filter((check) => !check.holds).length;
    const count = this.checks.length === 0 ? nothing : html`<span class="s">${failing === 0 ? 'all hold' : `${failing} ${failing === 1 ? 'fails' : 'fail'}`}</span>`;
    return html`<div class="ws-head"><h3 id="checks-title">Checks</h3>${count}</div>
      <ol class="chk-list" aria-labelledby="checks-title">${this.checks.length === 0 || this.isRunning ? this.#waiting() : this.#results()}</ol>`;
  }

  #waiting() {
    return this.specs.map((spec, index) => waitingRow(spec.title, index + 1, this.isRunning));
  }

  #results() {
    const actions = {
      onToggle: (id: string) => {
        this.open = this.open.has(id) ? new Set([...this.open].filter((other) => other !== id)) : new Set([...this.open, id]);
      },
      onPlace: (place: Place) => this.dispatchEvent(new CustomEvent('nsp-place', { detail: place, bubbles: true })),
      onMoment: (moment: RunMoment) => this.dispatchEvent(new CustomEvent('nsp-moment', { detail: moment, bubbles: true })),
    };
    const failing = this.checks.find((check) => !check.holds);
    return this.checks.map((check, index) => checkRow(check, index + 1, this.open.has(check.id), actions, check === failing ? this.under : nothing));
  }
}

customElements.define('nsp-checks', NspChecks);
