// No page can be scrolled sideways, from a small phone to a wide screen.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowsers } from './harness/browsers.ts';
import { onePageOfEachKind, openSite, type Site } from './harness/site.ts';
import { sidewaysScroll, WIDTHS } from './harness/widths.ts';

describeInBrowsers('widths', (tabs) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite('http');
  });
  afterAll(() => site.close());

  it.each(onePageOfEachKind())('$kind: no sideways scroll', ({ path }) => tabs.withPage({}, async (page) => {
    await page.open(site.url(path));
    await page.waitUntil('the fonts', () => document.fonts.status === 'loaded', null);
    const found: string[] = [];
    for (const width of WIDTHS) found.push(...(await sidewaysScroll(page, width)));
    expect(found).toEqual([]);
  }));
});
