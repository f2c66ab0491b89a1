// The left side, what the learner claims: task, hints, the design, Run.
import { html, nothing } from 'lit';
import { besidePanel } from './beside.ts';
import { dueLine } from './handed-in.ts';
import { leafTabs } from './leaf-tabs.ts';
import './predict/prediction.ts';
import { needsPrediction, type WorkspaceActions, type WorkspaceState } from './workspace-state.ts';
import { prose } from './prose.ts';

/** Task, hints, editor and Run. */
export function claimSide(state: WorkspaceState, actions: WorkspaceActions) {
  const { exercise } = state;
  return html`<section class="ws-claim" aria-label="Your design">
    <div class="ws-brief">
      <div class="ws-task">
        <h1>${prose(exercise.title)}</h1>${dueLine(state)}
        ${exercise.story.map((paragraph) => html`<p>${prose(paragraph)}</p>`)}
        ${exercise.goals.length > 0 ? html`<ul class="ws-goals">${exercise.goals.map((goal) => html`<li>${prose(goal)}</li>`)}</ul>` : nothing}
      </div>
      <nsp-hints class="ws-hint" .hints=${exercise.hints} .shown=${state.hints} .none=${state.inClass?.hints ?? ''}></nsp-hints>
    </div>
    <div class="ws-edit">
      <div class="ws-file">${leafTabs(state, actions)}</div>
      ${draftNotice(state, actions)}
      <nsp-editor id="leaf-design" role="tabpanel" aria-labelledby="tab-design" ?hidden=${state.leaf !== 'design'} .text=${state.initialText} .marks=${state.marks} label="Your design, design.ts"></nsp-editor>
      ${state.besides.map((design) => besidePanel(design, exercise, state.leaf === design.from, () => actions.takeBeside(design), () => actions.removeBeside(design)))}
      <nsp-real-files id="leaf-files" role="tabpanel" aria-labelledby="tab-files" ?hidden=${state.leaf !== 'files'} .state=${state.files}></nsp-real-files>
      <nsp-diagram id="leaf-diagram" role="tabpanel" aria-labelledby="tab-diagram" ?hidden=${state.leaf !== 'diagram'} .state=${state.files} .isShown=${state.leaf === 'diagram'}></nsp-diagram>
      <div class="ws-keep"><span class="ws-saved ${state.draft.kind}">${savedText(state)}</span>
        <button class="btn sm" type="button" @click=${actions.copyLink}>Copy link</button>
        <button class="btn sm" type="button" ?disabled=${state.text === exercise.starter} @click=${actions.reset}>Reset</button></div>
      <p class="ws-link" role="status">${state.linkNotice}</p>
      ${state.link ? html`<input class="ws-link-text" readonly aria-label="Link to your design" .value=${state.link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>` : nothing}
    </div>
    <div class="ws-run ${needsPrediction(state) ? 'asks' : ''}">
      ${needsPrediction(state) ? html`<nsp-prediction .prediction=${state.exercise.predict} .chosen=${state.chosen}></nsp-prediction>` : html`<p class="s">${runNote(state)}${toVerdict(state)}</p>`}
      ${runButton(state, actions)}
    </div>
  </section>`;
}

/** Where the proof stands under the design and out of sight, the way to it. */
function toVerdict({ progress, finished }: WorkspaceState) {
  if (progress || !finished) return nothing;
  const { status } = finished.report;
  return html` <button class="lnk ws-to-verdict" type="button" @click=${showVerdict}>${status === 'pass' ? 'Proved' : status === 'fail' ? 'Not proved yet' : 'Could not be graded'}: see why</button>`;
}

function showVerdict({ target }: Event): void {
  const verdict = (target as HTMLElement).closest('.ws')!.querySelector<HTMLElement>('[data-verdict]')!;
  verdict.scrollIntoView();
  verdict.focus({ preventScroll: true });
}

/** Run, or Stop while something runs: one button, so that it keeps the focus. */
export function runButton({ progress }: WorkspaceState, actions: WorkspaceActions) {
  return html`<button class="btn ${progress ? '' : 'p'}" type="button" data-act=${progress ? 'stop' : 'run'} aria-keyshortcuts="Control+Enter"
    @click=${progress ? actions.stop : actions.run}>${progress ? 'Stop' : 'Run'}</button>`;
}

function savedText({ draft }: WorkspaceState): string {
  if (draft.kind === 'saved') return 'Saved on this computer';
  if (draft.kind === 'waiting') return 'Saving';
  return draft.kind === 'failed' ? 'Not saved' : '';
}

function runNote({ progress, finished, text, isStopped }: WorkspaceState): string {
  if (progress) return progress.total > 0 ? `Run ${progress.done} of ${progress.total}` : 'Starting';
  if (isStopped) return 'Stopped before its end, so it does not count.';
  if (!finished) return 'The run is simulated here, on this computer.';
  if (finished.source !== text) return `Changed since run ${finished.number}`;
  return finished.report.status === 'pass' ? `Passed on run ${finished.number}` : `Run ${finished.number}`;
}

function draftNotice({ draft }: WorkspaceState, actions: WorkspaceActions) {
  if (draft.kind === 'failed') return html`<div class="ws-notice" role="alert"><p>${draft.message}</p></div>`;
  if (draft.kind !== 'conflict') return nothing;
  return html`<div class="ws-notice" role="alert">
    <p>Another tab has saved a different design for this exercise. Nothing is overwritten until you choose.</p>
    <div class="ws-acts"><button class="btn sm" type="button" @click=${actions.takeOther}>Take the other design</button>
      <button class="btn sm" type="button" @click=${actions.keepMine}>Keep this one</button></div></div>`;
}
