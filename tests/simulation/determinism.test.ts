import { describe, expect, it } from 'vitest';
import { OUTCOMES, createSimulation, digestOf, simulate } from '../../src/simulation/index.ts';
import { application, backend, haproxy, model, scenario, server } from './build.ts';
import { RICH, STORM } from './storm.ts';

const options = (seed: number, record = true) => ({ seed, limits: { events: 10_000_000 }, record });

describe('a run', () => {
  it('is the same each time, and another with another seed', () => {
    const digests = [1, 1, 2, 3].map((seed) => digestOf(simulate(RICH, STORM, options(seed))));
    expect(digests[0]).toBe(digests[1]);
    expect(new Set(digests).size).toBe(3);
  });
  it('is not changed by the recorder', () => {
    for (const seed of [1, 2, 3]) {
      const recorded = simulate(RICH, STORM, options(seed));
      expect(digestOf({ ...recorded, history: null })).toBe(digestOf(simulate(RICH, STORM, options(seed, false))));
    }
  });
  it('ends each request exactly once, and counts them all', () => {
    for (const seed of [1, 2, 3, 4]) {
      const { history, totals, complete } = simulate(RICH, STORM, options(seed));
      expect(complete).toBe(true);
      const { requests } = history!;
      let measured = 0;
      let ok = 0;
      for (let row = 0; row < requests.count; row++) {
        expect(requests.endMs[row]).toBeGreaterThanOrEqual(requests.arrivalMs[row]);
        expect(requests.endMs[row] - requests.arrivalMs[row]).toBeLessThanOrEqual(2000.0000001);
        if (row > 0) expect(requests.arrivalMs[row]).toBeGreaterThanOrEqual(requests.arrivalMs[row - 1]);
        if (requests.arrivalMs[row] < 5000) continue;
        measured++;
        if (requests.outcome[row] === OUTCOMES.indexOf('ok')) ok++;
      }
      expect([totals.requests, totals.ok, totals.ok + totals.failed]).toEqual([measured, ok, measured]);
      expect(ok).toBeGreaterThan(measured / 4);
      expect(ok).toBeLessThan(measured);
    }
  });
  it('forks: a restored snapshot leads to the same end as the run that never stopped', () => {
    const full = simulate(RICH, STORM, options(9));
    const forked = createSimulation(RICH, STORM, options(9));
    const ends: string[] = [];
    for (const ms of [0, 9000, 31000, 45000]) {
      forked.runUntil(ms);
      const before = forked.snapshot();
      ends.push(digestOf(forked.finish()));
      forked.restore(before);
    }
    ends.push(digestOf(forked.finish()));
    expect(new Set(ends)).toEqual(new Set([digestOf(full)]));
  });
  it('stops at the limit on events and says so', () => {
    const run = simulate(RICH, STORM, { seed: 1, limits: { events: 5000 }, record: true });
    expect([run.complete, run.events]).toEqual([false, 5000]);
  });
  it('keeps arrivals and their work when the design changes', () => {
    const other = model({ loadBalancers: [haproxy([backend([server('a')], { balance: { algorithm: 'random', draws: 2 } })])], applications: [application('a', { workers: 9 })] });
    const [a, b] = [simulate(RICH, STORM, options(1)), simulate(other, STORM, options(1))].map((run) => run.history!.requests.arrivalMs);
    expect(a).toEqual(b);
  });
  it('refuses everybody where nothing answers', () => {
    const run = simulate(model({}), scenario(10, 20), options(1));
    expect(run.totals.ok).toBe(0);
    expect(run.totals.failed).toBeGreaterThan(50);
  });
});
