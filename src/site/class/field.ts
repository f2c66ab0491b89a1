// A field of a form with what is wrong with it beside it.
import { html, nothing } from 'lit';

/** A text field. */
export interface Field { id: string; label: string; value: string; hint: string; error: string; input: (value: string) => void; change?: (field: HTMLInputElement) => void; isCode?: boolean }

/** Label, field, what it is for, and what is wrong. */
export function textField({ id, label, value, hint, error, input, change, isCode = false }: Field) {
  return html`<div class="field ${error === '' ? '' : 'wrong'}"><label for=${id}>${label}</label>
    <input id=${id} class=${isCode ? 'code' : nothing} type="text" autocomplete="off" autocapitalize=${isCode ? 'characters' : 'words'} spellcheck="false" maxlength="64" .value=${value} aria-invalid=${error === '' ? nothing : 'true'}
      aria-describedby="${id}-hint ${id}-error" @input=${(event: Event) => input((event.target as HTMLInputElement).value)} @change=${(event: Event) => change?.(event.target as HTMLInputElement)}>
    <p class="error" id="${id}-error">${error}</p><p class="help" id="${id}-hint">${hint}</p></div>`;
}
