// What the lesson on replication says in numbers that no run gives: its arithmetic, what is equal in two runs, and what was recorded on MariaDB.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resolve, validate } from '../../src/infrastructure/index.ts';
import { measure, simulate } from '../../src/simulation/index.ts';
import { compileContent } from '../../src/cli/content.ts';
import { designOf } from './design.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const mdx = readFileSync(`${ROOT}content/replication/how-replication-works/lesson.mdx`, 'utf8');
const { course } = await compileContent(ROOT);
const lesson = course!.modules.flatMap((module) => module.lessons).find(({ id }) => id === 'how-replication-works')!;

const READ_S = 0.02;
const APPLY_S = 0.01;
const WORKERS = 8;

/** Utilisation of the busiest node when the replicas answer all reads. */
function busiest(reads: number, writes: number, replicas: number): number {
  if (replicas === 0) return ((reads + writes) * READ_S) / WORKERS;
  return Math.max((writes * READ_S) / WORKERS, ((reads / replicas) * READ_S + writes * APPLY_S) / WORKERS);
}

/** With three digits, halves up. */
const digits = (value: number): string => (Math.floor(value * 1000 + 0.5 + 1e-9) / 1000).toFixed(3);

describe('three replicas for a shop whose writes wait', () => {
  it('change no write: the times are the same with every seed', () => {
    const [one, three] = ['writes-one-node', 'writes-three-replicas'].map((id) => {
      const run = lesson.measured.runs.find((each) => each.id === id)!;
      const { infrastructure } = validate(designOf(run.design));
      const model = resolve(infrastructure!);
      return run.seeds.map((seed) => measure({ metric: 'p99Ms', of: null, class: 'write', windowMs: null }, simulate(model, run, { seed, limits: { events: 1e7 }, record: true }), model));
    });
    expect(mdx).toContain('the same to the millisecond');
    expect(three).toEqual(one);
  });
});

describe('the arithmetic', () => {
  it('of the worked example', () => {
    expect(busiest(300, 80, 0)).toBeCloseTo(0.95, 9);
    expect(busiest(300, 80, 2)).toBeCloseTo(0.475, 9);
    expect(mdx).toContain('It was at 0.95, and now it is at 0.475.');
  });

  it.each([10, 50, 90])('of the row with %i % writes', (percent) => {
    const row = mdx.split('\n').find((line) => line.startsWith(`| ${percent} % |`))!;
    const cells = row.split('|').map((cell) => cell.trim()).slice(2, -1);
    const writes = 380 * (percent / 100);
    expect(cells).toEqual([0, 1, 2, 9].map((replicas) => digits(busiest(380 - writes, writes, replicas))));
  });
});

describe('what was recorded on MariaDB', () => {
  interface Recording { daemon: { version: string }; inputs: { link_delay_ms_one_way: number; writes_per_wait: number }; outputs_by_run: { stale_fraction_by_wait_ms: { [wait: string]: number } }[] }
  const recording = JSON.parse(readFileSync(`${ROOT}tests/fidelity/recordings/E-stale-async-20ms.json`, 'utf8')) as Recording;
  const stale = (waitMs: number): number[] => recording.outputs_by_run.map((run) => run.stale_fraction_by_wait_ms[String(waitMs)]!);

  it('a read 15 ms after the answer was stale in at least 98 of 100 cases, after 60 ms none was', () => {
    expect(recording.daemon.version).toContain('10.11.19');
    expect(recording.inputs.link_delay_ms_one_way).toBe(20);
    expect(mdx).toContain('in at least 98 of 100 cases. After 60 ms no read did.');
    expect(stale(15).length).toBe(3);
    expect(Math.min(...stale(15))).toBeGreaterThanOrEqual(0.98);
    expect(Math.max(...stale(60))).toBe(0);
  });
});
