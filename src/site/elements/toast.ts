// One sentence about what was done, with Undo; it stays until dismissed.
import { html } from 'lit';

/** What the toast says and does. */
export interface ToastState {
  sentence: string;
  undo: () => void;
  close: () => void;
}

/** The toast. */
export function toast({ sentence, undo, close }: ToastState) {
  return html`<div class="toast" role="status"><span>${sentence}</span><button type="button" @click=${undo}>Undo</button><button type="button" @click=${close}>Dismiss</button></div>`;
}
