// Around the lessons: search with the keyboard, the map after work, progress to a file and back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeDraft } from '../../src/site/records/draft.ts';
import { exportText } from '../../src/site/records/transfer.ts';
import { describeInBrowsers, type Tabs } from './harness/browsers.ts';
import type { BrowserPage } from './harness/page.ts';
import { untilKept } from './harness/kept.ts';
import { expectQuiet } from './harness/quiet.ts';
import { savedProgress } from './harness/saved-progress.ts';
import { builtPages, openSite, pageOf, type Site } from './harness/site.ts';

const PROGRESS = 'progress/index.html';
const draft = (source: string): string => encodeDraft({ format: 1, exercise: 'weights', source, hints: 0, chosen: null, savedAtMs: 1 });
const FILE = exportText(new Map([['draft:weights', draft('// from the file\n')], [`lesson:${pageOf('lesson').path.replace('/index.html', '')}`, '{"format":1,"state":"read"}']]), 1_790_000_000_000);

/** Hands the page a file as if it had been chosen, and waits for what it has to say about it. */
async function choose(page: BrowserPage, text: string, answer: string): Promise<void> {
  await page.waitFor('#file');
  await page.evaluate((content) => {
    const files = new DataTransfer();
    files.items.add(new File([content], 'saved.json', { type: 'application/json' }));
    const input = document.querySelector<HTMLInputElement>('#file')!;
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  }, text);
  await page.waitUntil(`“${answer}”`, (wanted) => document.querySelector<HTMLElement>('.inside')?.innerText.includes(wanted), answer);
}

const said = (page: BrowserPage, part: string): Promise<unknown> => page.waitUntil(`“${part}”`, (wanted) => document.querySelector('.said')!.textContent!.includes(wanted), part);

describeInBrowsers('around the lessons', (tabs: Tabs) => {
  describe.each(['http', 'file'] as const)('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());

    it('searches with keys alone, and gives the focus back', () => tabs.withPage({}, async (page) => {
      await page.open(site.url(pageOf('lesson').path));
      await page.press('/');
      await page.waitFor('dialog.search input[type=text]');
      await page.type('round robi');
      await page.waitUntil('results', () => /\d+ results|One result/.test(document.querySelector('.search-said')?.textContent ?? ''), null);
      expect(await page.evaluate(() => document.querySelectorAll('.search-list mark').length)).toBeGreaterThan(0);
      await page.press('ArrowDown');
      await page.press('ArrowDown');
      await page.press('ArrowUp');
      expect(await page.evaluate(() => document.activeElement === document.querySelector('.search-list a'))).toBe(true);
      await page.press('ArrowUp');
      await page.type(' zebra/');
      await page.waitUntil('the empty state', () => document.querySelector('.search-said')!.textContent!.startsWith('Nothing is found for “round robi zebra/”'), null);
      await page.press('Escape');
      expect(await page.evaluate(() => document.querySelector('dialog[open]'))).toBeNull();
      // By a click: under its driver Firefox' window may have no focus after a dialog has closed, and then keys go nowhere.
      await page.click('.find');
      await page.waitFor('dialog.search[open]');
      await page.type('round robin');
      await page.waitFor('.search-list a');
      await page.press('Escape');
      await page.waitUntil('the focus on the button', () => document.activeElement!.matches('.find'), null);
      await page.click('.find');
      await page.waitFor('dialog.search[open]');
      await page.press('Enter');
      await page.waitUntil('the first result', () => /round-robin/.test(location.href) && document.querySelector('dialog[open]') === null && document.readyState === 'complete', null);
      expectQuiet(page, site);
    }));

    it('shows on the map where the learner stopped, and what is done', () => tabs.withPage({}, async (page) => {
      await page.open(site.url('index.html'));
      const before = await page.text('h1');
      await page.open(site.url(pageOf('lesson').path));
      const heading = await page.evaluate(() => {
        const second = document.querySelectorAll('.prose > h2')[1]!;
        second.scrollIntoView();
        return second.textContent!;
      });
      await untilKept(page, 'place:last', JSON.stringify(heading));
      await page.open(site.url('index.html'));
      await page.waitUntil('the place', (old) => document.querySelector('h1')!.textContent !== old, before);
      expect(await page.text('h1')).toBe(`You stopped at “${heading}”.`);
      expect(await page.text('.mapd .count')).toMatch(/^0 of \d+ lessons? read, 0 of \d+ exercises? proved$/);
      expect(await page.evaluate(() => document.querySelector('.go .btn')!.getAttribute('href'))).toMatch(/index\.html#[\w-]+$/);
      await page.waitUntil('the mark', () => document.querySelector('.win.here .state')?.textContent === 'in progress', null);
      expectQuiet(page, site);
    }));

    it('takes progress from a file, keeps a differing draft beside, saves it again, deletes it and brings it back', () => tabs.withPage({}, async (page) => {
      await page.open(site.url(PROGRESS));
      await choose(page, FILE.replace('from the file', 'from the flie'), 'Nothing has changed.');
      expect(await page.text('.inside')).toMatch(/^saved\.json is not taken\. The file is damaged: .* Nothing has changed\.$/);
      await choose(page, FILE, '2 records would be new.');
      await page.click('.inside .btn.p');
      await said(page, '2 records written');
      await page.waitUntil('the state', () => document.querySelector('.progress h1')!.textContent!.startsWith('1 of '), null);

      await choose(page, exportText(new Map([['draft:weights', draft('// another\n')]]), 1_790_000_000_000), 'Your own drafts stay.');
      await page.click('.inside .btn.p');
      await said(page, 'one record written');
      const records = (JSON.parse(await savedProgress(page)) as { records: { [key: string]: { source?: string } } }).records;
      expect(records['draft:weights']!.source).toBe('// from the file\n');
      expect(records['beside:weights']!.source).toBe('// another\n');

      await page.click('.transfer section:nth-of-type(2) .btn');
      await page.click('.ask .btn.p');
      await said(page, 'All progress is deleted');
      await page.waitUntil('the state', () => document.querySelector('.progress h1')!.textContent!.startsWith('0 of '), null);
      await page.click('.said .btn');
      await said(page, 'Your progress is back.');
      await page.reload();
      await page.waitUntil('the state', () => document.querySelector('.progress h1')!.textContent!.startsWith('1 of '), null);
      expectQuiet(page, site);
    }));
  });

  it('a narrow screen has the places of the course in a menu, with and without JavaScript', async () => {
    const site = await openSite('http');
    try {
      // Without JavaScript Firefox' driver cannot click.
      for (const javaScript of tabs.name === 'chromium' ? [true, false] : [true]) {
        await tabs.withPage({ width: 390, javaScript }, async (page) => {
          await page.open(site.url(pageOf('lesson').path));
          await page.click('.more');
          await page.waitFor('#menu a[href$="glossary/index.html"]');
        });
      }
    } finally {
      await site.close();
    }
  });
});

it('every place that search knows is in the built site, with its anchor', async () => {
  const { readContent, soundContent } = await import('../../src/site/build/read-content.ts');
  const { searchEntries } = await import('../../src/site/build/search-index.ts');
  const root = process.cwd();
  const pages = new Map(builtPages().map(({ path, html }) => [path, html]));
  const missing = (await searchEntries(soundContent(root).course, readContent(root))).map(({ address }) => address).filter((address) => {
    const [path, anchor] = address.split('#') as [string, string | undefined];
    return !pages.has(path) || (anchor !== undefined && !pages.get(path)!.includes(` id="${anchor}"`));
  });
  expect(missing).toEqual([]);
});
