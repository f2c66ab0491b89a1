// From one page to another.
import type { BrowserPage } from './page.ts';

/** Leaves for an address, as a link does, also for the one that the page has already; resolves when another document is there, whole. */
export async function goTo(page: BrowserPage, url: string): Promise<void> {
  await page.evaluate((wanted) => {
    (self as { nspStale?: true }).nspStale = true;
    location.href = wanted;
  }, url);
  await page.waitUntil(`the page ${url}`, () => !('nspStale' in self) && document.readyState === 'complete', null);
}

/** Leaves for a file of the course, from any page of it. */
export async function goToFile(page: BrowserPage, path: string): Promise<void> {
  await page.waitFor('a.brand');
  await goTo(page, await page.evaluate((file) => new URL(file, new URL(document.querySelector<HTMLMetaElement>('meta[name="course-root"]')!.content, document.baseURI)).href, path));
}
