// The right side, where the claim is proved: the verdict, and under it what will be run, or the instruments of what was.
import { html, nothing } from 'lit';
import { glyph, type GlyphName } from './glyph.ts';
import { handedInLine } from './handed-in.ts';
import { prose } from './prose.ts';
import { needsPrediction, type WorkspaceActions, type WorkspaceState } from './workspace-state.ts';

/** Verdict and instruments; those of a report come out of scripts/proof.js, which is there once there is a report. */
export function proofSide(state: WorkspaceState, actions: WorkspaceActions) {
  return html`<section class="ws-proof" aria-label="Proof" aria-busy=${state.progress !== null}>
    ${verdictBar(state)}${handedInLine(state)}
    ${state.finished ? self.nspProof!.instruments(state, actions) : html`<div class="ws-instruments"><div class="ws-checks">${waitingChecks(state)}</div><div class="ws-charts">${plannedRuns(state)}</div></div>`}
  </section>`;
}

function verdictBar(state: WorkspaceState) {
  const { mark, word, text, note } = verdictOf(state);
  return html`<div class="ws-verdict">${glyph(mark, word)}<h2 tabindex="-1" data-verdict>${prose(text)}</h2><span class="s">${note}</span>
    ${state.progress ? html`<progress max=${Math.max(1, state.progress.total)} .value=${state.progress.done} aria-label="Runs done"></progress>` : nothing}</div>
    ${state.failure ? html`<p class="ws-failed" role="alert">${state.failure}</p>` : nothing}`;
}

function verdictOf(state: WorkspaceState): { mark: GlyphName; word: string; text: string; note: string } {
  const { progress, finished, result, exercise } = state;
  if (progress) {
    const note = progress.total > 0 ? `${progress.done} of ${progress.total} runs` : '';
    return { mark: 'running', word: 'Running', text: 'Running your design', note };
  }
  const { passedOnRun, passedVersion, runs } = result;
  // Reports stay on the computer that made them, and belong to one edition of the grader.
  if (!finished && passedOnRun !== null) return { mark: 'proved', word: 'Proved', text: `Proved on run ${passedOnRun}. Run your design to see its report here.`, note: `${runs} ${runs === 1 ? 'run' : 'runs'} so far` };
  if (!finished && passedVersion !== null) return { mark: 'waiting', word: 'Not run', text: `Passed version ${passedVersion}; the exercise has changed since. Run your design again.`, note: `version ${exercise.version}` };
  if (!finished && runs > 0) return { mark: 'waiting', word: 'Not proved', text: `Not proved yet after ${runs === 1 ? 'one run' : `${runs} runs`}. Run your design to see its report here.`, note: '' };
  if (!finished) return { mark: 'waiting', word: 'Not run', text: needsPrediction(state) ? 'No runs yet. Predict, then run.' : 'No runs yet. Your prediction is kept: run your design.', note: '' };
  const { report, view, number } = finished;
  const passed = report.status === 'pass';
  if (report.status === 'error') return { mark: 'none', word: 'Could not be graded', text: view.verdict, note: '' };
  const seen = result.solutionSeenOnRun;
  const afterSolution = passedOnRun !== null && seen !== null && seen < passedOnRun ? ', after a solution' : '';
  const note = passedOnRun === null ? `Run ${number}` : passedOnRun === number ? `Run ${number}${afterSolution}` : `Run ${number}, passed on run ${passedOnRun}${afterSolution}`;
  return { mark: passed ? 'proved' : view.tone, word: passed ? 'Proved' : 'Not proved', text: view.verdict, note };
}

function waitingChecks({ exercise, progress }: WorkspaceState) {
  const [mark, word] = progress ? (['running', 'running'] as const) : (['waiting', 'not run'] as const);
  return html`<div class="ws-head"><h3 id="checks-title">Checks</h3></div>
    <ol class="chk-list" aria-labelledby="checks-title">${exercise.checks.map(({ title }, index) => html`<li class="chk-item"><div class="chk">${glyph(mark)}<span class="chk-title">${index + 1}. ${prose(title)}</span><span class="chk-value">${word}</span></div></li>`)}</ol>`;
}

/** What will be run. */
function plannedRuns({ exercise }: WorkspaceState) {
  const seeds = exercise.seeds.length;
  return html`<div class="ws-head"><h3>What is run</h3><span class="s">${seeds} seeds each</span></div>
    <ol class="plan">${exercise.runs.map((run) => html`<li>${glyph('waiting')}<span>${prose(run.title)}</span><span class="s">${run.durationMs / 1000} s</span></li>`)}</ol>
    <p class="plan-note">Each run sends the same requests to your design on every computer, ${seeds} times with other random numbers. Here you then see requests, times and busy workers, second by second.</p>`;
}
