import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { dataFile, dataFiles } from '../../src/site/build/data.ts';
import { soundContent } from '../../src/site/build/read-content.ts';
import { buildScripts, findScripts, type SiteFile } from '../../src/site/build/scripts.ts';
import { buildStyles } from '../../src/site/build/styles.ts';
import { siteFile } from '../../src/server/static/files.ts';
import { workerForm } from '../../src/site/build/worker-form.ts';

const root = process.cwd();
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a worker file', () => {
  const { before, after } = workerForm('sums');
  const file = `${before}self.sum = 1 + 2;${after}`;

  it('runs in a worker', () => {
    class WorkerGlobalScope {}
    const self: { [name: string]: unknown } = new (class extends WorkerGlobalScope {})() as never;
    runInNewContext(file, { self, WorkerGlobalScope });
    expect(self).toMatchObject({ sum: 3 });
    expect(self['nspWorkers']).toBeUndefined();
  });

  it('only registers in a page, and its registered program runs from its own text', () => {
    const page: { nspWorkers?: { [name: string]: () => void }; sum?: number } = {};
    runInNewContext(file, { self: page });
    expect(page.sum).toBeUndefined();
    const worker: { sum?: number } = {};
    runInNewContext(`(${page.nspWorkers!['sums']!.toString()})()`, { self: worker });
    expect(worker.sum).toBe(3);
  });
});

describe('data files', () => {
  it('assign their value under their key', () => {
    const self: { nspData?: { [key: string]: unknown } } = {};
    const file = dataFile('exercises/a', { text: 'line\u2028 </script>' });
    runInNewContext(text(file.bytes), { self });
    expect(file.path).toBe('data/exercises/a.js');
    expect(self.nspData).toEqual({ 'exercises/a': { text: 'line\u2028 </script>' } });
  });

  it('keep solutions apart from exercises, and mistakes out of everything', () => {
    const content = soundContent(root);
    const files = dataFiles(content.course, content.solutions);
    expect(content.solutions.length).toBeGreaterThan(0);
    expect(content.mistakes.length).toBeGreaterThan(0);
    for (const { source, exercise } of content.solutions) {
      const holders = files.filter((file) => text(file.bytes).includes(JSON.stringify(source).slice(1, -1))).map((file) => file.path);
      expect(holders).toEqual([`data/solutions/${exercise}.js`]);
    }
    for (const { source } of content.mistakes) {
      for (const file of files) expect(text(file.bytes)).not.toContain(JSON.stringify(source).slice(1, -1));
    }
  });
});

describe('questions as data', () => {
  it('each lesson has what its page asks, and the review has every question with the way to its lesson', () => {
    const { course, solutions } = soundContent(root);
    const self: { nspData?: { [key: string]: any } } = {};
    for (const file of dataFiles(course, solutions)) runInNewContext(text(file.bytes), { self });
    const lessons = course.modules.flatMap((module) => module.lessons);
    for (const lesson of lessons.filter((one) => one.asks.length + one.predictions.length > 0)) {
      const asked = self.nspData![`learn/${lesson.module}/${lesson.id}`];
      expect(asked.questions.map((one: { id: string }) => one.id).sort()).toEqual([...lesson.asks].sort());
      expect(asked.predictions).toEqual(lesson.predictions);
    }
    const review = self.nspData!['questions'] as { question: { id: string; lesson: string }; address: string }[];
    expect(review.map(({ question }) => question.id)).toEqual(lessons.flatMap((lesson) => lesson.questions.map(({ id }) => id)));
    expect(review.length).toBeGreaterThan(0);
    for (const { question, address } of review) expect(address).toMatch(new RegExp(`^[a-z-]+/${question.lesson}/index\\.html$`));
  });
});

describe('client files', () => {
  it('are classic scripts, one for each entry and worker', async () => {
    const files = await buildScripts(root, true);
    const scripts = files.filter((file) => file.path.endsWith('.js'));
    expect(scripts.map((file) => file.path).sort()).toEqual(findScripts(root).map(({ name, isWorker }) => `scripts/${name}${isWorker ? '.worker' : ''}.js`).sort());
    for (const { path, bytes } of scripts) {
      // As a browser parses a classic script: import and export would be syntax errors.
      expect(() => new Function(text(bytes)), path).not.toThrow();
    }
    // A page asks for its workers in the edition that the server knows them by, so the browser keeps them.
    const of = (path: string): SiteFile => scripts.find((file) => file.path === path)!;
    for (const name of ['grade', 'typecheck']) {
      const { hash } = siteFile('x.js', Buffer.from(of(`scripts/${name}.worker.js`).bytes));
      expect(text(of('scripts/workspace.js').bytes)).toContain(`${name}:"${hash.slice(0, 10)}"`);
    }
  });

  it('reach fonts and nothing else from style sheets', async () => {
    const site = (await buildStyles(root, true)).find((file) => file.path === 'styles/site.css')!;
    expect([...text(site.bytes).matchAll(/url\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['../fonts/recursive.woff2']);
  });
});
