// What the lesson on round robin and weights says in numbers is what the simulator does.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resolve, validate, type Model } from '../../src/infrastructure/index.ts';
import { measure, simulate, type MetricQuery, type Run } from '../../src/simulation/index.ts';
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

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

describe('the run of the lesson', () => {
  const model = modelOf(designOf(exercise.starter));
  const runs: Run[] = exercise.seeds.map((seed) => simulate(model, exercise.runs[0]!, { seed, limits: LIMITS, record: true }));
  const value = (query: Pick<MetricQuery, 'metric' | 'of'> & Partial<MetricQuery>, run: Run): number => measure({ class: null, windowMs: null, ...query }, run, model)!;
  const percent = (metric: MetricQuery['metric'], of: string, windowMs: MetricQuery['windowMs'] = null): string => `${Math.round(median(runs.map((run) => value({ metric, of, windowMs }, run))))} %`;
  /** Before the line at the old server is full: later, what it refuses has had a turn but has not reached it. */
  const nothingRefused: [number, number] = [0, 30_000];

  it('answers as many requests in time as the lesson says', () => {
    const [a, b, c] = runs.map((run) => value({ metric: 'availabilityPct', of: null }, run).toFixed(1));
    expect(lesson).toContain(`measured ${a} %, ${b} % and ${c} %`);
    expect(lesson).toContain(`About ${Math.round(median(runs.map((run) => value({ metric: 'availabilityPct', of: null }, run))))}.`);
  });

  it('shares turns and work as the table says', () => {
    expect(row('turns that it got')).toEqual([percent('loadSharePct', 'oldApp', nothingRefused), percent('loadSharePct', 'newApp', nothingRefused)]);
    expect(row('time that its workers were busy')).toEqual([percent('utilisationPct', 'oldApp'), percent('utilisationPct', 'newApp')]);
  });

  it('leaves as many waiting as the table says, and about 400 after 40 seconds', () => {
    const waiting = (server: string, second: number) => median(runs.map(({ history }) => history!.perSecond.waiting[second * history!.servers.length + history!.servers.indexOf(server)]!));
    expect(row('requests waiting after two minutes')).toEqual([`about ${Math.round(waiting('oldApp', 119) / 10) * 10}`, String(waiting('newApp', 119))]);
    expect(waiting('oldApp', 40)).toBeGreaterThan(380);
    expect(waiting('oldApp', 40)).toBeLessThan(450);
  });

  it('answers nobody in time who is sent to the old server in the second minute', () => {
    for (const run of runs) expect(measure({ metric: 'availabilityPct', of: null, class: null, windowMs: [60_000, 120_000] }, run, model)).toBeCloseTo(50, 0);
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

  it('is as the last question says', () => {
    const [a, b, c, d] = turns(wholeDesign('haproxy', { p: 1, q: 3 }));
    expect(lesson).toContain(`\`${a}\`, \`${b}\`, \`${c}\`, \`${d}\``);
  });
});
