// What is found out after a verdict: the fault matrix with its runs, links to them, and two designs side by side.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/shell.ts';
import { AXE, axeViolations } from './harness/axe.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import type { BrowserPage, PageOptions } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openSite, pageOf, type Form, type Site } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

const content = (path: string): string => readFileSync(join(ROOT, 'content', path), 'utf8');
/** Two of everything, so that its pairs of faults take some seconds. */
const PAIRS = content('foundations/availability-latency-load/availability-arithmetic/solutions/pairs-on-four-hosts.ts');
/** The starter is active-active, this is active-passive. */
const PASSIVE = content('redundancy/two-ways-to-use-two/say-what-you-mean/solutions/backup-and-a-check.ts');

/** Where a copied text goes, since no test may read the system's clipboard. */
const CLIPBOARD = `Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { self.copied = text; } } });`;

const tried = (page: BrowserPage): Promise<unknown> => page.waitUntil('every fault to be tried', () => {
  const matrix = document.querySelector('.mx');
  return matrix?.getAttribute('aria-busy') === 'false' && matrix.querySelector('.mx-cell') !== null && /\d tried$/.test(matrix.querySelector('.mx-acts > .s')!.textContent!);
}, null);
const counted = (page: BrowserPage): Promise<number[]> => page.evaluate(() => (document.querySelector('.mx-acts > .s')!.textContent!.match(/\d+/g) ?? []).map(Number));
const act = (page: BrowserPage, name: string): Promise<void> => page.evaluate((wanted) => [...document.querySelectorAll<HTMLElement>('.mx-acts button')].find((one) => one.textContent === wanted)!.click(), name);
const focused = (page: BrowserPage): Promise<string> => page.evaluate(() => document.activeElement!.getAttribute('aria-label') ?? '');
/** What the first chart of the first run inside says to those who do not see it. */
const told = (page: BrowserPage, inside: string): Promise<string> => page.waitUntil(`a chart in ${inside}`, (selector) => document.querySelector(`${selector} .ch-svg [role="img"]`)?.getAttribute('aria-label'), inside);
const choose = (page: BrowserPage, selector: string, text: string): Promise<void> => page.evaluate(([which, wanted]) => {
  const select = document.querySelector<HTMLSelectElement>(which!)!;
  select.focus();
  select.value = [...select.options].find((one) => one.textContent!.includes(wanted!))!.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, [selector, text] as const);

describeInBrowsers('the evidence after a verdict', (tabs) => {
  const withSite = (form: Form, options: PageOptions, task: (page: BrowserPage, site: Site) => Promise<void>): Promise<void> => tabs.withPage(options, async (page) => {
    const site = await openSite(form);
    try {
      await page.addInitScript(CLIPBOARD);
      await task(page, site);
    } finally {
      await site.close();
    }
  });
  const opened = async (page: BrowserPage, site: Site, exercise: string): Promise<Workspace> => {
    await page.open(site.url(pageOf('exercise', exercise).path));
    const workspace = new Workspace(page);
    await workspace.ready();
    return workspace;
  };
  const compared = async (page: BrowserPage, site: Site): Promise<Workspace> => {
    const workspace = await opened(page, site, 'say-what-you-mean');
    await workspace.run();
    await workspace.put(PASSIVE);
    expect((await workspace.run()).word).toBe('Proved');
    await tried(page);
    return workspace;
  };
  const starterBeside = async (page: BrowserPage): Promise<void> => {
    await choose(page, '.cmp-other', 'the starter');
    await page.waitUntil('both designs', () => document.querySelectorAll('.cmp-row:first-child .ch-svg, .cmp-names + .cmp-row .ch-svg').length === 2, null);
    await page.waitUntil('what the other costs', () => [...document.querySelectorAll('.cmp .cmp-table td')].every((one) => one.textContent !== '…'), null);
  };

  describe.each(['http', 'file'] as const)('over %s', (form) => {
    it('arrows move in the matrix, Enter shows the run of a cell, and its link shows the same run', () => withSite(form, {}, async (page, site) => {
      const workspace = await opened(page, site, 'spof-hunt');
      await workspace.run();
      await tried(page);
      expect(await page.text('.mx-finding')).toMatch(/^\d+ of \d+ faults take the site down, the worst: machine A is lost\.$/);
      expect(await page.evaluate(() => document.querySelectorAll('.mx-cell[tabindex="0"]').length)).toBe(1);
      await page.evaluate(() => document.querySelector<HTMLElement>('.mx-cell[tabindex="0"]')!.focus());
      const path = [await focused(page)];
      for (const key of ['ArrowDown', 'ArrowRight', 'End', 'ArrowLeft', 'Control+Home']) {
        await page.press(key);
        path.push(await focused(page));
      }
      expect(path.map((label) => label.split(':')[0])).toEqual(['lb1 crashes', 'app1 crashes', 'app1 hangs', 'app1 falls silent in the middle of its answers', 'app1 closes connections without an answer', 'lb1 crashes']);
      await page.press('Enter');
      await page.waitUntil('the run of the cell', () => document.querySelector('.look nsp-run-link') !== null && document.querySelector('nsp-run h3')?.textContent === 'lb1 crashes', null);
      expect(await page.text('.look')).toMatch(/^lb1 crashes\. 0 % of the requests are answered in time, [\d,]+ are not; without the fault 100 % are\./);
      expect(await focused(page)).toBe(path[0]);
      const run = await told(page, 'nsp-run');

      await page.click('.look nsp-run-link button');
      const link = await page.waitUntil('a link', () => (self as unknown as { copied?: string }).copied, null);
      // A page does not go to where it is: only what stands after # differs.
      await page.open('about:blank');
      await page.open(link);
      await page.waitUntil('the run in the link', () => document.querySelector('nsp-shared-run .ch-svg') !== null, null);
      expect(await told(page, 'nsp-shared-run')).toBe(run);
      expect(await page.text('nsp-shared-run')).toContain('Kill lb1 at 30 s');
      expectQuiet(page, site);
    }));
  });

  it('the smallest failure has a link of its own', () => withSite('http', {}, async (page, site) => {
    const workspace = await opened(page, site, 'spof-hunt');
    await workspace.run();
    await page.click('.smallest nsp-run-link button');
    const link = await page.waitUntil('a link', () => (self as unknown as { copied?: string }).copied, null);
    const sentence = await page.text('.smallest p');
    await page.open('about:blank');
    await page.open(link);
    await page.waitUntil('the run in the link', () => document.querySelector('nsp-shared-run .ch-svg') !== null, null);
    const seconds = /at (\d+) s/.exec(sentence)![1]!;
    expect(await page.text('nsp-shared-run')).toContain(`Lose machine A at ${seconds} s`);
  }));

  it('what is stopped stays, and goes on from there', () => withSite('http', {}, async (page, site) => {
    const workspace = await opened(page, site, 'availability-arithmetic');
    await workspace.put(PAIRS);
    await workspace.run();
    await tried(page);
    const [singles] = await counted(page);
    // Stop is pressed by the page itself, as soon as some pairs are tried: a busy computer may ask only when all of them are.
    await page.evaluate((least) => {
      const matrix = document.querySelector('.mx')!.parentElement!;
      const observer = new MutationObserver(() => {
        const acts = matrix.querySelector('.mx-acts');
        const stop = [...(acts?.querySelectorAll('button') ?? [])].find((one) => one.textContent === 'Stop');
        if (stop === undefined || !(Number.parseInt(acts!.textContent!, 10) > least)) return;
        observer.disconnect();
        stop.click();
      });
      observer.observe(matrix, { characterData: true, childList: true, subtree: true });
    }, singles!);
    await act(page, 'Try pairs, too');
    await page.waitUntil('the end of it', () => document.querySelector('.mx-acts')!.textContent!.startsWith('stopped at'), null);
    const [done, total] = await counted(page);
    expect(done).toBeGreaterThan(singles!);
    expect(done).toBeLessThan(total!);
    await act(page, 'Go on');
    const [again] = await counted(page);
    expect(again).toBeGreaterThanOrEqual(done!);
    await tried(page);
    await page.click('.mx-views .seg button:last-child');
    await page.waitUntil('the pairs', () => document.querySelector('.mx-long .mx-line') !== null, null);
    expect(await page.text('.mx-finding')).toMatch(/^\d+ of \d+ pairs take the site down/);
  }));

  it('active-active stands beside active-passive: one run, one scale, one playhead', () => withSite('http', {}, async (page, site) => {
    await compared(page, site);
    await starterBeside(page);
    expect(await page.text('.cmp-finding')).toMatch(/^The runs differ from \d+ s on: in your run [\d,]+ requests fewer fail than with run 1\.$/);
    const rows = await page.evaluate(() => [...document.querySelectorAll('.cmp .cmp-table tr')].map((row) => [...row.children].map((cell) => cell.textContent!)));
    expect(rows[0]).toEqual(['', 'Your run 2', 'Run 1']);
    expect(rows.find(([what]) => what === 'Cost')).toEqual(['Cost', '3 units', '3 units']);
    await page.evaluate(() => document.querySelector<HTMLElement>('.cmp .sb-thumb')!.focus());
    await page.press('Home');
    await page.press('PageDown');
    expect(await page.evaluate(() => [...document.querySelectorAll('.cmp .ch-playhead')].map((line) => line.getAttribute('d')!.split(' ')[0]).filter((at, place, all) => all.indexOf(at) === place).length)).toBe(1);
    expect(await page.evaluate(() => [...document.querySelectorAll('nsp-moment-text')].map((one) => one.textContent!.split(':')[0]))).toEqual(['Your run 2', 'Run 1']);

    await choose(page, '.cmp-run', 'no fault');
    await page.waitUntil('the calm run', () => document.querySelector('#cmp-title')?.textContent?.includes('no fault'), null);
    // The learner has passed, so that solutions may be seen.
    await choose(page, '.cmp-other', 'A solution');
    await page.waitUntil('a solution', () => document.querySelector('.cmp-names')?.textContent?.includes('The solution'), null);
    expect(await page.evaluate(() => [...document.querySelector<HTMLSelectElement>('.cmp-other')!.options].filter((one) => one.textContent!.startsWith('Solution: ')).length)).toBeGreaterThan(1);
    await page.click('.cmp-bar .btn');
    await page.waitUntil('one run again', () => document.querySelector('.cmp') === null && document.querySelector('nsp-run .sb-thumb') !== null, null);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('cmp-other');
    expectQuiet(page, site);
  }));

  it.each(['light', 'dark'] as const)('axe finds nothing in the %s theme, with matrix, a cell, gold and comparison open', (theme) => withSite('http', { theme }, async (page, site) => {
    await page.addInitScript(AXE);
    await compared(page, site);
    await page.evaluate(() => document.querySelector<HTMLElement>('.mx-cell[data-tone="down"]')!.click());
    await page.waitUntil('the run of the cell', () => document.querySelector('.look nsp-run-link') !== null, null);
    expect(await page.evaluate(() => document.querySelector('.gold-svg') !== null)).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await starterBeside(page);
    expect(await axeViolations(page)).toEqual([]);
  }));
});
