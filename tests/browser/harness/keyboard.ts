// A learner who has a keyboard and nothing else: goes on by Tab, and answers with what the focused control understands.
import type { BrowserPage } from './page.ts';

/** What has the focus, as far as the next key depends on it. */
export interface Stop {
  /** Such as `a`, `button`, `input-radio`, `select`, `summary`; `body` when nothing has the focus. */
  kind: string;
  text: string;
  href: string;
  /** Of `data-open-workspace`; null: no such link. */
  opens: string | null;
  /** In the text of the design. */
  isEditor: boolean;
  /** Inside a question or prediction. */
  isAsked: boolean;
  /** Nothing is chosen or typed there yet. */
  isOpen: boolean;
  /** Where the focus cannot be seen. */
  isUnmarked: boolean;
}

/** Tells what has the focus. */
export function stopOf(page: BrowserPage): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const input = element instanceof HTMLInputElement ? element : null;
    const kind = input === null ? element.localName : `input-${input.type}`;
    const group = input?.type === 'radio' ? [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter((other) => other.name === input.name && other.form === input.form && other.closest('nsp-prediction') === input.closest('nsp-prediction')) : [];
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element.closest('label') ?? element);
    const own = getComputedStyle(element);
    const isMarked = [outlineStyle !== 'none' && parseFloat(outlineWidth) > 0, own.outlineStyle !== 'none' && parseFloat(own.outlineWidth) > 0, boxShadow !== 'none'].some(Boolean);
    return {
      kind,
      text: (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim(),
      href: (element as HTMLAnchorElement).href ?? '',
      opens: element.dataset['openWorkspace'] ?? null,
      isEditor: element.closest('nsp-editor .ed-box') !== null,
      isAsked: element.closest('[data-ask]') !== null,
      isOpen: input?.type === 'radio' ? group.every((other) => !other.checked) : (element as HTMLInputElement).value === '',
      isUnmarked: kind !== 'body' && !isMarked,
    };
  });
}

/** Presses Tab, or Shift+Tab, until the focus is where `isIt` says; gives up, naming where it has been, after `most` presses. */
export async function tabTo(page: BrowserPage, what: string, isIt: (stop: Stop) => boolean, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 300): Promise<Stop> {
  const been: string[] = [];
  for (let presses = 0; presses <= most; presses += 1) {
    const stop = await stopOf(page);
    if (isIt(stop)) return stop;
    been.push(`${stop.kind} ${stop.text.slice(0, 30)}`);
    await page.press(key);
  }
  throw new Error(`${what} cannot be reached with ${most} presses of ${key} at ${page.url()}. The last: ${been.slice(-12).join(' | ')}`);
}

/** Answers the focused control of a question or prediction: chooses, types, picks, or presses its button. */
export async function answerStop(page: BrowserPage, stop: Stop, numberToType: string): Promise<void> {
  if (stop.kind === 'input-radio' && stop.isOpen) await page.press(' ');
  else if (stop.kind === 'input-text' && stop.isOpen) await page.type(numberToType);
  else if (stop.kind === 'select' && stop.isOpen) await page.press('ArrowDown');
  else if (stop.kind === 'button' && /^(Check|Compare with the run)$/.test(stop.text)) await page.press('Enter');
}
