// Writes a test once and runs it in each browser that is there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, howToInstall } from './find.ts';
import { launchBrowser } from './launch.ts';
import { BROWSERS, PAGE_LIMIT_MS, type Browser, type BrowserName, type BrowserPage, type PageOptions } from './page.ts';

/** Opens pages in one browser and closes them again. */
export interface Tabs {
  readonly name: BrowserName;
  /** A new page; closed at the end of `task`, which gets it. */
  withPage<R>(options: PageOptions, task: (page: BrowserPage) => Promise<R>): Promise<R>;
}

/**
 * Declares the tests once for each browser. A browser that is not installed skips its tests, visibly;
 * with NSP_REQUIRE=1 it fails them instead.
 */
export function describeInBrowsers(title: string, declare: (tabs: Tabs) => void, names: readonly BrowserName[] = BROWSERS): void {
  for (const name of names) {
    const missing = findBrowser(name) === null;
    const required = process.env['NSP_REQUIRE'] === '1';
    if (missing && required) {
      it(`${title} in ${name}`, () => expect.fail(howToInstall(name)));
      continue;
    }
    describe.skipIf(missing)(`${title} in ${name}`, { timeout: 4 * PAGE_LIMIT_MS }, () => {
      let browser: Browser | null = null;
      beforeAll(async () => {
        browser = await launchBrowser(name);
      }, 2 * PAGE_LIMIT_MS);
      afterAll(async () => {
        await browser?.close();
      }, PAGE_LIMIT_MS);
      declare({
        name,
        async withPage(options, task) {
          const page = await browser!.newPage(options);
          try {
            return await task(page);
          } finally {
            await page.close();
          }
        },
      });
    });
  }
}
