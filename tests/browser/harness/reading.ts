// A lesson, read.
import type { BrowserPage } from './page.ts';

/** Waits until the lesson that a link leads to is there, whole. */
export const lessonIsThere = (page: BrowserPage): Promise<unknown> => page.waitUntil('the lesson', () => document.readyState === 'complete' && document.querySelector('.prose > .nx') !== null, null);

/** Scrolls to the end of the lesson that is open, and waits until the page has kept that it was read: a reader who leaves within the same frame has not read it. */
export async function readToEnd(page: BrowserPage): Promise<void> {
  await lessonIsThere(page);
  await page.evaluate(() => document.querySelector('.nx')!.scrollIntoView());
  await page.waitFor('.nx.read');
}
