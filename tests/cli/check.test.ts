import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMPTY_COURSE, folderWith, nsp } from './shell.ts';

/** A course with one exercise, written by the scaffold. */
async function smallCourse(): Promise<{ root: string; edit(path: string, from: string, to: string): void }> {
  const root = folderWith(EMPTY_COURSE);
  await nsp(['new', 'lesson', 'one/first'], root);
  await nsp(['new', 'exercise', 'one/first/idle'], root);
  return {
    root,
    edit(path, from, to) {
      const file = join(root, 'content', path);
      const text = readFileSync(file, 'utf8');
      expect(text).toContain(from);
      writeFileSync(file, text.replace(from, to));
    },
  };
}

const EXERCISE = 'one/first/idle';

describe('nsp check', () => {
  it('lets an exercise prove itself, with the margin of each check', async () => {
    const { root } = await smallCourse();
    const { code, out, err } = await nsp(['check'], root);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^idle: proved \(starter, 2 solutions on 23 seeds, 3 mistakes\)$/m);
    expect(out).toMatch(/^ {2}in-time: limit at least 99\.9 %; right answers from 100 %, 0\.1 % away, the same with every seed; wrong answers from \d+(\.\d)? %, \d+(\.\d)? % away/m);
    expect(out).toMatch(/^ {2}quick: limit at most 500 ms; right answers from \d+ ms, \d+ ms away \(\d+\.\d spreads(, near)?\); wrong answers from [\d,]+ ms, [\d,]+ ms away/m);
    expect(out).toMatch(/^ {2}mutants \d+: refused \d+, caught \d+, the same \d+, also right \d+, survivors 0; 100 % of those that do worse are caught$/m);
    expect(out).toMatch(/^ {2}gold, p99Ms: nearest that reaches it \d+ ms, nearest that misses [\d,]+ ms, limit at most 300 ms$/m);
    expect(out).toMatch(/^ {2}gold is reached by equal-weights, least-connections$/m);
    expect(await nsp(['check', 'idle', '--no-mutants'], root)).toMatchObject({ code: 0 });
    expect(await nsp(['check', 'other'], root)).toMatchObject({ code: 2 });
  });

  it.each([
    ['a starter that fails another check than announced', `${EXERCISE}/exercise.yaml`, 'starterFails: [in-time, quick]', 'starterFails: [in-time]', `content/${EXERCISE}/starter.ts:1: The starter fails in-time, quick, but starterFails says in-time.`],
    ['a starter that passes', `${EXERCISE}/starter.ts`, 'weight: 0', 'weight: 1', `content/${EXERCISE}/starter.ts:1: The starter fails no check, but starterFails says in-time, quick.`],
    ['a starter that is not valid', `${EXERCISE}/starter.ts`, 'weight: 0', 'weight: 999', `content/${EXERCISE}/starter.ts:20: The starter is not simulated: `],
    ['a solution that fails', `${EXERCISE}/solutions/equal-weights.ts`, "to: 'app2', weight: 1", "to: 'app2', weight: 0", `content/${EXERCISE}/solutions/equal-weights.ts:1: This solution fails in-time with 3 of 3 seeds: with seed 1 it measures `],
    ['a solution that is not valid', `${EXERCISE}/solutions/equal-weights.ts`, "balance: 'roundrobin'", "balance: 'roundrobbin'", `content/${EXERCISE}/solutions/equal-weights.ts:18: This solution is not simulated: `],
    ['a gold objective that no solution reaches', `${EXERCISE}/exercise.yaml`, 'atMost: 300', 'atMost: 30', `content/${EXERCISE}/exercise.yaml:1: No solution reaches the gold objective`],
    ['a mistake that passes', `${EXERCISE}/mistakes/backup.ts`, ', backup: true', '', `content/${EXERCISE}/mistakes/backup.ts:1: This mistake must fail the check in-time, but it fails no check.`],
    ['a mistake that is not recognised', `${EXERCISE}/mistakes/backup.ts`, 'weight: 1, backup: true', 'weight: 0', `content/${EXERCISE}/mistakes/backup.ts:2: This mistake must get the diagnosis backup, but gets none.`],
    ['a mistake that must fail validation and does not', `${EXERCISE}/mistakes/weight-too-large.ts`, 'weight: 512', 'weight: 0', `content/${EXERCISE}/mistakes/weight-too-large.ts:1: This mistake must fail validation, but it was simulated.`],
    ['a mistake that is not valid and should be', `${EXERCISE}/mistakes/backup.ts`, 'weight: 1, backup', 'weight: 999, backup', `content/${EXERCISE}/mistakes/backup.ts:22: This mistake must fail the check in-time, but it is not simulated: `],
  ])('finds %s', async (_name, path, from, to, expected) => {
    const { root, edit } = await smallCourse();
    edit(path, from, to);
    const { code, out, err } = await nsp(['check', '--no-mutants'], root);
    expect(err).toContain(expected);
    expect(code).toBe(1);
    expect(out).toContain('idle: not proved');
  });

  it('stops at broken content, with every file and line: exit code 1', async () => {
    const { root, edit } = await smallCourse();
    edit('one/first/lesson.mdx', '## Worked example', '## Worked <b>example');
    edit('one/first/lesson.mdx', 'minutes: 20', 'minutes: 0');
    edit(`${EXERCISE}/exercise.yaml`, 'duration: 120s', 'duration: 120');
    edit('one/first/lesson.mdx', 'The situation, in a few', '```mermaid\nflowchart LR\n  A --> B\n```\n\nThe situation, in a few');
    const { code, out, err } = await nsp(['check'], root);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^content\/one\/first\/lesson\.mdx:7: minutes must be a whole number from 1 to 240; it is 0\.$/m);
    expect(err).toMatch(/^content\/one\/first\/lesson\.mdx:\d+: The diagram has no drawing/m);
    expect(err).toMatch(/^content\/one\/first\/lesson\.mdx:\d+: MDX: .*<b>/m);
    expect(err).toMatch(/^content\/one\/first\/idle\/exercise\.yaml:\d+: runs\[0\]\.duration must be a duration/m);
  });

  it('finds a lesson whose MDX does not parse at its line', async () => {
    const { root, edit } = await smallCourse();
    edit('one/first/lesson.mdx', '## What the simulator', 'A stray { brace.\n\n## What the simulator');
    const text = readFileSync(join(root, 'content/one/first/lesson.mdx'), 'utf8').split('\n');
    const { code, err } = await nsp(['check'], root);
    expect(code).toBe(1);
    const line = Number(/lesson\.mdx:(\d+): MDX: /.exec(err)?.[1]);
    expect(line).toBeGreaterThanOrEqual(text.indexOf('A stray { brace.') + 1);
  });
});
