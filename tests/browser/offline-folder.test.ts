// The exported folder, as somebody has it who unpacks the zip: everything of the course works, and nothing is asked for outside the folder.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDisk, describeOnDisks, removeDisks } from '../server/faults/lab/disk.ts';
import { answerEverything } from './harness/answers.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { openClass } from './harness/class-server.ts';
import type { BrowserPage } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { lessonIsThere } from './harness/reading.ts';
import { savedProgress } from './harness/saved-progress.ts';
import type { Site } from './harness/site.ts';
import { builtExercise } from './harness/submissions.ts';
import { keepCourse } from './harness/kept-app.ts';
import { onPlainServer, unzipped, type Unzipped } from './harness/unzipped.ts';
import { openFromLesson, Workspace } from './harness/workspace.ts';

const EXERCISE = 'weights';
const LESSON = 'load-balancing/round-robin-and-weights';
const [OLD, FIXED] = ["new: { to: 'newApp' }", "new: { to: 'newApp', weight: 2 }"];

let course: Unzipped;
beforeAll(async () => {
  course = await unzipped();
}, 120_000);
afterAll(async () => {
  await course.close();
  removeDisks();
});

/** From the map to the lesson: diagrams show, and what it asks is answered. */
async function readLesson(page: BrowserPage, site: Site): Promise<void> {
  await page.open(site.url('index.html'));
  await page.click(`[data-lesson="${LESSON}"]`);
  await lessonIsThere(page);
  const drawings = await page.evaluate(() => [...document.querySelectorAll('main figure')].map((figure) => [...figure.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 40).length));
  expect(drawings.length).toBeGreaterThan(1);
  expect(Math.min(...drawings.filter((_, at) => at < 2))).toBe(1);
  await answerEverything(page);
}

/** The editor knows the words of a design: its worker runs, though no file may start one here. */
async function completes(workspace: Workspace): Promise<void> {
  const { page } = workspace;
  await workspace.goToEditor();
  await workspace.typeOver(OLD, "new: { to: 'newApp', we }");
  await page.press('ArrowLeft');
  await page.press('ArrowLeft');
  await page.press('Control+ ');
  await page.waitUntil('the suggestion "weight"', () => [...document.querySelectorAll('.suggest-widget.visible .monaco-list-row')].some((row) => row.textContent!.includes('weight')), null);
  await page.press('Escape');
  await workspace.put(builtExercise(EXERCISE).starter);
}

/** Fails, looks at the replay and the fault matrix, mends it, and proves it. */
async function proves(workspace: Workspace): Promise<void> {
  const { page } = workspace;
  expect((await workspace.run()).word).toBe('Not proved');
  expect(await page.text('.chk-item.open .why')).toMatch(/line \d+/);
  await page.waitUntil('the replay', () => document.querySelector('.sb-thumb') !== null, null);
  await page.evaluate(() => document.querySelector<HTMLElement>('.sb-thumb')!.focus());
  await page.press('Home');
  const start = await page.evaluate(() => document.querySelector('.sb-thumb')!.getAttribute('aria-valuetext'));
  await page.press('ArrowRight');
  expect(await page.evaluate(() => document.querySelector('.sb-thumb')!.getAttribute('aria-valuetext'))).not.toBe(start);
  await workspace.put(builtExercise(EXERCISE).starter.replace(OLD, FIXED));
  expect((await workspace.run()).word).toBe('Proved');
  await page.waitUntil('the fault matrix', () => document.querySelector('.mx')?.getAttribute('aria-busy') === 'false', null);
  await workspace.saved();
}

async function searches(page: BrowserPage, site: Site): Promise<void> {
  await page.open(site.url('glossary/index.html'));
  await page.click('.find');
  await page.waitFor('dialog.search input[type=text]');
  await page.type('split brain');
  await page.waitFor('.search-list a');
  expect(await page.evaluate(() => document.querySelectorAll('.search-list a').length)).toBeGreaterThan(1);
}

/** Hands a field a file as if it had been chosen. */
const chooseFile = (page: BrowserPage, selector: string, text: string): Promise<void> => page.evaluate(([field, content]) => {
  const files = new DataTransfer();
  files.items.add(new File([content!], 'saved.json', { type: 'application/json' }));
  const input = document.querySelector<HTMLInputElement>(field!)!;
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}, [selector, text]);

const proved = (page: BrowserPage, many: number): Promise<unknown> => page.waitUntil(`${many} proved`, (wanted) => new RegExp(`${wanted} of \\d+ exercises? proved`).test(document.querySelector('.progress h1')!.textContent!), many);

/** Saves progress to a file, deletes it, and takes it back from the file; gives the file's text. */
async function takesProgressAlong(page: BrowserPage, site: Site): Promise<string> {
  await page.open(site.url('progress/index.html'));
  await proved(page, 1);
  const text = await savedProgress(page);
  await page.click('.transfer section:nth-of-type(2) .btn');
  await page.click('.ask .btn.p');
  await proved(page, 0);
  await chooseFile(page, '#file', text);
  await page.click('.inside .btn.p');
  await proved(page, 1);
  return text;
}

/** As the browser prints it. Both drivers have it, each behind our page interface. */
async function prints(page: BrowserPage, site: Site): Promise<void> {
  await page.open(site.url(`${LESSON}/index.html`));
  const pdf = await (page as unknown as { page: { pdf(options: { format: 'A4' }): Promise<Uint8Array> } }).page.pdf({ format: 'A4' });
  expect(Buffer.from(pdf).toString('latin1', 0, 5)).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(30_000);
}

/** The control: a request that leaves the folder is counted, from file:// too, though Firefox' driver tells of none of a page's own files there. */
async function countsWhatLeaves(page: BrowserPage, site: Site): Promise<void> {
  const elsewhere = createServer((_, response) => void response.end());
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/elsewhere.svg`;
  await page.evaluate((address) => new Promise((done) => {
    const image = new Image();
    image.addEventListener('error', done);
    image.src = address;
  }), url);
  expect(() => expectQuiet(page, site)).toThrow(expect.objectContaining({ actual: expect.objectContaining({ foreign: [url] }) }));
  elsewhere.close();
}

/** What must work wherever the folder lies: scripts, workers, data, search. */
async function quickLook(page: BrowserPage, site: Site): Promise<void> {
  await readLesson(page, site);
  await openFromLesson(page, EXERCISE);
  const workspace = new Workspace(page);
  await workspace.ready();
  await workspace.put(builtExercise(EXERCISE).starter.replace(OLD, FIXED));
  expect((await workspace.run()).word).toBe('Proved');
  await workspace.saved();
  await searches(page, site);
  await page.open(site.url('progress/index.html'));
  await proved(page, 1);
  expectQuiet(page, site);
}

describeInBrowsers('the unzipped folder', (tabs) => {
  it('opened by double-click: the whole course in one visit, and its file handed in to a class', () => tabs.withPage({}, async (page) => {
    await readLesson(page, course);
    await openFromLesson(page, EXERCISE);
    const workspace = new Workspace(page);
    await workspace.ready();
    await completes(workspace);
    await proves(workspace);
    await searches(page, course);
    const file = await takesProgressAlong(page, course);
    await prints(page, course);
    expectQuiet(page, course);
    await countsWhatLeaves(page, course);

    const group = await openClass({ modules: [{ module: 'load-balancing', opensMs: null, dueMs: null, lateMs: 0, latePct: 0 }] });
    try {
      await handsIn(page, group, file);
      const { submissions } = await group.teach<{ submissions: { exercise: string; grade: { points: number } | null }[] }>('GET', `/cohorts/${group.cohort}/submissions?limit=100`);
      expect(submissions.map(({ exercise, grade }) => [exercise, grade?.points])).toContainEqual([EXERCISE, 100]);
    } finally {
      await group.end();
    }
  }));

  it('on a plain web server, under an odd path; kept from there, it opens without the server', () => tabs.withPage({}, async (page) => {
    const site = await onPlainServer(course.folder);
    await quickLook(page, site);
    await keepCourse(page, site);
    await site.close();
    await page.open(site.url('replication/how-replication-works/index.html'));
    expect(await page.text('h1')).toBe('What a replica gives and what it does not');
  }));

  describeOnDisks('on a medium', () => {
    it('that cannot be written to', () => tabs.withPage({}, async (page) => {
      const disk = createDisk(64);
      const site = await unzipped({ into: disk.path });
      execFileSync('mount', ['-o', 'remount,ro', disk.path]);
      expect(() => execFileSync('touch', [`${site.folder}/written`], { stdio: 'ignore' })).toThrow();
      await quickLook(page, site);
      disk.remove();
    }));
  });
});

/** Joins a class, and hands in what the file holds. */
async function handsIn(page: BrowserPage, group: Awaited<ReturnType<typeof openClass>>, file: string): Promise<void> {
  await page.open(group.url(`join/index.html#code=${group.code}`));
  await page.waitFor('#pseudonym');
  await page.click('.ways form:first-child [type="submit"]');
  await page.waitFor('.big-code');
  await page.click('#kept');
  await page.click('.onward [type="submit"]');
  await page.waitUntil('the field for a file', () => document.querySelector<HTMLInputElement>('#earlier-file')?.disabled === false, null);
  await chooseFile(page, '#earlier-file', file);
  await page.waitFor('.offered');
  await page.click('.offered .btn.p');
  await page.waitUntil('the grade', () => document.querySelector('.grades')?.textContent!.includes('passed'), null);
}
