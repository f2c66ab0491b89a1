// Opens the search by its button or by the key /, and loads it only then.
import { loadScript, loadStyle } from '../platform/load.ts';
import { read } from '../platform/store.ts';

declare global {
  /** Set by scripts/search.js: opens the search over the page. */
  var nspOpenSearch: (() => void) | undefined;
}

/** Key of the learner's choice that / does nothing: `off`. */
export const SLASH_KEY = 'search-key';

/** Shows the button and lets it work. */
export function offerSearch(): void {
  const button = document.querySelector<HTMLButtonElement>('.find');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => void open(button));
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typesInto = (event.composedPath()[0] as Element).closest?.('input, textarea, select, [contenteditable], [role=textbox], nsp-editor');
    if (typesInto || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    void read(SLASH_KEY).then((choice) => (choice === 'off' ? undefined : open(button)));
  });
}

async function open(button: HTMLButtonElement): Promise<void> {
  button.setAttribute('aria-busy', 'true');
  try {
    await Promise.all([loadStyle('search'), loadScript('search')]);
    self.nspOpenSearch!();
  } catch {
    // Without the script there is no search: the course map still leads everywhere.
    button.hidden = true;
  }
  button.removeAttribute('aria-busy');
}
