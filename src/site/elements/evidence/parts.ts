// The parts of the evidence as templates: the matrix, the smallest failure, and the bar over a run that was chosen.
import { html, nothing } from 'lit';
import { describeSmallest } from '../../../grader/explain/index.ts';
import { formatMoment } from '../../../grader/explain/numbers.ts';
import { glyph } from '../glyph.ts';
import '../matrix/fault-matrix.ts';
import { cellNumbers } from '../matrix/words.ts';
import type { ChosenCell } from '../matrix/fault-matrix.ts';
import { prose } from '../prose.ts';
import type { WorkspaceActions } from '../workspace-state.ts';
import { Evidence } from './evidence.ts';
import './follow.ts';
import './run-link.ts';

const known = new WeakMap<WorkspaceActions, Evidence>();

/** The evidence of one workspace, which is made when it is first asked for. */
export function evidenceOf(actions: WorkspaceActions): Evidence {
  let evidence = known.get(actions);
  if (evidence === undefined) known.set(actions, (evidence = new Evidence(actions)));
  return evidence;
}

/** A part that draws itself again whenever more is known. */
export const live = (evidence: Evidence, part: (evidence: Evidence) => unknown) => html`<nsp-evidence .of=${evidence} .draw=${part}></nsp-evidence>`;

/** The fault matrix. */
export function matrixPart(evidence: Evidence) {
  const { look } = evidence;
  const onCell = ({ detail }: CustomEvent<ChosenCell | null>): void => (detail === null ? evidence.showReport() : void evidence.showCell(detail.title, detail.at, detail.cell));
  const onExplore = ({ detail }: CustomEvent<'singles' | 'pairs' | 'stop'>): void => (detail === 'stop' ? evidence.stopTrying() : void evidence.tryFaults(detail === 'pairs'));
  return html`<nsp-fault-matrix .state=${evidence.explore} .chosen=${look.kind === 'report' ? null : look.at} .isBusy=${evidence.isBusy} @nsp-cell=${onCell} @nsp-explore=${onExplore}></nsp-fault-matrix>`;
}

/** The smallest thing that breaks the first failing check. */
export function smallestPart(evidence: Evidence) {
  const { smallest: state, exercise } = evidence;
  switch (state.phase) {
    case 'none': return html`<p class="smallest"><button class="btn sm" type="button" ?disabled=${evidence.isBusy} @click=${() => void evidence.findSmallest()}>Find the smallest thing that breaks it</button></p>`;
    case 'searching': return html`<p class="smallest" aria-busy="true">${glyph('running')} Searching for the smallest thing that breaks it.</p>`;
    case 'nothing': return html`<p class="smallest">Nothing smaller than the whole run breaks it.</p>`;
    case 'failed': return html`<div class="smallest" role="alert"><p>The smallest failure was not found. ${state.message}</p><button class="btn sm" type="button" @click=${() => void evidence.findSmallest()}>Try again</button></div>`;
    case 'found': {
      const { smallest } = state;
      const sentence = describeSmallest(smallest, exercise!);
      const { run, seed, faults, durationMs } = smallest;
      const spec = { run, seed, faults, durationMs };
      return html`<div class="smallest"><p><b>The smallest thing that breaks it:</b> ${prose(sentence)}</p>
        <div class="ws-acts"><button class="btn sm" type="button" @click=${() => void evidence.show('The smallest failure', spec, null)}>Show this run</button>
          <nsp-run-link .exercise=${exercise} .source=${evidence.finished!.source} .spec=${spec}></nsp-run-link></div></div>`;
    }
  }
}

/** Over a run that was chosen: what it is, a link to it, and the way back. */
export function lookBar(evidence: Evidence) {
  const { look, finished } = evidence;
  if (look.kind === 'report') return nothing;
  const back = html`<button class="btn sm" type="button" @click=${() => evidence.showReport()}>Back to run ${finished?.number ?? ''}</button>`;
  const title = html`<b>${prose(look.title)}</b>`;
  const cell = look.at === null ? undefined : evidence.explore.found?.cells[look.at];
  return html`<div class="look" role="status">${look.kind === 'loading' ? html`<p aria-busy="true">${glyph('running')} ${title}: this run is simulated.</p>`
    : look.kind === 'failed' ? html`<p>${title}: the run cannot be shown. ${prose(look.message)}</p>`
      : html`<p>${title}. ${cell === undefined ? `A run of ${formatMoment(look.spec.durationMs)}.` : cellNumbers(cell, evidence.explore.exploration?.seeds.length ?? 1)}</p>`}
    <span class="ws-acts">${look.kind === 'run' ? html`<nsp-run-link .exercise=${evidence.exercise} .source=${finished!.source} .spec=${look.spec}></nsp-run-link>` : nothing}${back}</span></div>`;
}
