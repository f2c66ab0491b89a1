// The book, as `nsp export --pdf` writes it, read with a library of its own: what a reader finds on which page.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressWithChromium } from '../../src/cli/export/press.ts';
import { makeBook, PAPERS } from '../../src/export/book/index.ts';
import { readFiles } from '../../src/export/files.ts';
import { soundContent } from '../../src/site/build/read-content.ts';
import { findBrowser } from './harness/find.ts';
import { dense, plain, readPdf, usualSize, type Pdf } from './harness/read-pdf.ts';
import { DIST } from './harness/site.ts';

const ROOT = join(import.meta.dirname, '../..');
const { course, solutions } = soundContent(ROOT);
const lessons = course.modules.flatMap((module) => module.lessons);
const exercises = lessons.flatMap((lesson) => lesson.exercises);
const noTicks = (text: string): string => text.replaceAll('`', '');
/** Points: below lies the number of a page, above its running head. */
const FOOT = 50;
const HEAD = 60;
const A4 = [595, 842];

const folder = mkdtempSync(join(tmpdir(), 'nsp-book-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(findBrowser('chromium') === null && process.env['NSP_REQUIRE'] !== '1')('the book', () => {
  let bytes: Buffer;
  let pdf: Pdf;
  /** Of each page, without white space. */
  let texts: string[];
  let firstOfSolutions: number;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['src/cli/launch.mjs', 'export', '--out', folder, '--pdf'], { cwd: ROOT });
    bytes = readFileSync(join(folder, 'no-single-point.pdf'));
    pdf = await readPdf(bytes);
    texts = pdf.pages.map(({ text }) => dense(text));
    firstOfSolutions = pdf.outline.find(({ title }) => title === 'Solutions and answers')!.page;
  }, 300_000);

  it('is written in place of the folder, within its budget, with title, language and tags, on A4', () => {
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual(['no-single-point.pdf']);
    expect(bytes.length).toBeLessThanOrEqual(15_000_000);
    expect(pdf).toMatchObject({ title: 'No Single Point', language: 'en', isTagged: true });
    for (const { width, height } of pdf.pages) expect([Math.round(width), Math.round(height)]).toEqual(A4);
  });

  it('has every lesson once as a heading, in order, with its number, on the page that the contents name', () => {
    const sections = lessons.map(({ number, title }) => `${number} ${title}`);
    const found = pdf.outline.filter(({ title }) => lessons.some((lesson) => title.endsWith(lesson.title)));
    expect(found.map(({ title }) => title)).toEqual(sections);
    const [first, end] = [pdf.outline.find(({ title }) => title === 'Contents')!.page, pdf.outline[1]!.page];
    const contents = texts.slice(first - 1, end - 1).join('');
    for (const { title, page } of pdf.outline.filter(({ depth, title: named }) => named !== 'Contents' && (depth === 1 || found.some((one) => one.title === named)))) {
      expect(contents).toContain(dense(title) + page);
      expect(texts[page - 1]).toContain(dense(title));
    }
  });

  it('numbers every page but the title, and has no page without a text', () => {
    for (const [at, { pieces, height }] of pdf.pages.entries()) {
      const foot = pieces.filter(({ y }) => y < FOOT).map(({ text }) => text.trim());
      expect(foot).toEqual(at === 0 ? [] : [String(at + 1)]);
      expect(pieces.filter(({ y }) => y >= FOOT && y < height - HEAD).length, `page ${at + 1}`).toBeGreaterThan(0);
    }
  });

  it('keeps all text inside its margins, in the size that it was set in', () => {
    expect(usualSize(pdf)).toBe(10.5);
    for (const [at, { pieces, width, height }] of pdf.pages.entries()) {
      const outside = pieces.filter(({ x, y, width: wide }) => x < 40 || x + wide > width - 40 || y < 20 || y > height - 20);
      expect(outside.map(({ text }) => text), `page ${at + 1}`).toEqual([]);
    }
  });

  it('never ends a page with a heading', () => {
    const headings = new Set(pdf.outline.map(({ title }) => dense(title)));
    const lastLines = pdf.pages.map(({ pieces }) => {
      const body = pieces.filter(({ y }) => y >= FOOT);
      const low = Math.min(...body.map(({ y }) => y));
      return dense(body.filter(({ y }) => Math.abs(y - low) < 3).map(({ text }) => text).join(''));
    });
    expect(lastLines.filter((line) => headings.has(line) && !line.startsWith('Section'))).toEqual([]);
  });

  /** Where a text stands: before the chapter of solutions, in it or after, or both. */
  const placesOf = (text: string): string[] => {
    const wanted = dense(noTicks(text));
    return [['before', texts.slice(0, firstOfSolutions - 1)], ['after', texts.slice(firstOfSolutions - 1)]].flatMap(([place, pages]) => ((pages as string[]).some((page) => page.includes(wanted)) ? [place as string] : []));
  };

  it('has each exercise with lines to write on, and its hints and solutions at the end and not before', () => {
    for (const { title, goals, hints, id } of exercises) {
      const task = pdf.outline.find((one) => one.title === `Exercise ${noTicks(title)}`)!;
      expect(task.page).toBeLessThan(firstOfSolutions);
      expect(placesOf(goals[0]!), id).toEqual(['before']);
      // Its first line: a hint may go over to the next page.
      for (const hint of hints) expect(placesOf(hint.slice(0, 50)), hint).toEqual(['after']);
      const own = solutions.filter(({ exercise }) => exercise === id);
      expect(own.length).toBeGreaterThan(0);
      for (const [at, solution] of own.entries()) expect(placesOf(`Solution ${at + 1}. ${solution.title}`.slice(0, 60)), solution.title).toEqual(['after']);
    }
    expect(pdf.pages.flatMap(({ pieces }) => pieces).filter(({ text, size }) => text === 'Your design' && size < 9.5).length).toBe(exercises.length);
  });

  it('asks every question without its answer, which stands at the end', () => {
    for (const question of lessons.flatMap((lesson) => lesson.questions.filter(({ id }) => lesson.asks.includes(id)))) {
      expect(placesOf(question.why.slice(0, 70)), question.id).toEqual(['after']);
    }
  });

  it('begins what happened on a page after its prediction', () => {
    const happened = pdf.pages.flatMap(({ pieces, height }, at) => pieces.filter(({ text }) => text === 'What happened' && pieces.some(({ size }) => size < 9.5)).map(({ y, size }) => ({ at, y, size, height })));
    const labels = happened.filter(({ size }) => size < 9.5);
    expect(labels.length).toBe(lessons.flatMap(({ predictions }) => predictions).length);
    for (const { y, height } of labels) expect(y).toBeGreaterThan(height - 90);
  });

  it('has every address that a lesson links to as a note at the foot of a page, as a link', () => {
    for (const { module, id, number } of lessons) {
      const html = readFileSync(join(DIST, module, id, 'index.html'), 'utf8');
      const article = html.slice(html.indexOf('<article'), html.indexOf('</article>'));
      const links = [...article.matchAll(/<a href="(https?:[^"]+)"/g)].map((match) => match[1]!.replaceAll('&amp;', '&'));
      const section = pdf.outline.findIndex(({ title }) => title.startsWith(`${number} `));
      const end = pdf.outline.slice(section + 1).find(({ depth }) => depth <= 2)!.page;
      const pages = pdf.pages.slice(pdf.outline[section]!.page - 1, end - 1);
      for (const link of links) {
        const page = pages.find(({ addresses, pieces }) => addresses.includes(link) && pieces.some(({ text, size }) => size < 9 && link.startsWith(plain(text)) && plain(text).length > 8));
        expect(page, `${number} ${link}`).toBeDefined();
      }
    }
  });

  it('is the same byte for byte when it is made again', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const again = await makeBook(readFiles(DIST), course, { version, isPart: false, paper: PAPERS.A4 }, pressWithChromium);
    expect(Buffer.compare(Buffer.from(again), bytes)).toBe(0);
  });

  it('is not begun where there is no Chromium', async () => {
    const failed = await promisify(execFile)(process.execPath, ['src/cli/launch.mjs', 'export', '--out', folder, '--pdf'], { cwd: ROOT, env: { ...process.env, CHROME_PATH: '/nowhere/chrome' } }).catch((error: { code: number; stderr: string }) => error);
    expect(failed).toMatchObject({ code: 1, stderr: 'The book is printed with Chromium, and there is no /nowhere/chrome. Set CHROME_PATH to a Chromium or Chrome, or take it away.\n' });
  });
});
