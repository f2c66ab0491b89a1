// The whole course with the keyboard alone: every lesson read, every prediction made, every question answered, every exercise proved; then the browser is closed, and all of it is still there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answerStop, stopOf, tabTo } from './harness/keyboard.ts';
import { findBrowser, howToInstall } from './harness/find.ts';
import { launchBrowser } from './harness/launch.ts';
import { BROWSERS, type BrowserName, type BrowserPage } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openSite, type Site } from './harness/site.ts';
import { builtExercise } from './harness/submissions.ts';
import { Workspace } from './harness/workspace.ts';
import { soundContent } from '../../src/site/build/read-content.ts';

const { course, solutions } = soundContent(fileURLToPath(new URL('../..', import.meta.url)));
const lessons = course.modules.flatMap((module) => module.lessons);
const LIMIT_MS = 600_000;
const TYPED = '// by keys';

const solutionOf = (exercise: string): string => solutions.find((solution) => solution.exercise === exercise)!.source;

/** Everything that the learner did, as the course's own records say it. */
const recordsOf = (page: BrowserPage): Promise<{ [key: string]: string }> => page.evaluate(() => Object.fromEntries(
  Object.keys(localStorage).filter((key) => /\/(lesson|draft|result|prediction|answer):/.test(key)).sort().map((key) => [key.replace('no-single-point/', ''), localStorage.getItem(key)!]),
));

/** The number that fits the bounds that stand beside the field. */
const numberFor = (page: BrowserPage): Promise<string> => page.evaluate(() => {
  const bounds = /From (-?[\d.]+) to (-?[\d.]+)/.exec(document.activeElement!.closest('[data-ask]')?.textContent ?? '');
  return bounds === null ? '7' : String(Math.round((Number(bounds[1]) + Number(bounds[2])) / 2));
});

/** In the workspace, with keys: predicts, runs the starter, puts a solution into the editor, runs it, and goes back. */
async function prove(page: BrowserPage, exercise: string): Promise<void> {
  const workspace = new Workspace(page);
  await workspace.ready();
  await predictByKeys(page, exercise);
  await page.press('Control+Enter');
  await page.waitUntil(`${exercise} to fail`, () => document.querySelector('.ws-verdict [aria-label="Not proved"]') !== null, null);
  // Back, not forward over the end of the page: there Firefox's driver leaves the keys in the browser's own bars.
  await tabTo(page, `the editor of ${exercise}`, (stop) => stop.isEditor, 'Shift+Tab');
  await page.waitUntil('Monaco to take the focus', () => document.activeElement!.closest('.ed-monaco') !== null, null);
  // The bulk of it at once, as a paste would, which test browsers have no clipboard for; the end by keys.
  await workspace.put(solutionOf(exercise));
  await page.press('Control+End');
  await page.type(TYPED);
  await page.press('Control+Enter');
  await page.waitUntil(`${exercise} to be proved`, () => document.querySelector('.ws-verdict [aria-label="Proved"]') !== null, null);
  await workspace.saved();
  await page.press('Escape');
  await page.press('Shift+Tab');
  await tabTo(page, 'the way back', (stop) => stop.text === 'Back to the lesson', 'Shift+Tab');
  await page.press('Enter');
  await page.waitUntil('the lesson', () => document.querySelector('.ws-layer') === null, null);
}

async function predictByKeys(page: BrowserPage, exercise: string): Promise<void> {
  const { form } = builtExercise(exercise).predict;
  const inside = () => page.evaluate(() => document.activeElement!.closest('nsp-prediction') !== null);
  for (let presses = 0; presses < 100 && !(await inside()); presses += 1) {
    // In Monaco, Tab indents; Escape first lets it leave.
    if ((await stopOf(page)).isEditor) await page.press('Escape');
    await page.press('Tab');
  }
  for (let presses = 0; presses < 40 && (await inside()); presses += 1) {
    const stop = await stopOf(page);
    if (stop.kind === 'input-text') await page.type(String(form.kind === 'number' ? Math.round((form.least + form.most) / 2) : 0));
    else if (stop.kind === 'input-radio' && stop.isOpen) await page.press(' ');
    await page.press('Tab');
  }
}

/** Through one lesson from its top to its link to the next. Counts what was done, so that nothing is passed over. */
async function goThrough(page: BrowserPage, site: Site, lesson: (typeof lessons)[number], next: string | null): Promise<void> {
  const unmarked: string[] = [];
  const proved: string[] = [];
  for (let presses = 0; presses < 900; presses += 1) {
    const stop = await stopOf(page);
    if (stop.isUnmarked) unmarked.push(`${stop.kind} ${stop.text}`);
    if (stop.isAsked) await answerStop(page, stop, stop.kind === 'input-text' ? await numberFor(page) : '');
    if (stop.opens !== null && !proved.includes(stop.opens)) {
      await page.press('Enter');
      await prove(page, stop.opens);
      proved.push(stop.opens);
    }
    if (stop.kind === 'a' && stop.text.startsWith(next === null ? 'Previous' : 'Next')) break;
    await page.press('Tab');
  }
  expect(unmarked).toEqual([]);
  expect(proved).toEqual(lesson.exercises.map(({ id }) => id));
  const known = await recordsOf(page);
  expect(lesson.predictions.map(({ id }) => `prediction:${id}`).filter((key) => known[key] === undefined)).toEqual([]);
  expect(lesson.asks.map((id) => `answer:${id}`).filter((key) => known[key] === undefined)).toEqual([]);
  expectQuiet(page, site);
}

describe.each(BROWSERS)('the whole course with the keyboard in %s', (name: BrowserName) => {
  const missing = findBrowser(name) === null;
  if (missing && process.env['NSP_REQUIRE'] === '1') it('needs the browser', () => expect.fail(howToInstall(name)));

  it.skipIf(missing)('goes through every lesson, and finds everything again after the browser was closed', { timeout: LIMIT_MS }, async () => {
    const site = await openSite('http');
    const profile = mkdtempSync(join(tmpdir(), 'nsp-profile-'));
    let browser = (await launchBrowser(name, profile))!;
    try {
      const page = await browser.newPage();
      await page.open(site.url('index.html'));
      await tabTo(page, 'the first lesson', (stop) => stop.href.endsWith(`${lessons[0]!.module}/${lessons[0]!.id}/index.html`));
      for (const [at, lesson] of lessons.entries()) {
        await page.press('Enter');
        await page.waitUntil(`the lesson ${lesson.id}`, (id) => document.readyState === 'complete' && location.pathname.includes(`/${id}/`), lesson.id);
        await goThrough(page, site, lesson, lessons[at + 1]?.id ?? null);
      }
      const before = await recordsOf(page);
      await browser.close();

      browser = (await launchBrowser(name, profile))!;
      const again = await browser.newPage();
      await again.open(site.url('index.html'));
      expect(await recordsOf(again)).toEqual(before);
      await again.waitUntil('every lesson to be marked as read', (count) => document.querySelectorAll('[data-lesson].ok').length === count, lessons.length);
      await again.open(site.url(`${lessons[0]!.module}/${lessons[0]!.id}/index.html`));
      await again.waitUntil('the predictions to stand beside what was measured', (count) => [...document.querySelectorAll('[data-ask^="prediction:"]')].filter((ask) => ask.textContent!.includes('You said')).length === count, lessons[0]!.predictions.length);
      const exercise = lessons.at(-1)!.exercises[0]!.id;
      await again.open(site.url(`exercises/${exercise}/index.html`));
      const workspace = new Workspace(again);
      await workspace.ready();
      expect(await workspace.text()).toBe(solutionOf(exercise) + TYPED);
      await again.waitUntil('the verdict', () => document.querySelector('.ws-verdict [aria-label="Proved"]') !== null, null);
    } finally {
      await browser.close();
      await site.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
