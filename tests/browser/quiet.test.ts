// No page complains, asks another host for anything, or runs into its own policy.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { describeInBrowsers } from './harness/browsers.ts';
import { FORMS, onePageOfEachKind, openSite, type Site } from './harness/site.ts';
import { expectQuiet } from './harness/quiet.ts';

describeInBrowsers('quiet pages', (tabs) => {
  describe.each(FORMS)('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());

    it('every kind of page, read to its end', async () => {
      for (const { path } of onePageOfEachKind()) {
        await tabs.withPage({}, async (page) => {
          await page.open(site.url(path));
          await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
          await page.waitUntil('the fonts', () => document.fonts.status === 'loaded', null);
          expectQuiet(page, site);
        });
      }
    });
  });
});
