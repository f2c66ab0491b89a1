import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, copyOfContent, folderWith, nsp } from './shell.ts';

const WEIGHTS = join(ROOT, 'content/load-balancing/round-robin-and-weights/weights');
const STARTER = join(WEIGHTS, 'starter.ts');
const SOLUTION = join(WEIGHTS, 'solutions/proportional-weights.ts');

const file = (text: string): string => join(folderWith({ 'design.ts': text }), 'design.ts');

describe('nsp grade', () => {
  it('passes a solution with exit code 0', async () => {
    const { code, out, err } = await nsp(['grade', 'weights', SOLUTION]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Proved');
  });

  it('fails the starter with exit code 1, and says why', async () => {
    const { code, out, err } = await nsp(['grade', 'weights', STARTER]);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('Not proved yet');
    expect(out).toContain('at least 99.9 %');
  });

  it('prints the report and nothing else with --json, the same every time', async () => {
    const first = await nsp(['grade', 'weights', STARTER, '--json']);
    expect(first).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(first.out)).toMatchObject({ format: 1, exercise: 'weights', status: 'fail', stage: 'check' });
    expect(first.out).not.toContain('\n');
    expect((await nsp(['grade', '--json', 'weights', STARTER])).out).toBe(first.out);
    expect((await nsp(['grade', 'weights', SOLUTION, '--json'])).code).toBe(0);
  });

  it('puts what the types say first, as advice', async () => {
    const { code, out } = await nsp(['grade', 'weights', file(readFileSync(SOLUTION, 'utf8').replace('weight: 2', "weight: 'two'"))]);
    expect(code).toBe(1);
    expect(out).toMatch(/^What the types say \(advice; the verdict comes from the simulation\):\n {2}Line \d+: /);
  });

  it.each([['an endless loop', 'for (;;) {}'], ['another module', "import fs from 'node:fs';\nexport default fs;"], ['no export', 'const a = 1;'], ['no TypeScript', '<html>'], ['nothing', ''], ['33 KB', `// ${'x'.repeat(33_000)}`]])('a file with %s is not passed: exit code 1 and a sentence', async (_name, text) => {
    const { code, out, err } = await nsp(['grade', 'weights', file(text)]);
    expect([code, err]).toEqual([1, '']);
    expect(out.length).toBeGreaterThan(20);
    expect(out).not.toMatch(/\n\s+at .*:\d+/);
  });

  it.each([
    [['weights', 'nothing.ts'], 'There is no file nothing.ts.'], [['weights', ROOT], 'is a folder; the design is one file.'],
    [['wieghts', STARTER], 'There is no exercise wieghts; did you mean weights? There is '], [['zzz', STARTER], 'There is no exercise zzz. There is '],
  ])('%j cannot be graded: exit code 2', async (args, sentence) => {
    const { code, out, err } = await nsp(['grade', ...args, '--json']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  it('cannot grade against broken content: exit code 2, with file and line', async () => {
    const root = copyOfContent();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(root, 'content/stray.txt'), '');
    const { code, out, err } = await nsp(['grade', 'weights', SOLUTION, '--json'], root);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^content\/stray\.txt:1: Nothing reads this file/);
  });
});
