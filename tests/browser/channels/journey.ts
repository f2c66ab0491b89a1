// The same learner's evening on every channel: reads, predicts, fails, fixes, passes, closes the browser, comes back, goes on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { launchBrowser } from '../harness/launch.ts';
import type { Browser, BrowserName, BrowserPage } from '../harness/page.ts';
import { CALLED_OFF } from '../harness/quiet.ts';
import { lessonIsThere, readToEnd } from '../harness/reading.ts';
import { builtExercise } from '../harness/submissions.ts';
import { openFromLesson, Workspace } from '../harness/workspace.ts';
import type { Channel, OpenChannel } from './channel.ts';

const EXERCISE = 'weights';
const LESSON = 'load-balancing/round-robin-and-weights';
const OLD = "new: { to: 'newApp' }";
const FIXED = "new: { to: 'newApp', weight: 2 }";
const starter = (): string => builtExercise(EXERCISE).starter;
const design = (): string => starter().replace(OLD, FIXED);

/** Goes through the journey with a browser of this name, from the first visit to the last. */
export async function journey(channel: Channel, name: BrowserName): Promise<void> {
  const opened = await channel.open();
  const profiles = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'nsp-journey-')));
  try {
    await inBrowser(name, profiles[0]!, (browser) => firstVisit(opened, browser));
    await inBrowser(name, profiles[channel.isKeptElsewhere ? 1 : 0]!, (browser) => secondVisit(opened, browser));
  } finally {
    await opened.close();
    for (const profile of profiles) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function inBrowser(name: BrowserName, profile: string, task: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = (await launchBrowser(name, profile))!;
  try {
    await task(browser);
  } finally {
    await browser.close();
  }
}

async function firstVisit(channel: OpenChannel, browser: Browser): Promise<void> {
  const page = await channel.enter(browser, 'first');
  await toMap(page);
  await page.click(`[data-lesson="${LESSON}"]`);
  await expectDrawings(page);
  await readToEnd(page);
  await openFromLesson(page, EXERCISE);
  const workspace = new Workspace(page);
  await workspace.ready();
  expect(await workspace.text()).toBe(starter());
  await workspace.predict();
  const failed = await workspace.run();
  expect(failed.word).toBe('Not proved');
  expect(await page.text('.chk-item.open .why')).toMatch(/line \d+/);
  await workspace.goToEditor();
  await workspace.typeOver(OLD, FIXED);
  expect((await workspace.run()).word).toBe('Proved');
  // What was predicted before the first run stands beside what was measured, also when the learner comes back.
  expect(await page.text('.ws-said')).toMatch(/^You said .+ Run 1 measured /);
  await workspace.saved();
  await channel.arrived?.(page);
  expectQuiet(channel, page);
}

async function secondVisit(channel: OpenChannel, browser: Browser): Promise<void> {
  const page = await channel.enter(browser, 'again');
  await toMap(page);
  await page.waitUntil('the lesson to be marked as read', (lesson) => document.querySelector(`[data-lesson="${lesson}"].ok .state`)?.textContent === 'read', LESSON);
  await page.waitUntil('the exercise to be marked as proved', (exercise) => document.querySelector(`[data-exercise="${exercise}"].proved .state`)?.textContent === 'proved', EXERCISE);
  await page.click(`[data-exercise="${EXERCISE}"]`);
  const workspace = new Workspace(page);
  await workspace.ready();
  expect(await workspace.text()).toBe(design());
  expect((await workspace.run()).word).toBe('Proved');
  // What was predicted before the first run stands beside what was measured, also when the learner comes back.
  expect(await page.text('.ws-said')).toMatch(/^You said .+ Run 1 measured /);
  await workspace.saved();
  await channel.arrived?.(page);
  expectQuiet(channel, page);
}

/** By the name of the course in the header, from wherever a channel has brought the learner. */
async function toMap(page: BrowserPage): Promise<void> {
  await page.waitFor('a.brand');
  if (!(await page.evaluate(() => document.querySelector('meta[name="page-kind"]')!.getAttribute('content') === 'home'))) await page.click('a.brand');
  await page.waitFor(`[data-lesson="${LESSON}"]`);
}

/** Every drawing of the lesson is there. */
async function expectDrawings(page: BrowserPage): Promise<void> {
  await lessonIsThere(page);
  const figures = await page.evaluate(() => [...document.querySelectorAll('main figure')].filter((figure) => figure.querySelector('svg, img')).map((figure) => [...figure.querySelectorAll('svg, img')].some((drawing) => drawing.getBoundingClientRect().height > 20)));
  expect(figures.length).toBeGreaterThan(0);
  expect(figures).not.toContain(false);
}

function expectQuiet({ mayReport }: OpenChannel, { seen }: BrowserPage): void {
  expect([...seen.errors, ...seen.violations].filter((line) => !CALLED_OFF.test(line) && mayReport?.test(line) !== true)).toEqual([]);
}
