// <nsp-shared-run>: the run that came with a link, simulated again beside the learner's own design.
import { html, LitElement, nothing } from 'lit';
import type { Exercise } from '../../course/course.ts';
import { createAsker } from '../../grader/adapter/browser/asker.ts';
import { describeOutcome, describeSchedule, replayDifferences } from '../../grader/explain/index.ts';
import type { ReplayRequest } from '../../grader/protocol.ts';
import type { Replay, Replayed } from '../../grader/replay/replay.ts';
import { startWorker } from '../platform/worker.ts';
import { prose } from './prose.ts';
import { reason } from './reason.ts';
import './run/instruments.ts';

/** Set `replay` and `exercise`. */
export class NspSharedRun extends LitElement {
  static override properties = { replay: { attribute: false }, exercise: { attribute: false }, replayed: { state: true } };

  declare replay: Replay | null;
  declare exercise: Exercise | null;
  /** null: not yet simulated; a text: why the worker gave no answer. */
  declare replayed: Replayed | string | null;
  readonly #simulator = createAsker(() => startWorker('grade'));

  constructor() {
    super();
    this.replay = null;
    this.exercise = null;
    this.replayed = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#simulator.close();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('replay')) void this.#simulate();
  }

  async #simulate(): Promise<void> {
    const { replay, exercise } = this;
    this.replayed = null;
    if (replay === null || exercise === null) return;
    const { source, spec } = replay;
    const answer = await this.#simulator.ask<ReplayRequest>({ type: 'replay', exercise, source, spec }).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (this.replay === replay) this.replayed = typeof answer === 'string' ? answer : (answer?.replayed ?? 'The simulation was ended.');
  }

  protected override render() {
    const { replay, exercise, replayed } = this;
    if (replay === null || exercise === null) return nothing;
    return html`<section class="ws-shared-run" aria-label="The run in the link">${replayDifferences(replay, exercise).map((sentence) => html`<p>${sentence}</p>`)}${this.#result(replay, exercise, replayed)}</section>`;
  }

  #result(replay: Replay, exercise: Exercise, replayed: NspSharedRun['replayed']) {
    if (replayed === null) return html`<p role="status">The run in the link is simulated.</p>`;
    if (typeof replayed === 'string') return html`<p role="alert">The run in the link could not be simulated. ${prose(replayed)} <button class="btn sm" type="button" @click=${() => void this.#simulate()}>Try again</button></p>`;
    const { series, wiring, digest } = replayed;
    if (series === null) return html`<p role="alert">The run in the link cannot be simulated. ${prose(reason(replayed.diagnostics[0]))}</p>`;
    const title = exercise.runs.find(({ id }) => id === series.run)?.title ?? series.run;
    return html`<p>${prose(describeSchedule(replay.spec))} ${describeOutcome(replayed)}</p>
      <nsp-run .run=${{ title, note: `seed ${series.seed}`, series, wiring, source: replay.source }}></nsp-run>
      <p class="s">Digest <code data-digest>${digest}</code>: the same in every browser and with <code>nsp replay</code>.</p>`;
  }
}

customElements.define('nsp-shared-run', NspSharedRun);
