// Packages of both SCORM standards as they are exported, inside a learning system that is not ours.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schemaErrors } from '../export/lms/official-schemas.ts';
import { readZip } from '../export/read-zip.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { PAGE_LIMIT_MS, type BrowserPage } from './harness/page.ts';
import { goToFile } from './harness/navigate.ts';
import { readToEnd } from './harness/reading.ts';
import { openScorm, type CmiData, type Failing, type ScormSite } from './harness/scorm-site.ts';
import { builtExercise } from './harness/submissions.ts';
import { exported } from './harness/unzipped.ts';
import { openFromLesson, Workspace } from './harness/workspace.ts';

const EXERCISE = 'weights';
const PART = 'no-single-point-round-robin-and-weights';
const STARTER = builtExercise(EXERCISE).starter;
const FIXED = STARTER.replace("new: { to: 'newApp' }", "new: { to: 'newApp', weight: 2 }");

/** Elements of each standard, and the packages' headers: once none, once strict ones. */
const STANDARDS = {
  '1.2': { headers: 'plain', raw: 'cmi.core.score.raw', exit: 'cmi.core.exit', time: 'cmi.core.session_time', total: 'cmi.core.total_time', mode: 'cmi.core.lesson_mode', stateMax: 4096, half: { 'cmi.core.lesson_status': 'incomplete' }, all: { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100', 'cmi.objectives.0.id': EXERCISE, 'cmi.objectives.0.status': 'passed' }, timeForm: /^\d{2,4}:\d{2}:\d{2}(\.\d+)?$/, code: /LMSCommit\(\) gave error 101, “General Exception/ },
  '2004': { headers: 'strict', raw: 'cmi.score.raw', exit: 'cmi.exit', time: 'cmi.session_time', total: 'cmi.total_time', mode: 'cmi.mode', stateMax: 64_000, half: { 'cmi.completion_status': 'incomplete', 'cmi.success_status': 'unknown' }, all: { 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed', 'cmi.score.scaled': '1', 'cmi.progress_measure': '1', 'cmi.objectives.0.id': EXERCISE, 'cmi.objectives.0.success_status': 'passed' }, timeForm: /^PT[\dHMS.]+$/, code: /Commit\(\) gave error 391, “General Commit Failure/i },
} as const;

const packages = new Map<string, Buffer>();
beforeAll(async () => {
  const { out, remove } = await exported(['--lessons', 'round-robin-and-weights', '--lms', 'scorm-1.2,scorm-2004']);
  for (const standard of ['1.2', '2004'] as const) {
    packages.set(standard, readFileSync(join(out, `${PART}-scorm-${standard}.zip`)));
    const manifest = readZip(packages.get(standard)!).find(({ path }) => path === 'imsmanifest.xml')!;
    expect(await schemaErrors(`scorm-${standard}`, manifest.bytes.toString('utf8'))).toEqual([]);
  }
  remove();
}, 4 * PAGE_LIMIT_MS);

async function until(what: string, isSo: () => boolean): Promise<void> {
  const end = performance.now() + PAGE_LIMIT_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until the line above the course says this. */
const says = (launch: BrowserPage, words: string): Promise<unknown> => launch.waitUntil(`the line to say "${words}"`, (wanted) => new RegExp(wanted).test(document.querySelector('.pk-line')?.textContent ?? ''), words);
const holds = (site: ScormSite, data: CmiData): boolean => Object.entries(data).every(([element, value]) => site.kept()[element] === value);

/** Fails in another way, and waits until the page has tried again: of its own accord, or asked to by `ask`. */
async function tried(site: ScormSite, failing: Failing, ask?: () => Promise<void>): Promise<void> {
  const before = site.counts.commits;
  site.failing = failing;
  await ask?.();
  await until('another try', () => site.counts.commits > before);
}

async function leave(page: BrowserPage): Promise<void> {
  await page.open('about:blank');
}

describeInBrowsers('SCORM packages', ({ withPage }) => {
  const sites: ScormSite[] = [];
  const opened = async (...given: Parameters<typeof openScorm>): Promise<ScormSite> => {
    sites.push(await openScorm(...given));
    return sites.at(-1)!;
  };
  afterAll(async () => {
    for (const site of sites) await site.close();
  });

  it.each(['1.2', '2004'] as const)('%s: work, failing commits, a pass, and the same at another computer', async (standard) => {
    const { headers, raw, exit, time, total, stateMax, half, all, timeForm, code } = STANDARDS[standard];
    const site = await opened(standard, packages.get(standard)!, { headers });
    await withPage({}, async (page) => {
      await page.open(site.url);
      const [launch, course] = [page.inFrame('#sco'), page.inFrame('#sco', '.pk-course')];
      await readToEnd(course);
      await openFromLesson(course, EXERCISE);
      const workspace = new Workspace(course);
      await workspace.ready();
      expect((await workspace.run()).word).toBe('Not proved');
      await until('points of a run that failed', () => site.kept()[raw] !== undefined);
      expect(Number(site.kept()[raw])).toBeLessThan(100);
      expect(site.kept()).toMatchObject(half);
      await says(launch, 'Kept in the learning system');
      expect([...page.seen.errors, ...page.seen.violations]).toEqual([]);

      site.failing = 'status';
      await workspace.put(FIXED);
      expect((await workspace.run()).word).toBe('Proved');
      await says(launch, 'Not stored in the learning system');
      await tried(site, 'silence');
      await says(launch, 'Not stored in the learning system');
      await tried(site, 'refusal', () => launch.click('.pk-line button'));
      await says(launch, 'Not stored in the learning system');
      expect(await launch.text('.pk-line')).toMatch(code);
      expect(holds(site, half)).toBe(true);
      // It tries again by itself.
      site.failing = false;
      await until('the pass to be stored', () => holds(site, all));
      await says(launch, 'Kept in the learning system');
      await leave(page);
      await until('the end of the session', () => site.kept()[total] !== undefined);
    });
    expect(site.kept()[exit]).toBe('suspend');
    expect(site.kept()[time]).toMatch(timeForm);
    expect(site.kept()['cmi.suspend_data']!.length).toBeLessThanOrEqual(stateMax);

    await withPage({}, async (page) => {
      for (const visit of ['an empty profile', 'the same window']) {
        await page.open(site.url);
        const course = page.inFrame('#sco', '.pk-course');
        const workspace = new Workspace(course);
        await goToFile(course, `exercises/${EXERCISE}/index.html`);
        await workspace.ready();
        expect(await workspace.text(), visit).toBe(FIXED);
      }
      const workspace = new Workspace(page.inFrame('#sco', '.pk-course'));
      const before = site.counts.commits;
      await workspace.put(STARTER);
      expect((await workspace.run()).word).toBe('Not proved');
      await until('the run to be handed over', () => site.counts.commits > before);
      await says(page.inFrame('#sco'), 'Kept in the learning system');
      expect(site.kept(), 'who has passed stays so').toMatchObject(all);
      expect([...page.seen.errors, ...page.seen.violations]).toEqual([]);
    });
    expect(site.counts.launches).toBe(3);
  });

  it('in a window of its own; who had passed stays so, although nothing is left of the work', async () => {
    const held = { 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed', 'cmi.score.raw': '100', 'cmi.score.scaled': '1' };
    const site = await opened('2004', packages.get('2004')!, { holds: held });
    await withPage({}, async (page) => {
      await page.open(site.windowUrl);
      await page.click('button');
      await page.waitUntil('the window to say that work is kept', () => /Kept in the learning system/.test((self as unknown as { sco?: Window }).sco?.document.querySelector('.pk-line')?.textContent ?? ''), null);
      expect(site.kept()).toMatchObject({ ...held, 'cmi.exit': 'suspend' });
      expect(site.kept()['cmi.suspend_data']).toMatch(/^nsp/);
      await page.evaluate(() => (self as unknown as { sco: Window }).sco.close());
      await until('the end of the session', () => site.kept()['cmi.total_time'] !== undefined);
      // Chromium lets no page that goes wait for an answer: the commit before the end then fails, and the end stores.
      expect([...page.seen.errors, ...page.seen.violations].filter((line) => !/Synchronous XHR in page dismissal|391/.test(line))).toEqual([]);
    });
  });

  it('in review the system is told nothing; without a system the course goes on, and says so', async () => {
    const held = { 'cmi.core.lesson_mode': 'review', 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' };
    const site = await opened('1.2', packages.get('1.2')!, { holds: held });
    await withPage({}, async (page) => {
      await page.open(site.url);
      await says(page.inFrame('#sco'), 'Only for looking');
      await page.inFrame('#sco', '.pk-course').waitFor('.prose');
      await leave(page);
      await until('the end of the session', () => site.kept()['cmi.core.total_time'] !== undefined);
      expect(site.kept()).toMatchObject(held);
      expect(site.kept()['cmi.suspend_data']).toBeUndefined();
      expect(site.counts.commits, 'only the end').toBe(1);
      await page.open(site.bareUrl);
      await says(page, 'No window around this page offers SCORM 1\\.2');
      await page.inFrame('.pk-course').waitFor('.prose');
      expect([...page.seen.errors, ...page.seen.violations]).toEqual([]);
    });
  });
});
