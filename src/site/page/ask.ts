// Questions and predictions read without a script. Theirs is loaded when somebody turns to one of them, or has answered one on this page before.
import { loadScript } from '../platform/load.ts';
import { keys } from '../platform/store.ts';

declare global {
  /** Set by scripts/learn.js: fulfilled when every question of the page can be answered. */
  var nspLearn: Promise<void> | undefined;
}

/** Lets the style sheet show what needs a script; call it before the page is painted. */
export function showControls(): void {
  document.documentElement.classList.add('js');
}

/** Waits for the first interaction with a question; the button that was pressed before its script was there is pressed again afterwards. */
export async function wakeQuestions(): Promise<void> {
  const asks = [...document.querySelectorAll<HTMLElement>('[data-ask]')];
  if (asks.length === 0) return;
  for (const type of ['focusin', 'pointerover', 'click']) document.addEventListener(type, onTurn);
  const known = new Set(await keys(''));
  if (asks.some((ask) => ask.dataset['ask'] === 'review' || known.has(ask.dataset['ask']!))) await wake().catch(() => undefined);
}

let isReady = false;

async function wake(): Promise<void> {
  await loadScript('learn');
  await self.nspLearn;
  isReady = true;
}

function onTurn(event: Event): void {
  const element = event.target as Element;
  const ask = element.closest('[data-ask]');
  if (isReady || ask === null) return;
  const button = event.type === 'click' ? element.closest<HTMLElement>('button') : null;
  if (button !== null) event.preventDefault();
  wake().then(() => button?.click(), (error: Error) => {
    const said = ask.querySelector('.miss');
    if (said !== null && button !== null) said.textContent = error.message;
  });
}
