// The workspace as a product: prediction before the first run, solutions after attempts, links, designs beside one's own, the drawing, versions, leaving.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers } from './harness/browsers.ts';
import { type BrowserPage, isVisible } from './harness/page.ts';
import { endlessBuiltIns } from '../grader/corpus/index.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openSite, pageOf, type Site } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

const NEW = "new: { to: 'newApp' }";
const weight = (of: number): string => `new: { to: 'newApp', weight: ${of} }`;
const PREFIX = 'no-single-point/';

const says = (page: BrowserPage, selector: string, text: string): Promise<boolean> =>
  page.waitUntil(`"${text}" in ${selector}`, ({ where, what }) => (document.querySelector(where)?.textContent ?? '').replace(/\s+/g, ' ').includes(what), { where: selector, what: text });
const stored = (page: BrowserPage, key: string): Promise<{ [field: string]: unknown } | null> => page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? 'null') as { [field: string]: unknown } | null, PREFIX + key);
/** What Copy link offers: from the clipboard's call, or from the field that shows it. */
async function copiedLink(page: BrowserPage): Promise<string> {
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: (text: string) => { document.body.dataset['copied'] = text; return Promise.resolve(); } } });
    document.querySelectorAll<HTMLElement>('.ws-keep button')[0]!.click();
  });
  return page.waitUntil('the link', () => document.body.dataset['copied'], null);
}

describeInBrowsers('workspace', (tabs) => {
  // What depends on the form of the site.
  describe.each(tabs.name === 'chromium' ? (['http', 'file'] as const) : (['file'] as const))('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());
    const open = async (page: BrowserPage): Promise<Workspace> => {
      await page.open(site.url(pageOf('exercise', 'weights').path));
      const workspace = new Workspace(page);
      await workspace.ready();
      return workspace;
    };

    it('a run that is stopped says so, counts for nothing, and the next one runs', () => tabs.withPage({}, async (page) => {
      const workspace = await open(page);
      const starter = await workspace.text();
      // Only the learner ends this one, or after 1.5 s its limit: Stop is pressed as soon as it is there, however busy the computer is.
      await workspace.put(endlessBuiltIns[0]!.source);
      await workspace.predict();
      await page.evaluate(() => {
        const observer = new MutationObserver(() => {
          const stop = document.querySelector<HTMLElement>('.ws-run [data-act="stop"]');
          if (stop === null) return;
          observer.disconnect();
          stop.click();
        });
        observer.observe(document.querySelector('nsp-workspace')!, { childList: true, subtree: true, attributes: true });
      });
      await page.press('Control+Enter');
      await says(page, '.ws-run', 'Stopped before its end, so it does not count.');
      await workspace.put(starter);
      expect((await workspace.run()).word).toBe('Not proved');
      await says(page, '.ws-verdict', 'Run 1');
    }));

    it('a link shows its design beside the draft; a damaged one changes nothing', () => tabs.withPage({}, async (page) => {
      const workspace = await open(page);
      const starter = await workspace.text();
      await workspace.put(starter.replace(NEW, weight(7)));
      const link = await copiedLink(page);
      expect(link.startsWith(site.url('exercises/weights/index.html#design=1.'))).toBe(true);
      await says(page, '.ws-link', 'The link is copied.');
      await workspace.put(`${starter}// mine\n`);
      await workspace.saved();
      // From another exercise's page the link leads to its own.
      await page.open(site.url(pageOf('exercise', 'complete-the-path').path) + new URL(link).hash);
      await page.waitUntil('the shared design', () => document.querySelector('#leaf-share pre')?.textContent, null);
      expect(page.url()).toBe(link);
      expect(await page.text('#leaf-share pre')).toContain('weight: 7');
      expect(await workspace.text()).toBe(`${starter}// mine\n`);
      await page.click('#leaf-share .ws-acts button');
      await page.waitUntil('the design to be taken over', () => (document.querySelector('nsp-editor') as unknown as { text: string }).text.includes('weight: 7'), null);
      await page.click('.toast button');
      expect(await workspace.text()).toBe(`${starter}// mine\n`);
      await page.click('#tab-share');
      await page.click('#leaf-share .ws-acts button:nth-of-type(2)');
      expect(await page.evaluate(() => [document.querySelector('#tab-share'), location.hash])).toEqual([null, '']);
      await page.evaluate(() => { location.hash = '#design=1.damaged'; });
      await says(page, '.ws-link', 'The link is damaged');
      expect(await workspace.text()).toBe(`${starter}// mine\n`);
      expectQuiet(page, site);
    }));

    it('what is typed last is there again, however fast the page goes', () => tabs.withPage({}, async (page) => {
      const workspace = await open(page);
      await page.evaluate(() => {
        (document.querySelector('nsp-editor') as unknown as { setText(text: string): void }).setText('// typed last');
        // The page that goes has the text, too, and may still answer.
        (self as { nspStale?: true }).nspStale = true;
        location.reload();
      });
      await page.waitUntil('the text', () => !('nspStale' in self) && (document.querySelector('nsp-editor') as unknown as { text?: string } | null)?.text === '// typed last', null);
      await workspace.ready();
    }));

    it('the drawing follows the design, keeps the last good one, and reads as a list', () => tabs.withPage({}, async (page) => {
      const workspace = await open(page);
      const starter = await workspace.text();
      expect(await page.evaluate(() => document.querySelector('script[src*="diagram"]'))).toBeNull();
      await page.evaluate(() => document.querySelector<HTMLElement>('#tab-design')!.focus());
      await page.press('End');
      await page.waitFor('nsp-diagram svg');
      expect(await page.text('.dg-words')).toContain('lb1 sends to newApp.');
      await workspace.put(starter.replace(NEW, weight(3)));
      await page.waitUntil('the weight in the drawing', () => (document.querySelector('nsp-diagram svg')?.textContent ?? '').includes('weight 3'), null);
      await workspace.put(starter.replace(NEW, "new: { to: 'nobody' }"));
      await says(page, 'nsp-diagram', 'This is the last design that was whole.');
      expect(await page.text('.dg-drawing')).toContain('weight 3');
      expect(await page.evaluate(() => document.querySelectorAll('.dg-stage').length)).toBe(0);
      expectQuiet(page, site);
    }));
  });

  describe('over http', () => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite('http');
    });
    afterAll(() => site.close());
    const open = async (page: BrowserPage): Promise<Workspace> => {
      await page.open(site.url(pageOf('exercise', 'weights').path));
      const workspace = new Workspace(page);
      await workspace.ready();
      return workspace;
    };

    it('asks before the first run, and never again', () => tabs.withPage({}, async (page) => {
      const workspace = await open(page);
      await page.press('Control+Enter');
      await says(page, '.pr-missing', 'Type a number from 0 to 100 to run.');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('pr-input');
      await page.type('60');
      await page.click('.ws-run [data-act="run"]');
      await says(page, '.pr-missing', 'Choose how sure you are to run.');
      // What was chosen is kept with the draft, since leaving is not running.
      await workspace.saved();
      await page.reload();
      await workspace.ready();
      expect(await page.evaluate(() => document.querySelector<HTMLInputElement>('.pr-input')!.value)).toBe('60');
      await page.press('Control+Enter');
      await says(page, '.pr-missing', 'Choose how sure you are to run.');
      expect(await page.evaluate(() => [document.activeElement?.closest('.pr-sure') !== null, document.querySelector('progress')])).toEqual([true, null]);
      await page.type(' ');
      await page.press('Control+Enter');
      await says(page, '.ws-said', 'You said 60 %. Run 1 measured 62.7 %.');
      expect(await stored(page, 'prediction:weights')).toMatchObject({ given: 60, measured: expect.closeTo(62.7, 1), score: 1, confidence: 1 });
      expect(await page.evaluate(() => document.querySelector('nsp-prediction'))).toBeNull();
      await workspace.run();
      expect(await page.text('.ws-said')).toContain('Run 1 measured 62.7 %.');
      await page.reload();
      await workspace.ready();
      expect(await page.text('.ws-said')).toContain('You said 60 %. Run 1 measured 62.7 %.');
      expect(await page.evaluate(() => document.querySelector('nsp-prediction'))).toBeNull();
      // As after a reload while the first run was going on.
      await page.evaluate((key) => localStorage.removeItem(key), `${PREFIX}result:weights`);
      await page.reload();
      await workspace.ready();
      expect((await workspace.verdict()).sentence).toBe('No runs yet. Your prediction is kept: run your design.');
    }));

    it('on a phone a link shows what came with it, or why it shows nothing', () => tabs.withPage({ width: 390, height: 844, touch: true }, async (page) => {
      await open(page);
      await page.evaluate(() => { location.hash = '#design=1.damaged'; });
      await says(page, '.ws-link', 'The link is damaged');
      expect(await page.evaluate(isVisible, '.ws-link')).toBe(true);
      // The editor fills what the bar leaves.
      const [box, bar] = await page.evaluate(() => ['.ws-keep', '.ws-panes'].map((selector) => document.querySelector(selector)!.getBoundingClientRect().top));
      expect(bar! - box!).toBeLessThan(120);
      await page.reload();
      await page.waitUntil('the damaged link to be told', () => (document.querySelector<HTMLElement>('.ws-link')?.getBoundingClientRect().height ?? 0) > 0, null);
    }));

    it('where the proof stands under the design, the bar leads to it', () => tabs.withPage({ width: 1024, height: 600 }, async (page) => {
      const workspace = await open(page);
      await workspace.run();
      const top = (): Promise<number> => page.evaluate(() => document.querySelector('[data-verdict]')!.getBoundingClientRect().top);
      expect(await top()).toBeGreaterThan(600);
      await says(page, '.ws-to-verdict', 'Not proved yet: see why');
      await page.click('.ws-to-verdict');
      expect(await top()).toBeLessThan(200);
      expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-verdict'))).toBe(true);
      expectQuiet(page, site);
    }));

    it('design, task and prediction have their own room in a low window', () => tabs.withPage({ width: 1280, height: 720 }, async (page) => {
      await page.open(site.url(pageOf('exercise', 'writes-do-not-scale-out').path));
      await new Workspace(page).ready();
      const [task, design, asked] = await page.evaluate(() => ['.ws-brief', '.ws-edit', '.ws-run'].map((selector) => {
        const { top, bottom } = document.querySelector(selector)!.getBoundingClientRect();
        return { top, bottom };
      }));
      expect([task!.bottom <= design!.top + 1, design!.bottom <= asked!.top + 1, design!.bottom - design!.top >= 220]).toEqual([true, true, true]);
      const head = await page.evaluate(() => document.querySelector('.ws-hint-head')!.getBoundingClientRect().bottom);
      expect(head).toBeLessThanOrEqual(task!.bottom + 1);
    }));

    it('shows solutions after three different failures and a question, and says so when it passes then', () => tabs.withPage({}, async (page) => {
      const workspace = await open(page);
      const starter = await workspace.text();
      await workspace.put(`// a comment is no attempt\n${starter}`);
      await workspace.run();
      await says(page, 'nsp-solutions', 'after 3 more runs');
      for (const [of, left] of [[50, 'after 2 more runs'], [50, 'after 2 more runs'], [60, 'after 1 more run '], [70, 'One question comes first']] as const) {
        await workspace.put(starter.replace(NEW, weight(of)));
        await workspace.run();
        await says(page, 'nsp-solutions', left);
      }
      // The search for the smallest failure stands above the solutions, and moves them when it ends: Firefox's driver clicks where they stood.
      await page.waitUntil('the search for the smallest failure to end', () => document.querySelector('.smallest') !== null && document.querySelector('.smallest[aria-busy]') === null, null);
      await page.click('.sol-ask button');
      await page.click('nsp-choice-question .btn');
      await says(page, '.cq-missing', 'Choose one to answer.');
      await page.click('nsp-choice-question label:nth-of-type(1)');
      await page.click('nsp-choice-question .btn');
      await says(page, '.cq-why', 'the number of turns has to fit what each server can do');
      await page.click('nsp-choice-question .btn');
      await page.waitFor('.sol pre');
      expect(await stored(page, 'result:weights')).toMatchObject({ runs: 5, solutionSeenOnRun: 5, passedOnRun: null });
      await workspace.put(starter.replace(NEW, weight(2)));
      expect((await workspace.run()).word).toBe('Proved');
      expect(await page.text('.ws-verdict .s')).toBe('Run 6, after a solution');
    }));

    it('says that an earlier version was passed, and shows an imported design beside the draft', () => tabs.withPage({}, async (page) => {
      const workspace = await open(page);
      await page.evaluate((prefix) => {
        localStorage.setItem(`${prefix}result:weights`, JSON.stringify({ format: 1, exercise: 'weights', exerciseVersion: 0, runs: 2, passedOnRun: 2, report: {}, source: 'old' }));
        localStorage.setItem(`${prefix}draft:weights`, JSON.stringify({ format: 1, exercise: 'weights', source: '// my draft', hints: 0, savedAtMs: 1 }));
        localStorage.setItem(`${prefix}beside:weights`, JSON.stringify({ format: 1, exercise: 'weights', source: '// imported', from: 'import', atMs: 1 }));
      }, PREFIX);
      await page.reload();
      await workspace.ready();
      expect((await workspace.verdict()).sentence).toContain('Passed version 0; the exercise has changed since.');
      expect(await workspace.text()).toBe('// my draft');
      await page.click('#tab-import');
      expect(await page.text('#leaf-import pre')).toBe('// imported');
      await page.click('#leaf-import .ws-acts button:nth-of-type(2)');
      await page.waitUntil('the design to be gone', (key) => localStorage.getItem(key) === null && document.querySelector('#tab-import') === null, `${PREFIX}beside:weights`);
    }));

    it('tells when nothing can be saved, and goes on', () => tabs.withPage({}, async (page) => {
      await page.addInitScript("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };");
      const workspace = await open(page);
      await workspace.put(`${await workspace.text()}// more`);
      await says(page, '.ws-notice', 'no room left');
      expect((await workspace.run()).word).toBe('Not proved');
    }));
  });
});
