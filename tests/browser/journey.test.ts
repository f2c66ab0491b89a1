// One learner's way: read, run the starter and fail, read why, fix, pass, reload, still there.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers } from './harness/browsers.ts';
import type { BrowserPage } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { FORMS, openSite, pageOf, type Site } from './harness/site.ts';
import { builtExercise } from './harness/submissions.ts';
import { openFromLesson, Workspace } from './harness/workspace.ts';

const EXERCISE = 'weights';
const LESSON = new URL('../../content/load-balancing/round-robin-and-weights/lesson.mdx', import.meta.url);
const TITLE = /^title: (.*)$/m.exec(readFileSync(LESSON, 'utf8'))![1];
const OLD = "new: { to: 'newApp' }";
const FIXED = "new: { to: 'newApp', weight: 2 }";

/** The page's text reads without help: heading, prose and every diagram with its words. */
async function expectReadable(page: BrowserPage): Promise<void> {
  const seen = await page.evaluate(() => {
    const visible = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      return width > 40 && height > 20;
    };
    // A figure may hold a wide and a narrow drawing; one of them shows.
    const figures = [...document.querySelectorAll('main figure')].filter((figure) => figure.querySelector('svg, img') !== null);
    const shown = figures.map((figure) => [...figure.querySelectorAll('svg, img')].filter(visible));
    const nameOf = (drawing: Element): string => drawing.querySelector('title, desc')?.textContent ?? drawing.getAttribute('alt') ?? drawing.getAttribute('aria-label') ?? '';
    return {
      heading: document.querySelector('h1')!.textContent!.trim(),
      paragraphs: [...document.querySelectorAll('main p')].filter(visible).length,
      diagrams: figures.length,
      hidden: shown.filter((drawings) => drawings.length === 0).length,
      unnamed: shown.flat().filter((drawing) => nameOf(drawing) === '').length,
    };
  });
  expect(seen).toMatchObject({ heading: TITLE, hidden: 0, unnamed: 0 });
  expect(seen.paragraphs).toBeGreaterThan(10);
  expect(seen.diagrams).toBeGreaterThan(0);
}

/** The starter fails, and says why in a sentence and with a line. */
async function failAndReadWhy(workspace: Workspace): Promise<void> {
  const failed = await workspace.run();
  expect(failed.word).toBe('Not proved');
  expect(failed.sentence.length).toBeGreaterThan(20);
  const why = await workspace.page.text('.chk-item.open .why');
  expect(why).toContain(builtExercise(EXERCISE).diagnoses.find(({ id }) => id === 'equal-turns')!.say.split('. ')[0]);
  expect(why).toMatch(/\d/);
  expect(why).toMatch(/line \d+/);
}

describeInBrowsers('journey', (tabs) => {
  describe.each(FORMS)('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());

    it('from the lesson to a passed exercise, and back after a reload', () => tabs.withPage({}, async (page) => {
      await page.open(site.url(pageOf('lesson', 'round-robin-and-weights').path));
      await expectReadable(page);
      await openFromLesson(page, EXERCISE);
      const workspace = new Workspace(page);
      await workspace.ready();
      expect(await workspace.text()).toBe(builtExercise(EXERCISE).starter);
      await failAndReadWhy(workspace);
      await workspace.goToEditor();
      await workspace.typeOver(OLD, FIXED);
      const passed = await workspace.run();
      expect(passed.word).toBe('Proved');
      await workspace.saved();
      await page.reload();
      await workspace.ready();
      expect(await workspace.text()).toBe(builtExercise(EXERCISE).starter.replace(OLD, FIXED));
      expect(await workspace.verdict()).toEqual(passed);
      expectQuiet(page, site);
    }));

    it('with a finger at 390 px: a text area, the same verdicts', () => tabs.withPage({ width: 390, height: 844, touch: true }, async (page) => {
      await page.open(site.url(pageOf('exercise', EXERCISE).path));
      const workspace = new Workspace(page);
      await workspace.ready();
      await failAndReadWhy(workspace);
      expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-verdict'))).toBe(true);
      await workspace.show('Editor');
      await page.click('.ed-area');
      await workspace.typeOver(OLD, FIXED);
      expect(await page.evaluate(() => document.querySelector('.ed-monaco')!.childElementCount)).toBe(0);
      const passed = await workspace.run();
      expect(passed.word).toBe('Proved');
      await workspace.show('Editor');
      await workspace.saved();
      await page.reload();
      await workspace.ready();
      expect(await workspace.text()).toBe(builtExercise(EXERCISE).starter.replace(OLD, FIXED));
      expect(await workspace.verdict()).toEqual(passed);
      expectQuiet(page, site);
    }));

    it('reads without JavaScript', () => tabs.withPage({ javaScript: false }, async (page) => {
      await page.open(site.url(pageOf('lesson', 'round-robin-and-weights').path));
      await expectReadable(page);
      const link = await page.evaluate((exercise) => [...document.querySelectorAll('main a')].map((a) => (a as HTMLAnchorElement).href).find((href) => href.includes(`/${exercise}/`)), EXERCISE);
      await page.open(link!);
      expect(await page.text('main')).toContain(builtExercise(EXERCISE).goals[0]!.slice(0, 20));
    }));
  });
});
