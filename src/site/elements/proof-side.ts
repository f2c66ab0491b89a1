// The right side, where the claim is proved: verdict, checks, charts, events; or what stopped the run.
import { html, nothing } from 'lit';
import type { RunSeries } from '../../grader/report.ts';
import { glyph, type GlyphName } from './glyph.ts';
import { problemList } from './problems.ts';
import { prose } from './prose.ts';
import { eventList } from './run-events.ts';
import { telltaleRun, type WorkspaceActions, type WorkspaceState } from './workspace-state.ts';

/** Verdict and instruments. */
export function proofSide(state: WorkspaceState, actions: WorkspaceActions) {
  const isStopped = state.finished !== null && state.finished.view.checks.length === 0;
  return html`<section class="ws-proof" aria-label="Proof" aria-busy=${state.progress !== null}>
    ${verdictBar(state)}
    <div class="ws-instruments">
      <div class="ws-checks">
        ${isStopped && !state.progress ? stopped(state, actions) : html`<nsp-checks .specs=${state.exercise.checks} .checks=${state.finished?.view.checks ?? []} .isRunning=${state.progress !== null}></nsp-checks>`}
        ${typeList(state, actions)}
        ${state.passedOnRun === null ? nothing : html`<nsp-solutions exercise=${state.exercise.id}></nsp-solutions>`}
      </div>
      <div class="ws-charts">${charts(state, actions)}</div>
    </div>
  </section>`;
}

function verdictBar(state: WorkspaceState) {
  const { mark, word, text, note } = verdictOf(state);
  return html`<div class="ws-verdict">${glyph(mark, word)}<h2 tabindex="-1" data-verdict>${prose(text)}</h2><span class="s">${note}</span>
    ${state.progress ? html`<progress max=${Math.max(1, state.progress.total)} .value=${state.progress.done} aria-label="Runs done"></progress>` : nothing}</div>`;
}

function verdictOf({ progress, finished, passedOnRun }: WorkspaceState): { mark: GlyphName; word: string; text: string; note: string } {
  if (progress) {
    const note = progress.total > 0 ? `${progress.done} of ${progress.total} runs` : '';
    return { mark: 'running', word: 'Running', text: 'Running your design', note };
  }
  if (!finished) return { mark: 'waiting', word: 'Not run', text: 'No runs yet. Run your design to see what happens.', note: '' };
  const { report, view, number } = finished;
  const passed = report.status === 'pass';
  if (report.status === 'error') return { mark: 'none', word: 'Could not be graded', text: view.verdict, note: '' };
  const note = passedOnRun !== null && passedOnRun !== number ? `Run ${number}, passed on run ${passedOnRun}` : `Run ${number}`;
  return { mark: passed ? 'proved' : view.tone, word: passed ? 'Proved' : 'Not proved', text: view.verdict, note };
}

function stopped({ finished }: WorkspaceState, actions: WorkspaceActions) {
  const { problems = [], diagnosis = '' } = finished?.view ?? {};
  return html`${problemList('What stopped the run', problems.length === 1 ? '1 problem' : `${problems.length} problems`, 'down', problems, actions.goTo)}
    ${diagnosis ? html`<p class="prob-diagnosis">${prose(diagnosis)}</p>` : nothing}`;
}

function typeList({ typeProblems }: WorkspaceState, actions: WorkspaceActions) {
  const problems = typeProblems.map(({ line, column, message }) => ({ text: message, advice: '', place: { line, column } }));
  return problemList('The type checker says', 'no part of the verdict', 'deg', problems, actions.goTo);
}

function charts(state: WorkspaceState, actions: WorkspaceActions) {
  const { finished, exercise } = state;
  const shown = telltaleRun(state);
  const series = finished?.report.runs.find((run) => run.run === shown);
  if (!finished || finished.report.runs.length === 0) return plannedRuns(state);
  if (!series) return nothing;
  const title = exercise.runs.find((run) => run.id === series.run)?.title ?? series.run;
  return html`<div class="ws-head"><h3 id="run-title">${runChoice(finished.report.runs, state, series.run, title, actions)}</h3><span class="s">seed ${series.seed}</span></div>
    <nsp-run-chart .run=${series}></nsp-run-chart>
    <section class="ev" aria-labelledby="ev-title"><div class="ws-head"><h3 id="ev-title">Events</h3></div>${eventList(series.events)}</section>`;
}

function runChoice(runs: readonly RunSeries[], { exercise }: WorkspaceState, shown: string, title: string, actions: WorkspaceActions) {
  if (runs.length === 1) return prose(title);
  const nameOf = (id: string): string => exercise.runs.find((run) => run.id === id)?.title ?? id;
  return html`<select class="ws-choice" aria-label="Run shown in the charts" @change=${(event: Event) => actions.showRun((event.target as HTMLSelectElement).value)}>
    ${runs.map((run) => html`<option value=${run.run} ?selected=${run.run === shown}>${nameOf(run.run)}</option>`)}</select>`;
}

/** Before the first run: what will be run. */
function plannedRuns({ exercise, finished }: WorkspaceState) {
  const seeds = exercise.seeds.length;
  return html`<div class="ws-head"><h3>${finished ? 'What is run once the problems are mended' : 'What is run'}</h3><span class="s">${seeds} seeds each</span></div>
    <ol class="plan">${exercise.runs.map((run) => html`<li>${glyph('waiting')}<span>${prose(run.title)}</span><span class="s">${run.durationMs / 1000} s</span></li>`)}</ol>
    <p class="plan-note">Each run sends the same requests to your design on every computer, ${seeds} times with other random numbers. Here you then see requests, times and busy workers, second by second.</p>`;
}
