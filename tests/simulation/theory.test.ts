import { describe, expect, it } from 'vitest';
import type { Scenario, ServiceTime } from '../../src/simulation/scenario.ts';
import { measure, simulate } from '../../src/simulation/index.ts';
import { application, backend, haproxy, model, scenario, server } from './build.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const EXPONENTIAL: ServiceTime = { distribution: 'exponential', meanMs: 10 };

/** Mean and 99th percentile over seeds of the time in one farm, hops taken off, and the standard error of the mean. */
function farm(workers: number[], perMs: number, service: ServiceTime, hopMs = 0): { mean: number; error: number; p99: number } {
  const applications = workers.map((count, i) => application(`a${i}`, { workers: count, listenBacklog: 65535 }));
  const design = model({ applications, loadBalancers: workers.length === 1 ? [] : [haproxy([backend(applications.map((one) => server(one.name)))])] });
  const load: Scenario = scenario(perMs * 1000, 60000 / perMs / 1000, { warmupMs: 2000, service, clientTimeoutMs: 1e9 });
  const runs = SEEDS.map((seed) => {
    const run = simulate(design, load, { seed, limits: { events: 1e7 }, record: true });
    const { requests } = run.history!;
    let sum = 0;
    let count = 0;
    for (let row = 0; row < requests.count; row++) {
      if (requests.arrivalMs[row] < 2000) continue;
      sum += requests.endMs[row] - requests.arrivalMs[row] - hopMs;
      count++;
    }
    return { mean: sum / count, p99: measure({ metric: 'p99Ms', of: null, class: null, windowMs: null }, run, design)! - hopMs };
  });
  const average = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mean = average(runs.map((run) => run.mean));
  const variance = average(runs.map((run) => (run.mean - mean) ** 2)) * (SEEDS.length / (SEEDS.length - 1));
  return { mean, error: Math.sqrt(variance / SEEDS.length), p99: average(runs.map((run) => run.p99)) };
}

/** Within 4 standard errors, and within `cap` percent in any case. */
function expectNear(found: { mean: number; error: number }, exact: number, capPct: number): void {
  expect(Math.abs(found.mean - exact)).toBeLessThanOrEqual(4 * found.error);
  expect(Math.abs(found.mean / exact - 1) * 100).toBeLessThanOrEqual(capPct);
}

describe('queueing theory, service mean 10 ms', () => {
  it('M/M/1 at 0.5: W = S/(1 − ρ) = 20 ms, p99 = W·ln 100 = 92.1 ms', () => {
    const found = farm([1], 0.05, EXPONENTIAL);
    expectNear(found, 20, 2);
    expect(Math.abs(found.p99 / 92.10340372 - 1)).toBeLessThan(0.04);
  });
  it('M/M/1 at 0.8: 50 ms', () => expectNear(farm([1], 0.08, EXPONENTIAL), 50, 4));
  it('M/M/2 at 0.8: 27.78 ms (Erlang C)', () => expectNear(farm([2], 0.16, EXPONENTIAL), 27.777777778, 3));
  it('M/M/8 at 0.8: 12.86 ms', () => expectNear(farm([8], 0.64, EXPONENTIAL), 12.860280784, 2));
  it('M/D/1 at 0.8: 30 ms (Pollaczek–Khinchine)', () => expectNear(farm([1], 0.08, { distribution: 'fixed', ms: 10 }), 30, 3));
  it('round robin over two at 0.8 is E₂/M/1: 38.44 ms', () => expectNear(farm([1, 1], 0.16, EXPONENTIAL, 0.3), 38.43979767, 3));
});
