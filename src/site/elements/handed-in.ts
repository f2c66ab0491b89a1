// What a class adds to the workspace: the due date near the title, and beside the verdict how far a run has come on its way to the server's grade.
import { html, nothing } from 'lit';
import { sendNow } from '../class/hand-in.ts';
import type { StateWords, Step } from '../class/state-words.ts';
import { glyph, type GlyphName } from './glyph.ts';
import type { WorkspaceState } from './workspace-state.ts';

/** When the exercise is due; nothing without a class. */
export function dueLine({ inClass }: WorkspaceState) {
  return inClass?.due ? html`<p class="ws-due ${inClass.due.tone}">${inClass.due.tone === 'plain' ? nothing : glyph('deg')}<span>${inClass.due.words}</span></p>` : nothing;
}

/** The three states of the newest run, or how runs are handed in, with its room before the server has answered; nothing without a class. */
export function handedInLine({ inClass }: WorkspaceState) {
  if (inClass === null) return nothing;
  const { handedIn, before, join } = inClass;
  return html`${handedIn === null ? beforeLine(before, join) : stateLine(handedIn, join)}<p class="vh" role="status" data-handed-in>${handedIn?.said ?? ''}</p>`;
}

function beforeLine(words: string, join: string | null) {
  return html`<div class="ws-hand"><p>${words}${join === null ? nothing : html` <a href=${join}>Join or sign in</a>`}</p></div>`;
}

function stateLine({ steps, note, act }: StateWords, join: string | null) {
  return html`<div class="ws-hand" role="group" aria-label="Your last run, handed in"><ol>${steps.map((step) => html`<li class=${step.state}>${glyph(GLYPHS[step.state])}<span>${step.words}</span></li>`)}</ol>
    ${note === '' ? nothing : html`<p>${note} ${actOf(act, join)}</p>`}</div>`;
}

const GLYPHS: { [state in Step['state']]: GlyphName } = { done: 'ok', now: 'running', later: 'waiting', wrong: 'deg' };

function actOf(act: StateWords['act'], join: string | null) {
  if (act === 'send') return html`<button class="lnk" type="button" @click=${sendNow}>Send now</button>`;
  if (act === 'reload') return html`<button class="lnk" type="button" @click=${() => location.reload()}>Reload</button>`;
  return act === 'sign-in' && join !== null ? html`<a href=${join}>Sign in</a>` : nothing;
}
