import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../src/cli/content.ts';
import { partOf, scopeOf } from '../../src/cli/export/part.ts';
import { folderWith, nsp, ROOT } from './shell.ts';

/** Nothing may be written where the command was used in a wrong way. */
const OUT = join(tmpdir(), `nsp-export-unused-${process.pid}`);

describe('nsp export', () => {
  it.each([
    [[], 'Say where to write: --out DIR.'],
    [['--out', ''], 'Say where to write: --out DIR.'],
    [['--out', 'src'], '--out is src, which belongs to the course itself. Give a folder of its own'],
    [['--out', OUT, '--modules', 'replicatoin'], 'There is no module replicatoin; did you mean replication? There is foundations, load-balancing, redundancy, replication.'],
    [['--out', OUT, '--modules', ','], 'Name at least one module: foundations,'],
    [['--out', OUT, '--lessons', 'replication'], 'There is no lesson replication. There is one-request-through-three-servers,'],
    [['--out', OUT, '--modules', 'replication', '--lessons', 'queues-and-headroom'], 'Give --modules or --lessons, not both.'],
    [['--out', OUT, '--lms', 'scorm'], 'There are no packages for scorm'],
    [['--out', OUT, '--pdf', '--paper', 'A5'], '--paper is A5; there is A4, letter.'],
    [['--out', OUT, '--module', 'replication'], "Unknown option '--module'"],
  ])('%j: exit code 2, a sentence, and nothing is written', async (args, sentence) => {
    const { code, out, err } = await nsp(['export', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(existsSync(OUT)).toBe(false);
  });

  it('says that a module has no lesson yet', async () => {
    const root = folderWith({ 'content/course.yaml': 'title: A course\nmodules:\n  - id: one\n    title: One\n    summary: Does it.\n    lessons: []\n' });
    expect(await nsp(['export', '--out', OUT, '--modules', 'one'], root)).toMatchObject({ code: 2, err: 'There is no lesson yet in what you chose.' });
  });

  it('stops before it writes anything when content is broken', async () => {
    const root = folderWith({ 'content/course.yaml': 'title: A course\n' });
    const { code, err } = await nsp(['export', '--out', OUT], root);
    expect([code, existsSync(OUT)]).toEqual([1, false]);
    expect(err).toMatch(/^content\/course\.yaml:\d+: /);
  });
});

describe('a part and its scope', async () => {
  const course = (await compileContent(ROOT)).course!;

  it('has one name, whatever order its parts are named in, and however often', () => {
    expect(partOf(course, { modules: 'replication, redundancy,redundancy' })).toMatchObject({ name: 'no-single-point-redundancy+replication', lessons: ['two-ways-to-use-two', 'how-replication-works'] });
    expect(partOf(course, {})).toMatchObject({ name: 'no-single-point', lessons: null });
  });

  it('begins at the map, or at the lesson where there is only one', () => {
    expect(scopeOf(partOf(course, {}))).toMatchObject({ id: 'no-single-point', title: 'No Single Point', start: 'index.html' });
    const scope = scopeOf(partOf(course, { lessons: 'two-ways-to-use-two' }));
    expect(scope).toMatchObject({ id: 'no-single-point-two-ways-to-use-two', title: 'No Single Point: Active-active and active-passive', start: 'redundancy/two-ways-to-use-two/index.html' });
    expect(scope.lessons.map(({ id, exercises }) => [id, exercises.map((exercise) => exercise.id)])).toEqual([['redundancy/two-ways-to-use-two', ['say-what-you-mean', 'n-plus-one']]]);
  });
});
