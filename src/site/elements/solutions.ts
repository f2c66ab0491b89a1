// <nsp-solutions>: designs that pass, once the learner's own has passed or after honest attempts and a question; loaded only when asked for.
import { html, LitElement, nothing } from 'lit';
import type { Exercise, SolutionFile } from '../../course/course.ts';
import { classView } from '../class/hand-in.ts';
import type { ClassView } from '../class/view.ts';
import { loadData } from '../platform/load.ts';
import { ATTEMPTS_WANTED } from '../records/attempts.ts';
import type { StoredResult } from '../records/result.ts';
import { glyph } from './glyph.ts';
import './choice-question.ts';

/** `open`: at once; `ask`: after the question; a number: so many attempts are still wanted; `closed`: not before the learner's class opens them, in its words. */
export type SolutionAccess = 'open' | 'ask' | number | { closed: string };

/** What a result gives access to. */
export function accessOf({ passedOnRun, solutionSeenOnRun, attempts }: StoredResult, inClass: ClassView['solutions'] = null): SolutionAccess {
  if (inClass?.isOpen === false) return { closed: inClass.words };
  if (passedOnRun !== null || solutionSeenOnRun !== null) return 'open';
  return attempts.length >= ATTEMPTS_WANTED || inClass !== null ? 'ask' : ATTEMPTS_WANTED - attempts.length;
}

/** Solutions of one exercise, read-only, one at a time. Fires `nsp-solution-seen` when they are opened. */
export class NspSolutions extends LitElement {
  static override properties = { exercise: { attribute: false }, access: { attribute: false }, isAsking: { state: true }, solutions: { state: true }, chosen: { state: true }, failure: { state: true } };

  declare exercise: Exercise | null;
  declare access: SolutionAccess;
  /** The question before the solutions is open. */
  declare isAsking: boolean;
  declare solutions: readonly SolutionFile[];
  /** Position in `solutions`. */
  declare chosen: number;
  declare failure: string;

  constructor() {
    super();
    this.exercise = null;
    this.access = ATTEMPTS_WANTED;
    this.isAsking = false;
    this.solutions = [];
    this.chosen = 0;
    this.failure = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const solution = this.solutions[this.chosen];
    if (solution) return this.#shown(solution);
    if (typeof this.access !== 'string') return html`<p class="sol-ask s">${glyph('waiting')}<span>${typeof this.access === 'number' ? attemptsText(this.access) : this.access.closed}</span></p>`;
    if (this.isAsking && this.access === 'ask') {
      return html`<section class="sol-question"><nsp-choice-question .question=${this.exercise!.beforeSolution} next="Show the solutions" @nsp-next=${this.#load}></nsp-choice-question>${this.#failed()}</section>`;
    }
    const note = this.access === 'ask' ? 'One question comes first. Any answer opens them.' : 'Several designs pass. Compare yours with one.';
    return html`<div class="sol-ask"><button class="btn" type="button" @click=${this.access === 'ask' ? this.#ask : this.#load}>Show a solution</button><p class="s">${note}</p>${this.#failed()}</div>`;
  }

  #shown(solution: SolutionFile) {
    const total = this.solutions.length;
    return html`<section class="sol" aria-labelledby="sol-title">
      <div class="ws-head"><h3 id="sol-title" tabindex="-1">Solution ${this.chosen + 1} of ${total}: ${solution.title}</h3>
        <span class="sol-acts">${total > 1 ? html`<button class="btn sm" type="button" @click=${this.#next}>Next solution</button>` : nothing}
        <button class="btn sm" type="button" @click=${this.#close}>Close</button></span></div>
      <pre tabindex="0" aria-label="Solution: ${solution.title}"><code>${withoutTitle(solution.source)}</code></pre>
    </section>`;
  }

  #failed() {
    return this.failure ? html`<p class="sol-failure" role="alert">${this.failure}</p>` : nothing;
  }

  async #ask(): Promise<void> {
    this.isAsking = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>('nsp-choice-question')?.focus();
  }

  async #load(): Promise<void> {
    this.failure = '';
    try {
      this.solutions = await loadData<SolutionFile[]>(`solutions/${this.exercise!.id}`);
      this.chosen = 0;
      this.isAsking = false;
      this.dispatchEvent(new CustomEvent('nsp-solution-seen'));
    } catch (error) {
      this.failure = classView(this.exercise!.id) === null ? (error instanceof Error ? error.message : String(error)) : 'The class server has not given the solutions out. Reload the page to see when they open.';
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

/** What still has to happen before a solution can be seen. */
export function attemptsText(left: number): string {
  return `Solutions open when your design passes, or after ${left} more ${left === 1 ? 'run' : 'runs'} of a design of your own. The starter, and a design that was run before, do not count.`;
}

function withoutTitle(source: string): string {
  return source.replace(/^\/\/ title:.*\n/, '').trim();
}

customElements.define('nsp-solutions', NspSolutions);
