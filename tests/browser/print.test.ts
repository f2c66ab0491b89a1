// What both browsers print of the course's pages, with a dark theme on the screen: read in the PDF.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { soundContent } from '../../src/site/build/read-content.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import type { BrowserPage } from './harness/page.ts';
import { dense, readPdf, usualSize, type Pdf } from './harness/read-pdf.ts';
import { openSite, type Site } from './harness/site.ts';

const { course } = soundContent(process.cwd());
const lessons = course.modules.flatMap((module) => module.lessons);
/** One with everything that a lesson can have: predictions, a curve, charts, diagrams, questions, an exercise, links that leave the course. */
const lesson = lessons.find(({ measured, exercises, predictions, asks }) => measured.curves.length > 0 && exercises.length > 0 && predictions.length > 0 && asks.length > 0)!;
const exercise = lesson.exercises[0]!;
const noTicks = (text: string): string => text.replaceAll('`', '');
/** Words of the site's frame and of its controls. */
const FRAME = ['Course map', 'Search', 'Skip to content', 'What you write is saved', 'Compare with the run', 'Open the workspace', 'On this page', 'Previous', 'Choose one'];

describeInBrowsers('paper', (tabs) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite('http');
  });
  afterAll(() => site.close());

  const printed = (path: string, ready: (page: BrowserPage) => Promise<void> = async () => undefined): Promise<Pdf> => tabs.withPage({ theme: 'dark' }, async (page) => {
    await page.open(site.url(path));
    await page.waitUntil('the fonts', () => document.fonts.status === 'loaded', null);
    await ready(page);
    // Firefox writes only the default of a variable font so that its letters can be read again.
    if (tabs.name === 'firefox') await page.evaluate(() => document.head.insertAdjacentHTML('beforeend', '<style>*, *::before, *::after { font-weight: 400 !important; font-variation-settings: normal !important; }</style>'));
    return readPdf(await page.printed());
  });
  const textOf = (pdf: Pdf): string => dense(pdf.pages.map(({ text }) => text).join(' '));
  /** Nothing beyond the edges of the paper; every page has a text. */
  const isWhole = ({ pages }: Pdf): void => {
    for (const [at, { pieces, width }] of pages.entries()) {
      expect(pieces.length, `page ${at + 1}`).toBeGreaterThan(0);
      expect(pieces.filter(({ x, width: wide }) => x < 20 || x + wide > width - 20).map(({ text }) => text), `page ${at + 1}`).toEqual([]);
    }
  };

  it('a lesson: its text with boxes and blanks, addresses as notes, answers at its end', async () => {
    const pdf = await printed(`${lesson.module}/${lesson.id}/index.html`);
    isWhole(pdf);
    expect(usualSize(pdf)).toBe(10.5);
    const text = textOf(pdf);
    expect(FRAME.filter((words) => text.includes(dense(words)))).toEqual([]);
    // Folds are open: a curve's table, and what happened after a prediction.
    expect(text).toContain(dense('Curve as a table'));
    expect(text).toContain(dense(lesson.measured.curves[0]!.x));
    const end = text.lastIndexOf('Answers');
    for (const id of lesson.asks) {
      const { ask, why } = lessons.flatMap(({ questions }) => questions).find((one) => one.id === id)!;
      expect(text.indexOf(dense(noTicks(ask)).slice(0, 24)), ask).toBeLessThan(end);
      const at = text.indexOf(dense(noTicks(why)).slice(0, 40));
      expect(at, why).toBeGreaterThan(end);
    }
    const addresses = [...new Set(pdf.pages.flatMap((page) => page.addresses))].filter((address) => address.startsWith('https://'));
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(text).toContain(dense(address));
    // A heading that is alone at the foot of its page is the last and the largest text there.
    for (const { pieces } of pdf.pages.slice(0, -1)) {
      const body = pieces.filter(({ y }) => y > 60);
      const low = Math.min(...body.map(({ y }) => y));
      expect(body.filter(({ y, size }) => y - low < 2 && size > 12).map((piece) => piece.text)).toEqual([]);
    }
    expect(pdf.pages.every(({ pieces }, at) => pieces.some(({ text: said, y }) => y < 60 && said.trim() === String(at + 1)))).toBe(tabs.name === 'chromium');
  });

  it('an exercise, after its workspace is there: the task and the file as it is handed out, no hint', async () => {
    const pdf = await printed(`exercises/${exercise.id}/index.html`, (page) => page.waitFor('nsp-workspace .ws'));
    isWhole(pdf);
    const text = textOf(pdf);
    expect(FRAME.filter((words) => text.includes(dense(words)))).toEqual([]);
    for (const said of [exercise.title, ...exercise.story, ...exercise.goals, 'Your design']) expect(text).toContain(dense(noTicks(said)));
    for (const line of exercise.starter.split('\n').map(dense).filter((one) => one !== '')) expect(text).toContain(line);
    for (const hint of exercise.hints) expect(text).not.toContain(dense(noTicks(hint)).slice(0, 30));
    expect(pdf.pages.length).toBeLessThanOrEqual(3);
  });

  it('the glossary: every word with its meaning', async () => {
    const pdf = await printed('glossary/index.html');
    isWhole(pdf);
    const text = textOf(pdf);
    for (const { term, meaning } of course.glossary) {
      expect(text, term).toContain(dense(term));
      expect(text.includes(dense(noTicks(meaning)).slice(0, 20)), term).toBe(true);
    }
  });
});
