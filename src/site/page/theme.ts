// Light or dark: the system's choice until the learner makes one.
import { readLocal, writeLocal } from '../platform/local-store.ts';
import { isOpenedFromFile } from '../platform/root.ts';
import { read, write } from '../platform/store.ts';

const KEY = 'theme';

/** Sets the theme that was chosen before, while the page is not painted yet. */
export function applyTheme(): void {
  set(readLocal(KEY));
}

function set(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
}

/** Shows the switch and lets it work; on file:// also takes over a choice made on another page of the course. */
export function offerTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('.theme');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const now = document.documentElement.dataset['theme'] ?? (matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light');
    void keep(now === 'dark' ? 'light' : 'dark');
  });
  if (isOpenedFromFile()) void read(KEY).then((theme) => set(theme));
}

async function keep(theme: string): Promise<void> {
  set(theme);
  try {
    writeLocal(KEY, theme);
    if (isOpenedFromFile()) await write(KEY, theme);
  } catch {
    // A theme that cannot be kept still holds on this page.
  }
}
