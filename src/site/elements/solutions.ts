// <nsp-solutions>: other designs that pass, offered once the learner's own has passed; loaded only when asked for.
import { html, LitElement, nothing } from 'lit';
import type { SolutionFile } from '../../course/course.ts';
import { loadData } from '../platform/load.ts';

/** Solutions of one exercise, read-only, one at a time. */
export class NspSolutions extends LitElement {
  static override properties = { exercise: {}, solutions: { state: true }, chosen: { state: true }, failure: { state: true } };

  declare exercise: string;
  declare solutions: readonly SolutionFile[];
  /** Position in `solutions`. */
  declare chosen: number;
  declare failure: string;

  constructor() {
    super();
    this.exercise = '';
    this.solutions = [];
    this.chosen = 0;
    this.failure = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const solution = this.solutions[this.chosen];
    if (!solution) {
      return html`<div class="sol-ask"><button class="btn" type="button" @click=${this.#load}>Show a solution</button>
        <p class="s">Several designs pass. Compare yours with one.</p>${this.failure ? html`<p class="sol-failure" role="alert">${this.failure}</p>` : nothing}</div>`;
    }
    const total = this.solutions.length;
    return html`<section class="sol" aria-labelledby="sol-title">
      <div class="ws-head"><h3 id="sol-title" tabindex="-1">Solution ${this.chosen + 1} of ${total}: ${solution.title}</h3>
        <span class="sol-acts">${total > 1 ? html`<button class="btn sm" type="button" @click=${this.#next}>Next solution</button>` : nothing}
        <button class="btn sm" type="button" @click=${this.#close}>Close</button></span></div>
      <pre tabindex="0" aria-label="Solution: ${solution.title}"><code>${withoutTitle(solution.source)}</code></pre>
    </section>`;
  }

  async #load(): Promise<void> {
    this.failure = '';
    try {
      this.solutions = await loadData<SolutionFile[]>(`solutions/${this.exercise}`);
      this.chosen = 0;
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
    await this.updateComplete;
    this.querySelector<HTMLElement>('#sol-title')?.focus();
  }

  #next(): void {
    this.chosen = (this.chosen + 1) % this.solutions.length;
  }

  async #close(): Promise<void> {
    this.solutions = [];
    await this.updateComplete;
    this.querySelector<HTMLElement>('button')?.focus();
  }
}

function withoutTitle(source: string): string {
  return source.replace(/^\/\/ title:.*\n/, '').trim();
}

customElements.define('nsp-solutions', NspSolutions);
