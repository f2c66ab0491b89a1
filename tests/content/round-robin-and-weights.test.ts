// What the lesson on round robin and weights says of lines and turns is what the simulator does; its other numbers are measured when the site is built.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resolve, validate, type Model } from '../../src/infrastructure/index.ts';
import { simulate, type Run } from '../../src/simulation/index.ts';
import { compileContent, exercisesOf } from '../../src/cli/content.ts';
import { designOf, wholeDesign } from './design.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const lesson = readFileSync(`${ROOT}content/load-balancing/round-robin-and-weights/lesson.mdx`, 'utf8');
const content = await compileContent(ROOT);
const exercise = exercisesOf(content.course!).find(({ id }) => id === 'weights')!;
const LIMITS = { events: 1e7 };

/** Cells of the table row that begins with this text. */
const row = (first: string): string[] => {
  const line = lesson.split('\n').find((one) => one.startsWith(`| ${first} |`));
  return line === undefined ? [] : line.split('|').map((cell) => cell.trim()).slice(2, -1);
};

const modelOf = (value: unknown): Model => {
  const { infrastructure, problems } = validate(value);
  expect(problems).toEqual([]);
  return resolve(infrastructure!);
};

describe('the line at the old server', () => {
  const model = modelOf(designOf(exercise.starter));
  const runs = exercise.seeds.map((seed) => simulate(model, exercise.runs[0]!, { seed, limits: LIMITS, record: true }));
  const waiting = ({ history }: Run, second: number): number => history!.perSecond.waiting[second * history!.servers.length + history!.servers.indexOf('oldApp')]!;

  it('has about 400 requests after 40 seconds and stops at 511, as the lesson says', () => {
    expect(lesson).toContain('After 40 seconds about 400 requests stand in line');
    expect(lesson).toContain('The line stops at 511');
    for (const run of runs) {
      expect(waiting(run, 40)).toBeGreaterThan(330);
      expect(waiting(run, 40)).toBeLessThan(510);
      expect(Math.max(...Array.from({ length: 120 }, (_, second) => waiting(run, second)))).toBe(511);
    }
  });
});

describe('the table of turns', () => {
  /** The applications that the first ten requests reach, when each is done long before the next comes. */
  const turns = (value: unknown): string[] => {
    const workload = { ...exercise.runs[0]!.workload, arrivals: [{ fromMs: 0, ratePerSecond: 1 }], service: { distribution: 'fixed', ms: 1 } as const };
    const { history } = simulate(modelOf(value), { ...exercise.runs[0]!, warmupMs: 0, workload }, { seed: 1, limits: LIMITS, record: true });
    return Array.from(history!.attempts.server.subarray(0, 10), (server) => history!.servers[server]!);
  };

  it.each([
    ['HAProxy, `x` 1, `y` 2', 'haproxy', { x: 1, y: 2 }],
    ['nginx, `x` 1, `y` 2', 'nginx', { x: 1, y: 2 }],
    ['HAProxy, 5 : 3 : 2', 'haproxy', { a: 5, b: 3, c: 2 }],
    ['nginx, 5 : 3 : 2', 'nginx', { a: 5, b: 3, c: 2 }],
  ] as const)('%s', (name, software, weights) => {
    expect(row(name)).toEqual(turns(wholeDesign(software, weights)));
  });

  it('is as the question on turns says', () => {
    const { form } = content.course!.modules.flatMap(({ lessons }) => lessons).flatMap(({ questions }) => questions).find(({ id }) => id === 'heaviest-goes-first')!;
    const right = form.kind === 'choice' ? form.options.find((option) => option.right)!.text : '';
    const nginx = form.kind === 'choice' ? form.options.find(({ id }) => id === 'spread')!.text : '';
    const first = (software: 'haproxy' | 'nginx'): string => turns(wholeDesign(software, { p: 1, q: 3 })).slice(0, 4).map((one) => `\`${one}\``).join(', ');
    expect(right).toBe(first('haproxy'));
    expect(nginx).toBe(first('nginx'));
  });
});
