// <nsp-instruments>: everything under the verdict: checks, fault matrix, solutions, one run; or what stopped the run.
import { html, LitElement, nothing } from 'lit';
import type { RunSeries } from '../../grader/report.ts';
import './checks.ts';
import { goldPart } from './evidence/gold.ts';
import { compareBar, comparePart } from './evidence/compare.ts';
import { evidenceOf, live, lookBar, matrixPart, smallestPart } from './evidence/parts.ts';
import { glyph } from './glyph.ts';
import { comparison } from './predict/comparison.ts';
import { problemList } from './problems.ts';
import { prose } from './prose.ts';
import type { RunMoment } from './report-view.ts';
import './run/instruments.ts';
import type { NspRun } from './run/instruments.ts';
import type { ShownRun } from './run/shown-run.ts';
import { accessOf } from './solutions.ts';
import { telltaleRun, type WorkspaceActions, type WorkspaceState } from './workspace-state.ts';

/** Checks and fault matrix, and under them one run with its instruments: that of the last report, or one from elsewhere. */
export class NspInstruments extends LitElement {
  static override properties = { state: { attribute: false }, actions: { attribute: false } };

  declare state: WorkspaceState;
  declare actions: WorkspaceActions;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    evidenceOf(this.actions).see(this.state);
  }

  protected override render() {
    const { state, actions } = this;
    const evidence = evidenceOf(actions);
    const under = state.finished?.report.status === 'fail' ? live(evidence, smallestPart) : nothing;
    const isStopped = state.finished !== null && state.finished.view.checks.length === 0;
    return html`${comparison(state)}<div class="ws-instruments">
      <div class="ws-breadth">
        <div class="ws-checks" @nsp-moment=${this.#goTo}>
          ${isStopped && !state.progress ? stopped(state, actions) : html`<nsp-checks .specs=${state.exercise.checks} .checks=${state.finished?.view.checks ?? []} .isRunning=${state.progress !== null} .under=${under}></nsp-checks>`}
          ${live(evidence, goldPart)}
          ${typeList(state, actions)}
          <nsp-solutions .exercise=${state.exercise} .access=${accessOf(state.result, state.inClass?.solutions)} @nsp-solution-seen=${actions.solutionSeen}></nsp-solutions>
        </div>
        <div class="ws-matrix">${live(evidence, matrixPart)}</div>
      </div>
      <div class="ws-charts">${live(evidence, () => html`${lookBar(evidence)}${compareBar(evidence, state)}${evidence.comparison !== null ? comparePart(evidence) : evidence.look.kind === 'run' ? html`<nsp-run .run=${evidence.look.shown} .text=${state.text} .heading=${null}></nsp-run>` : shownRun(state, actions)}`)}</div>
    </div>`;
  }

  readonly #goTo = ({ detail: { run, atMs } }: CustomEvent<RunMoment>): void => {
    const evidence = evidenceOf(this.actions);
    evidence.endComparison();
    evidence.showReport();
    this.actions.showRun(run);
    // By then everything on the way to the run has been drawn.
    requestAnimationFrame(() => this.querySelector<NspRun>('.ws-charts nsp-run')?.show(atMs));
  };
}

customElements.define('nsp-instruments', NspInstruments);

function stopped({ finished }: WorkspaceState, actions: WorkspaceActions) {
  const { problems = [], diagnosis = '' } = finished?.view ?? {};
  return html`${problemList('What stopped the run', problems.length === 1 ? '1 problem' : `${problems.length} problems`, 'down', problems, actions.goTo)}
    ${diagnosis ? html`<p class="prob-diagnosis">${prose(diagnosis)}</p>` : nothing}`;
}

function typeList({ typeProblems }: WorkspaceState, actions: WorkspaceActions) {
  const problems = typeProblems.map(({ line, column, message }) => ({ text: message, advice: '', place: { line, column } }));
  return problemList('The type checker says', 'no part of the verdict', 'deg', problems, actions.goTo);
}

function shownRun(state: WorkspaceState, actions: WorkspaceActions) {
  const { finished, exercise } = state;
  const shown = telltaleRun(state);
  if (!finished || finished.report.runs.length === 0) return plannedRuns(state);
  const { report: { runs, wiring }, source } = finished;
  const series = runs.find((run) => run.run === shown);
  if (!series) return nothing;
  const title = exercise.runs.find((run) => run.id === series.run)?.title ?? series.run;
  const run: ShownRun = { title, note: `seed ${series.seed}`, series, wiring, source };
  return html`<nsp-run .run=${run} .text=${state.text} .heading=${runChoice(runs, state, series.run, title, actions)}></nsp-run>`;
}

function runChoice(runs: readonly RunSeries[], { exercise }: WorkspaceState, shown: string, title: string, actions: WorkspaceActions) {
  if (runs.length === 1) return prose(title);
  const nameOf = (id: string): string => exercise.runs.find((run) => run.id === id)?.title ?? id;
  return html`<select class="ws-choice" aria-label="Run shown in the charts" @change=${(event: Event) => actions.showRun((event.target as HTMLSelectElement).value)}>
    ${runs.map((run) => html`<option value=${run.run} ?selected=${run.run === shown}>${nameOf(run.run)}</option>`)}</select>`;
}

/** After a run that was stopped before anything was simulated: what is run once that is mended. */
function plannedRuns({ exercise }: WorkspaceState) {
  return html`<div class="ws-head"><h3>What is run once the problems are mended</h3><span class="s">${exercise.seeds.length} seeds each</span></div>
    <ol class="plan">${exercise.runs.map((run) => html`<li>${glyph('waiting')}<span>${prose(run.title)}</span><span class="s">${run.durationMs / 1000} s</span></li>`)}</ol>`;
}
