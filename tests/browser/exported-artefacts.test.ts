// What `nsp export` writes, file by file: sizes, names, notices, links of the whole and of every part. No browser: only the built site is needed.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, readFiles, type Files } from '../../src/export/files.ts';
import { soundContent } from '../../src/site/build/read-content.ts';
import { readZip } from '../export/read-zip.ts';
import { exported } from './harness/unzipped.ts';

const MB = 1_000_000;
const { course } = soundContent(process.cwd());
const LESSON = 'two-ways-to-use-two';
const PARTS = [...course.modules.filter((module) => module.lessons.length > 0).map(({ id }) => ['--modules', id] as const), ['--lessons', LESSON] as const];
const lessons = course.modules.flatMap((module) => module.lessons);
const chosen = ([option, id]: readonly [string, string]) => lessons.filter((lesson) => (option === '--modules' ? lesson.module : lesson.id) === id);

let whole: { out: string; said: string; remove(): void };
let folder: Files;
let zip: Buffer;
beforeAll(async () => {
  whole = await exported();
  folder = readFiles(join(whole.out, 'no-single-point'));
  zip = readFileSync(join(whole.out, 'no-single-point.zip'));
}, 120_000);
afterAll(() => whole.remove());

const textOf = (files: Files, path: string): string => new TextDecoder().decode(files.get(path));

/** `page → address` of every link and source in HTML that leads to no file. */
function brokenLinks(files: Files): string[] {
  return [...files.keys()].filter((path) => path.endsWith('.html')).flatMap((path) => {
    const html = textOf(files, path);
    return [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address]) => address!).filter((address) => !/^(https:|data:|mailto:)/.test(address)).filter((address) => {
      const [file = '', anchor] = address.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      return !files.has(target) || (anchor !== undefined && target.endsWith('.html') && !textOf(files, target).includes(`id="${anchor}"`));
    }).map((address) => `${path} → ${address}`);
  });
}

/** What a data file assigns. */
const dataOf = (files: Files, path: string): unknown => JSON.parse(textOf(files, path).replace(/^.*?\]=/, '').replace(/;\s*$/, ''));

describe('the exported folder', () => {
  it('keeps to its sizes: 22 MB unpacked, 6 MB as a zip', () => {
    console.log(`folder ${(bytesOf(folder) / MB).toFixed(1)} MB in ${folder.size} files, zip ${(zip.length / MB).toFixed(1)} MB`);
    expect(bytesOf(folder)).toBeLessThanOrEqual(22 * MB);
    expect(zip.length).toBeLessThanOrEqual(6 * MB);
    expect(whole.said).toContain(`no-single-point.zip  ${(zip.length / MB).toFixed(1)} MB`);
  });

  it('and its zip hold the same, and the same course gives the same bytes', async () => {
    expect(readZip(zip).map(({ path, bytes }) => [path, bytes.length])).toEqual([...folder].map(([path, bytes]) => [`no-single-point/${path}`, bytes.length]));
    const again = await exported();
    expect(Buffer.compare(zip, readFileSync(join(again.out, 'no-single-point.zip')))).toBe(0);
    again.remove();
  });

  it('has names that every system takes', () => {
    for (const { path } of readZip(zip)) {
      expect(path.length, path).toBeLessThanOrEqual(150);
      for (const step of path.split('/')) {
        // Windows refuses these characters, a dot or space at the end, and names of devices; two names may not differ in case alone.
        expect(step, path).toMatch(/^[^<>:"\\|?*\x00-\x1f]*[^<>:"\\|?*\x00-\x1f. ]$/);
        expect(step, path).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      }
    }
    expect(new Set([...folder.keys()].map((path) => path.toLowerCase())).size).toBe(folder.size);
  });

  it('has no link that leads nowhere, and nothing of a class', () => {
    expect(brokenLinks(folder)).toEqual([]);
    expect([...folder.keys()].filter((path) => /^(teach|join|class)\/|(class|teach)\.(js|css)$|package-|launch/.test(path))).toEqual([]);
  });

  it('says whose work is in it: every package with its version and its licence, and no other', () => {
    const notices = textOf(folder, 'THIRD-PARTY-NOTICES.txt').replaceAll('\r\n', '\n');
    const sections = notices.split(`\n${'='.repeat(78)}\n`).slice(1);
    const named = new Map(sections.map((section) => [/^\S+/.exec(section)![0], section]));
    // What learners meet: the editor, the sandbox, the parser, the template library, search, drawing, packing, the font.
    for (const name of ['monaco-editor', 'typescript', 'quickjs-emscripten-core', 'ts-blank-space', 'valibot', 'lit-html', 'minisearch', 'mermaid', 'd3-selection', '@fontsource-variable/recursive']) expect([...named.keys()]).toContain(name);
    for (const [name, section] of named) {
      const { version } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as { version: string };
      expect(section.startsWith(`${name} ${version}`), section.slice(0, 80)).toBe(true);
      expect(section.length, name).toBeGreaterThan(400);
      const files = /^In: (.*)$/m.exec(section)![1]!.split(', ');
      expect(files.some((path) => folder.has(path)), name).toBe(true);
    }
    expect(textOf(folder, 'LICENSE')).toContain('MIT License');
    expect(textOf(folder, 'LICENSE-content.txt')).toContain('CC BY 4.0');
  });
});

describe('packages for learning systems', () => {
  it('keep to their size: 6 MB each', async () => {
    const { out, remove } = await exported(['--lms', 'scorm-1.2,scorm-2004,cmi5']);
    const names = readdirSync(out).filter((name) => name.endsWith('.zip')).sort();
    expect(names).toEqual(['no-single-point-cmi5.zip', 'no-single-point-scorm-1.2.zip', 'no-single-point-scorm-2004.zip']);
    for (const name of names) {
      const bytes = readFileSync(join(out, name));
      console.log(`${name} ${(bytes.length / MB).toFixed(1)} MB`);
      expect(bytes.length, name).toBeLessThanOrEqual(6 * MB);
      expect(readZip(bytes).map(({ path }) => path)).toContain('launch.html');
    }
    remove();
  });
});

describe.each(PARTS)('a part: %s %s', (...part) => {
  const own = chosen(part);
  let files: Files;
  beforeAll(async () => {
    const { out, remove } = await exported(part);
    files = readFiles(join(out, `no-single-point-${part[1]}`));
    remove();
  }, 120_000);

  it('has its lessons, exercises and data, and no others; no link leads nowhere', () => {
    const pages = (kind: RegExp): string[] => [...files.keys()].filter((path) => kind.test(path)).sort();
    const modules = course.modules.map(({ id }) => id).join('|');
    const exercises = own.flatMap((lesson) => lesson.exercises.map(({ id }) => id)).sort();
    expect(pages(new RegExp(`^(?:${modules})/`))).toEqual(own.map(({ module, id }) => `${module}/${id}/index.html`).sort());
    expect(pages(/^exercises\//)).toEqual(exercises.map((id) => `exercises/${id}/index.html`));
    for (const kind of ['exercises', 'solutions']) expect(pages(new RegExp(`^data/${kind}/`))).toEqual(exercises.map((id) => `data/${kind}/${id}.js`));
    expect(brokenLinks(files)).toEqual([]);
  });

  it('asks every question of its lessons, and finds only what is in it', () => {
    const questions = dataOf(files, 'data/questions.js') as { question: { id: string }; address: string }[];
    expect(questions.map(({ question }) => question.id)).toEqual(expect.arrayContaining(own.flatMap(({ asks }) => asks)));
    const found = dataOf(files, 'data/search.js') as { address: string }[];
    expect(found.length).toBeGreaterThan(50);
    expect([...questions, ...found].map(({ address }) => address.split('#')[0]!).filter((path) => !files.has(path))).toEqual([]);
  });

  it('numbers lessons as the whole course does, and names those it leaves out', () => {
    for (const { module, id, number, title, prerequisites } of own) {
      const html = textOf(files, `${module}/${id}/index.html`);
      expect(html).toContain(`${number} ${title}`.replaceAll('’', '&#8217;').replaceAll("'", '&#39;').slice(0, 12));
      for (const left of lessons.filter((lesson) => prerequisites.includes(lesson.id) && !own.includes(lesson))) {
        expect(html).toContain(`${left.number} ${left.title}`);
        expect(html).not.toContain(`${left.module}/${left.id}/index.html`);
      }
    }
    if (!own.some(({ id }) => id === LESSON)) expect(textOf(files, 'our-own-deployment/index.html')).toContain('Two ways to use two (lesson 3.1, not in this part)');
  });
});
