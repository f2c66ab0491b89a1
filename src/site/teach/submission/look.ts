// <nsp-teach-look>: a design graded again in this browser, by the same worker, with the same instruments as the learner sees.
import { html, LitElement, nothing } from 'lit';
import type { Exercise } from '../../../course/course.ts';
import { glyph } from '../../elements/glyph.ts';
import { Grading } from '../../elements/grading.ts';
import { loadProof } from '../../elements/proof-handle.ts';
import { prose } from '../../elements/prose.ts';
import type { Place } from '../../elements/report-view.ts';
import type { FinishedRun, Progress, WorkspaceActions, WorkspaceState } from '../../elements/workspace-state.ts';
import { loadData, loadStyle } from '../../platform/load.ts';
import { startWorker } from '../../platform/worker.ts';
import { noResult } from '../../records/result.ts';
import type { Meta, Submission } from '../api-types.ts';
import { exerciseOf } from '../parts/course.ts';

type State = { kind: 'closed' } | { kind: 'running'; progress: Progress } | { kind: 'shown'; exercise: Exercise; finished: FinishedRun; shownRun: string | null } | { kind: 'failed'; sentence: string };

/** Set `meta` and `submission`. Fires `nsp-line` with the number of a line that the report leads to. */
export class NspTeachLook extends LitElement {
  static override properties = { meta: { attribute: false }, submission: { attribute: false }, state: { state: true } };

  declare meta: Meta;
  declare submission: Submission;
  declare state: State;
  #grading: Grading | null = null;

  constructor() {
    super();
    this.state = { kind: 'closed' };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#grading?.end();
    this.#grading = null;
  }

  protected override render() {
    const { state } = this;
    return html`<section class="t-look" aria-labelledby="look-title">${state.kind === 'shown' ? this.#shown(state) : html`<div class="t-form"><h2 id="look-title">The run</h2>${state.kind === 'running' ? this.#running(state.progress) : this.#offer(state)}</div>`}</section>`;
  }

  #offer(state: State) {
    const known = exerciseOf(this.meta, this.submission.exercise);
    if (known === null) return html`<p class="q">The course has this exercise no longer, so its run cannot be shown. Source and grades stay.</p>`;
    const older = this.submission.grade !== null && this.submission.grade.exerciseVersion !== known.version;
    return html`<p class="q">Grades this design again in your browser and shows what its learner saw: checks, charts, the replay second by second. Nothing is sent or changed.${older ? ` The grade above is of version ${this.submission.grade!.exerciseVersion}; the run is that of version ${known.version}.` : ''}</p>
      ${state.kind === 'failed' ? html`<p class="t-problem" role="alert">${state.sentence}</p>` : nothing}
      <div class="acts"><button class="btn p" type="button" @click=${this.#begin}>Look at the run</button></div>`;
  }

  #running({ done, total }: Progress) {
    return html`<p role="status">${glyph('running')} ${total === 0 ? 'Grading the design.' : `${done} of ${total} runs.`}</p><progress class="t-progress" max=${Math.max(1, total)} .value=${done} aria-label="Runs done"></progress>
      <div class="acts"><button class="btn" type="button" @click=${() => this.#grading?.stop()}>Stop</button></div>`;
  }

  #shown({ exercise, finished, shownRun }: Extract<State, { kind: 'shown' }>) {
    const { report: { status }, view } = finished;
    return html`<div class="ws" @nsp-place=${({ detail }: CustomEvent<Place>) => this.#actions.goTo(detail)}>
      <div class="ws-verdict">${glyph(status === 'pass' ? 'proved' : status === 'error' ? 'none' : view.tone)}<h2 id="look-title" tabindex="-1">${prose(view.verdict)}</h2></div>
      ${self.nspProof!.instruments(workspaceState(exercise, finished, shownRun), this.#actions)}</div>`;
  }

  readonly #begin = async (): Promise<void> => {
    if (this.state.kind === 'running') return;
    this.state = { kind: 'running', progress: { done: 0, total: 0 } };
    const { exercise: id, source } = this.submission;
    try {
      const exercise = await loadData<Exercise>(`exercises/${id}`);
      this.#grading ??= new Grading(exercise);
      const [report, proof] = await Promise.all([this.#grading.grade(source, (progress) => { if (this.state.kind === 'running') this.state = { kind: 'running', progress }; }), loadProof(), loadStyle('workspace')]);
      if (report === null) {
        this.state = { kind: 'closed' };
        return;
      }
      this.state = { kind: 'shown', exercise, finished: { number: 1, report, view: proof.explained(report, exercise), source, isFresh: true }, shownRun: null };
      await this.updateComplete;
      this.querySelector<HTMLElement>('#look-title')?.focus();
    } catch (error) {
      this.#grading?.stop();
      this.state = { kind: 'failed', sentence: error instanceof Error ? error.message : String(error) };
    }
  };

  /** A design that somebody else wrote is looked at: nothing of the workspace that writes does anything here. */
  readonly #actions: WorkspaceActions = {
    goTo: ({ line }) => void this.dispatchEvent(new CustomEvent('nsp-line', { detail: line, bubbles: true })),
    showRun: (id) => { if (this.state.kind === 'shown') this.state = { ...this.state, shownRun: id }; },
    startWorker,
    read: async () => null,
    keep: async () => undefined,
    run: nothingToDo, stop: nothingToDo, reset: nothingToDo, showLeaf: nothingToDo, keepMine: nothingToDo, takeOther: nothingToDo, solutionSeen: nothingToDo, copyLink: nothingToDo, takeBeside: nothingToDo, removeBeside: nothingToDo,
  };
}

customElements.define('nsp-teach-look', NspTeachLook);

function nothingToDo(): void {
  // There is no editor here.
}

/** What the instruments draw from: a finished run, of which solutions may be seen at once. */
function workspaceState(exercise: Exercise, finished: FinishedRun, shownRun: string | null): WorkspaceState {
  return {
    exercise, initialText: finished.source, text: finished.source, hints: 0, pane: 'proof', draft: { kind: 'idle' }, progress: null, finished, result: { ...noResult(exercise.id, exercise.version), solutionSeenOnRun: 0 },
    prediction: null, chosen: null, failure: '', isStopped: false, typeProblems: [], marks: [], shownRun, leaf: 'design', besides: [], linkNotice: '', link: '', files: { files: [], diagram: null, reason: '', isWriting: false }, inClass: null,
  };
}
