// What the grader is for, from end to end: a learner proves a design, breaks it, scrubs to the moment, sees the line, mends it, and the fault matrix follows.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeInBrowsers } from './harness/browsers.ts';
import type { BrowserPage } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openSite, pageOf } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

const RIGHT = readFileSync(new URL('../../content/foundations/single-points-of-failure/spof-hunt/solutions/spread-over-three.ts', import.meta.url), 'utf8');
/** web2 goes to the machine of web1: with chassis A two of three servers go. */
const [APART, TOGETHER] = ["web2: { machine: 'B' }", "web2: { machine: 'A' }"];

/** What the matrix says of a fault once all of them are tried. */
async function cell(page: BrowserPage, fault: string): Promise<string> {
  await page.waitUntil('the fault matrix', () => {
    const matrix = document.querySelector('.mx');
    return matrix?.getAttribute('aria-busy') === 'false' && matrix.querySelector('.mx-cell') !== null;
  }, null);
  return page.evaluate((wanted) => [...document.querySelectorAll('.mx-cell')].map((one) => one.getAttribute('aria-label')!).find((label) => label.startsWith(wanted))!, fault);
}

describeInBrowsers('a design proved, broken and mended', (tabs) => {
  it('leads from the verdict to the moment, to the line, and back', () => tabs.withPage({}, async (page) => {
    const site = await openSite('http');
    await page.open(site.url(pageOf('exercise', 'spof-hunt').path));
    const workspace = new Workspace(page);
    await workspace.ready();
    await workspace.put(RIGHT);
    expect((await workspace.run()).word).toBe('Proved');
    expect(await cell(page, 'machine A is lost')).toMatch(/: served, /);

    await workspace.goToEditor();
    await workspace.typeOver(APART, TOGETHER);
    expect((await workspace.run()).word).toBe('Not proved');
    expect(await cell(page, 'machine A is lost')).not.toMatch(/: served, /);

    // With keys: to the beginning, then to the fault.
    await page.evaluate(() => document.querySelector<HTMLElement>('.sb-thumb')!.focus());
    await page.press('Home');
    expect(await page.evaluate(() => document.querySelectorAll('.tp-part.down').length)).toBe(0);
    await page.press('PageDown');
    expect(await page.evaluate(() => document.querySelector('.sb-thumb')!.getAttribute('aria-valuetext'))).toContain('machine A silent');
    expect(await page.evaluate(() => [...document.querySelectorAll('.tp-part.down')].map((part) => part.getAttribute('data-part')))).toEqual(['app1', 'app2']);
    await page.evaluate(() => document.querySelector<HTMLElement>('.ev-go')!.click());
    await page.waitUntil('the line of the first host on it to be marked', () => {
      const mark = document.querySelector('.nsp-line.pointed')?.getBoundingClientRect();
      const line = [...document.querySelectorAll('.ed-monaco .view-line')].find((one) => one.textContent!.replaceAll('\u00a0', ' ').includes("web1: { machine: 'A' }"))?.getBoundingClientRect();
      return mark !== undefined && line !== undefined && Math.abs(mark.top - line.top) < 2;
    }, null);

    await workspace.goToEditor();
    await workspace.typeOver(TOGETHER, APART);
    expect((await workspace.run()).word).toBe('Proved');
    expect(await cell(page, 'machine A is lost')).toMatch(/: served, /);
    expectQuiet(page, site);
    await site.close();
  }));
});
