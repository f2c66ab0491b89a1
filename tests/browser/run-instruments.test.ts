// One moment of a run in every instrument: scrubbed with keys and pointer, played, and tied to the lines of the design.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayFragment } from '../../src/grader/adapter/web/replay-link.ts';
import { GRADER_VERSION } from '../../src/grader/index.ts';
import { AXE, axeViolations } from './harness/axe.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import type { BrowserPage } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openSite, pageOf, type Site } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

/** Chassis A, on which everything stands, is lost after 60 of 180 s; its first host is declared in line 7. */
const EXERCISE = 'spof-hunt';
const LOST_S = 60;
const END_S = 180;
const HOST_LINE = 7;

/** The run of a link, which stands in the place of the editor. */
const SHARED = (await replayFragment({
  format: 1, exercise: EXERCISE, exerciseVersion: 1, grader: GRADER_VERSION,
  source: readFileSync(new URL('../../content/foundations/single-points-of-failure/spof-hunt/mistakes/only-two-servers.ts', import.meta.url), 'utf8'),
  spec: { run: 'lose-a', seed: 1, faults: [{ kind: 'machine-loss', machine: 'A', atMs: 60_000, untilMs: 69_000 }], durationMs: 69_500 },
}))!;

/** What the system would say to a learner who wants no motion. */
const REDUCED_MOTION = `(() => {
  const ask = self.matchMedia.bind(self);
  self.matchMedia = (query) => (query.includes('prefers-reduced-motion') ? Object.assign(new EventTarget(), { media: query, matches: query.includes('reduce)') }) : ask(query));
})();`;

const slider = (page: BrowserPage): Promise<{ now: number; text: string }> => page.evaluate(() => {
  const thumb = document.querySelector('.sb-thumb')!;
  return { now: Number(thumb.getAttribute('aria-valuenow')), text: thumb.getAttribute('aria-valuetext') ?? '' };
});
const standsAt = (page: BrowserPage, second: number): Promise<boolean> =>
  page.waitUntil(`the playhead at ${second} s`, (wanted) => document.querySelector('.sb-thumb')?.getAttribute('aria-valuenow') === String(wanted), second);
const said = (page: BrowserPage, text: string): Promise<boolean> =>
  page.waitUntil(`"${text}" to be said`, (what) => document.querySelector('nsp-run > [role="status"]')?.textContent?.includes(what), text) as Promise<boolean>;

describeInBrowsers('the instruments of a run', (tabs) => {
  describe.each(['http', 'file'] as const)('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());
    const afterRun = async (page: BrowserPage): Promise<Workspace> => {
      await page.open(site.url(pageOf('exercise', EXERCISE).path));
      const workspace = new Workspace(page);
      await workspace.ready();
      await workspace.run();
      await page.waitFor('.sb-thumb');
      return workspace;
    };

    it('the playhead goes with keys and pointer, and everything goes along', () => tabs.withPage({}, async (page) => {
      await afterRun(page);
      await standsAt(page, LOST_S);
      expect((await slider(page)).text).toMatch(/^60\.0 s: machine A silent; \d+ of \d+ requests in this second fail$/);
      await page.evaluate(() => document.querySelector<HTMLElement>('.sb-thumb')!.focus());
      const after: number[] = [];
      for (const key of ['ArrowRight', 'Shift+ArrowLeft', 'Home', 'PageDown', 'PageDown', 'PageUp', 'End', 'Shift+ArrowRight']) {
        await page.press(key);
        after.push((await slider(page)).now);
      }
      expect(after).toEqual([60.1, 59.1, 0, LOST_S, END_S, LOST_S, END_S, END_S]);
      await page.press('Home');
      const shown = (): Promise<{ heading: string; down: number; lines: number }> => page.evaluate(() => ({
        heading: document.querySelector('.tp-head h3')!.textContent!,
        down: document.querySelectorAll('.tp-part.down').length,
        lines: new Set([...document.querySelectorAll('.ch-playhead')].map((line) => line.getAttribute('d')!.split(' ')[0])).size,
      }));
      expect(await shown()).toEqual({ heading: 'At 0.0 s', down: 0, lines: 1 });
      await page.click('.sb-track');
      const { now } = await slider(page);
      expect(Math.abs(now - END_S / 2)).toBeLessThan(2);
      expect(await shown()).toEqual({ heading: `At ${now.toFixed(1)} s`, down: 4, lines: 1 });
      expectQuiet(page, site);
    }));

    it('without motion Play goes from event to event, and ends by itself', () => tabs.withPage({}, async (page) => {
      await page.addInitScript(REDUCED_MOTION);
      await afterRun(page);
      await page.evaluate(() => document.querySelector<HTMLElement>('.sb-thumb')!.focus());
      await page.press('Home');
      // Each event stays for 1.5 s only, so the page itself notes where the playhead stood: a busy computer may ask too late.
      await page.evaluate(() => {
        const [scrubber, stood] = [document.querySelector('nsp-scrubber')!, [] as string[]];
        (self as { stood?: string[] }).stood = stood;
        new MutationObserver(() => {
          const stands = `${scrubber.querySelector('.sb-thumb')!.getAttribute('aria-valuenow')} ${scrubber.querySelector('.sb-said button')!.textContent}`;
          if (stood.at(-1) !== stands) stood.push(stands);
        }).observe(scrubber, { attributes: true, characterData: true, childList: true, subtree: true });
      });
      await page.click('.sb-said button');
      const stood = await page.waitUntil('the end of the run', (last) => {
        const all = (self as { stood?: string[] }).stood!;
        return all.at(-1) === last ? all : null;
      }, `${END_S} Play`);
      expect(stood).toContain(`${LOST_S} Pause`);
    }));

    it('an event marks its line, a line its events and parts, and the focus stays where it is', () => tabs.withPage({}, async (page) => {
      const workspace = await afterRun(page);
      await page.evaluate(() => { const go = document.querySelector<HTMLElement>('.ev-go')!; go.focus(); go.click(); });
      await said(page, `Line ${HOST_LINE} of design.ts is marked.`);
      expect(await page.evaluate(() => [document.querySelector('.ed-numbers .pointed')?.textContent, document.activeElement?.className])).toEqual([String(HOST_LINE), 'ev-go']);
      await workspace.goToEditor();
      await page.press('Control+Home');
      await page.waitUntil('no mark', () => document.querySelectorAll('.ev-table .marked').length === 0, null);
      for (let line = 1; line < HOST_LINE; line += 1) await page.press('ArrowDown');
      await said(page, `On line ${HOST_LINE} hangs: 1 event and lb1 are marked.`);
      expect(await page.evaluate(() => [
        document.querySelectorAll('.ev-table tr.marked').length, [...document.querySelectorAll('.tp-part.marked')].map((part) => part.getAttribute('data-part')), document.activeElement?.closest('.ed-monaco') !== null,
      ])).toEqual([1, ['lb1'], true]);
      // A part, with the keyboard: its line is marked in Monaco, too.
      await page.evaluate(() => document.querySelector<SVGElement>('.tp-part[tabindex="0"]')!.focus());
      await page.press('ArrowRight');
      await page.press('Enter');
      await page.waitUntil('the line of a part', () => document.querySelector('.nsp-line.pointed') !== null, null);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-part'))).toBe('app1');
    }));
    it('a failing check leads to its moment, the scrubber and the parts are then in view, and a row of a chart marks its line with keys alone', () => tabs.withPage({}, async (page) => {
      await afterRun(page);
      await page.evaluate(() => document.querySelector<HTMLElement>('.sb-thumb')!.focus());
      await page.press('End');
      await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.why button')].find((one) => one.textContent === 'Go to 60.0 s')!.click());
      await standsAt(page, LOST_S);
      await page.waitUntil('the focus on the scrubber', () => document.activeElement?.className === 'sb-thumb', null);
      expect(await page.evaluate(() => ['nsp-scrubber', 'nsp-topology .tp-svg'].map((one) => {
        const { top, bottom } = document.querySelector(one)!.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }))).toEqual([true, true]);
      await page.evaluate(() => document.querySelector<SVGElement>('.ch-row[tabindex="0"]')!.focus());
      await page.press('ArrowDown');
      await page.press('Enter');
      const marked = await page.waitUntil('the line of the row', () => {
        const line = document.querySelector('.ed-numbers .pointed')?.textContent;
        return line && document.activeElement?.getAttribute('aria-pressed') === 'true' ? `${document.activeElement.getAttribute('data-row')} ${line}` : '';
      }, null);
      const design = await page.evaluate(() => (document.querySelector('nsp-editor') as unknown as { text: string }).text.split('\n'));
      expect(marked).toBe(`app2 ${design.findIndex((line) => line.includes('app2: {')) + 1}`);
      expectQuiet(page, site);
    }));

    it('on a phone an event marks the whole line of the text area, in view, and a tap on the line marks the event', () => tabs.withPage({ width: 390, height: 844, touch: true }, async (page) => {
      const workspace = await afterRun(page);
      await page.evaluate(() => document.querySelector<HTMLElement>('.ev-go')!.click());
      await workspace.show('Editor');
      const number = await page.evaluate(() => {
        const [mark, area] = [document.querySelector('.ed-numbers .pointed')!, document.querySelector('.ed-area')!].map((one) => one.getBoundingClientRect());
        return [document.querySelector('.ed-numbers .pointed')!.textContent, mark!.width >= area!.width, mark!.top >= area!.top && mark!.bottom <= area!.bottom];
      });
      expect(number).toEqual([String(HOST_LINE), true, true]);
      const tapOn = (line: number): Promise<void> => page.evaluate((to) => {
        const area = document.querySelector<HTMLTextAreaElement>('.ed-area')!;
        const at = area.value.split('\n').slice(0, to - 1).join('\n').length + 1;
        area.setSelectionRange(at, at);
        area.click();
      }, line);
      await tapOn(1);
      await page.waitUntil('no mark', () => document.querySelectorAll('.ev-table .marked, .tp-part.marked').length === 0, null);
      await tapOn(HOST_LINE);
      await page.waitUntil('the marks of the line', () => document.querySelectorAll('.ev-table .marked').length === 1 && document.querySelector('.tp-part.marked')?.getAttribute('data-part') === 'lb1', null);
    }));
  });

  it('Tab leads through a whole run and out of it, and what has the focus is never covered', () => tabs.withPage({}, async (page) => {
    const site = await openSite('http');
    await page.open(site.url(pageOf('exercise', EXERCISE).path));
    const workspace = new Workspace(page);
    await workspace.ready();
    await workspace.run();
    await page.waitFor('.sb-thumb');
    await page.evaluate(() => document.querySelector<HTMLElement>('.ws-charts select')!.focus());
    const been: string[] = [];
    const covered: string[] = [];
    for (let presses = 0; presses < 60; presses += 1) {
      const stop = await page.evaluate(() => {
        const focused = document.activeElement!;
        const { left, top, width, height } = focused.getBoundingClientRect();
        const above = document.elementFromPoint(left + width / 2, top + height / 2);
        return { name: focused.getAttribute('class') ?? focused.localName, text: focused.textContent!.trim(), isInside: focused.closest('.ws-charts') !== null, isSeen: above !== null && (focused.contains(above) || above.contains(focused)) };
      });
      if (!stop.isInside) break;
      been.push(stop.name.split(' ')[0]!);
      if (!stop.isSeen) covered.push(`${stop.name} ${stop.text}`);
      await page.press('Tab');
    }
    expect([...new Set(been)].sort()).toEqual(['btn', 'ch-row', 'ev-go', 'lnk', 'sb-thumb', 'tp-part', 'ws-choice']);
    expect(been.length).toBeLessThan(60);
    expect(covered).toEqual([]);
    await site.close();
  }));

  it.each(['light', 'dark'] as const)('two runs on one page share no id, and axe finds nothing in the %s theme', (theme) => tabs.withPage({ theme }, async (page) => {
    const site = await openSite('http');
    await page.addInitScript(AXE);
    await page.open(site.url(pageOf('exercise', EXERCISE).path) + SHARED);
    await page.waitFor('nsp-shared-run .sb-thumb');
    const workspace = new Workspace(page);
    await workspace.run();
    await page.waitFor('.ws-charts .tp-part');
    await page.click('.ws-charts .tp-head .lnk');
    await page.waitFor('.tp-table');
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    // A scrubber moves its own run alone.
    const moments = (): Promise<(string | null)[]> => page.evaluate(() => [...document.querySelectorAll('.sb-thumb')].map((thumb) => thumb.getAttribute('aria-valuenow')));
    const [shared] = await moments();
    await page.evaluate(() => document.querySelector<HTMLElement>('.ws-charts .sb-thumb')!.focus());
    await page.press('End');
    expect(await moments()).toEqual([shared, String(END_S)]);
    await site.close();
  }));

  it.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', (theme) => tabs.withPage({ theme }, async (page) => {
    const site = await openSite('http');
    await page.addInitScript(AXE);
    await page.open(site.url(pageOf('exercise', EXERCISE).path));
    const workspace = new Workspace(page);
    await workspace.ready();
    await workspace.run();
    await page.waitFor('.tp-part');
    await page.evaluate(() => document.querySelector<HTMLElement>('.ev-go')!.click());
    expect(await axeViolations(page)).toEqual([]);
    await page.click('.tp-head .lnk');
    await page.waitFor('.tp-table');
    expect(await axeViolations(page)).toEqual([]);
    await site.close();
  }));
});
