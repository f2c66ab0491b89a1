// What a page of the course has kept for the learner.
import type { BrowserPage } from './page.ts';

/** Waits until the text under a key has this part. On file:// the store is that of a hidden frame, which Chromium shares with every local file. */
export async function untilKept(page: BrowserPage, key: string, part: string): Promise<void> {
  const store = page.browser === 'firefox' && page.url().startsWith('file:') ? page.inFrame('iframe[src$="store.html"]') : page;
  await store.waitUntil(`"${part}" under ${key}`, ([name, wanted]) => localStorage.getItem(`no-single-point/${name}`)?.includes(wanted!), [key, part]);
}
