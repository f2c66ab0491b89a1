// Questions and predictions read without a script. Theirs is loaded when somebody turns to one of them, or has answered one on this page before.
import { loadScript } from '../platform/load.ts';
import { keys } from '../platform/store.ts';

declare global {
  /** Set by scripts/learn.js: lets every question of the page be answered; rejects with a sentence where its data cannot be loaded. */
  var nspLearn: (() => Promise<void>) | undefined;
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
  if (asks.some((ask) => ask.dataset['ask'] === 'review' || known.has(ask.dataset['ask']!))) await wake().catch(say(document.querySelector('.plan')));
}

let isReady = false;
let waking: Promise<void> | null = null;

/** Once; after a failure the next call tries again. */
function wake(): Promise<void> {
  waking ??= loadScript('learn').then(() => self.nspLearn!()).then(() => void (isReady = true), (error: Error) => {
    waking = null;
    throw error;
  });
  return waking;
}

const say = (beside: Element | null) => (error: Error): void => {
  if (beside !== null) beside.textContent = error.message;
};

function onTurn(event: Event): void {
  const element = event.target as Element;
  const ask = isReady ? null : element.closest('[data-ask]');
  if (ask === null) return;
  const button = event.type === 'click' ? element.closest<HTMLElement>('form button') : null;
  if (button !== null) event.preventDefault();
  wake().then(() => button?.click(), say(button && ask.querySelector('.miss')));
}
