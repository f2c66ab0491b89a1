import { describe, expect, it } from 'vitest';
import { measure, simulate, type Run } from '../../src/simulation/index.ts';
import type { Model } from '../../src/infrastructure/model.ts';
import { application, backend, haproxy, model, scenario, server, timeouts } from './build.ts';

/** One worker that is busy for a second with each request, room for two more, ten requests a second. */
function run(connectMs: number, listenBacklog: number): { run: Run; design: Model } {
  const limits = { connectMs };
  const design = model({
    applications: [application('app', { workers: 1, listenBacklog })],
    loadBalancers: [haproxy([backend([server('app')], { timeouts: timeouts(limits), retries: 2 })])],
  });
  const load = scenario(10, 20, { warmupMs: 0, service: { distribution: 'fixed', ms: 1000 }, clientTimeoutMs: 60000 });
  return { run: simulate(design, load, { seed: 1, limits: { events: 1e6 }, record: true }), design };
}

describe('a full listen backlog', () => {
  it('answers nothing: a request fails only after the connect timeouts of all its tries', () => {
    const { history } = run(300, 2).run;
    const failed = Array.from(history!.requests.outcome, (outcome, row) => ({ outcome, tookMs: history!.requests.endMs[row]! - history!.requests.arrivalMs[row]! })).filter(({ outcome }) => outcome !== 0);
    expect(failed.length).toBeGreaterThan(100);
    // Three tries of 300 ms each; a refusal would take half a millisecond and then wait 300 ms before the next.
    for (const { tookMs } of failed) expect(tookMs).toBeCloseTo(900, 0);
  });

  it('counts a request once, however often its connect is repeated at the same server', () => {
    const { run: full, design } = run(300, 2);
    const query = { metric: 'attempts' as const, of: 'app', class: null, windowMs: null };
    expect(measure(query, full, design)).toBe(full.totals.requests);
    expect(full.totals.attempts).toBe(full.totals.requests);
  });

  it('lets a repeated connect in once there is room', () => {
    const { run: patient } = run(5000, 2);
    const { run: hasty } = run(300, 2);
    expect(patient.totals.ok).toBeGreaterThan(0);
    expect(Math.max(...patient.history!.requests.endMs)).toBeGreaterThan(20000);
    expect(patient.totals.ok).toBeGreaterThanOrEqual(hasty.totals.ok);
  });

  it('is never full when it is long enough', () => {
    const { totals } = run(300, 1000).run;
    expect(totals.ok).toBeGreaterThan(0);
    expect(run(300, 1000).run.history!.requests.outcome.every((outcome) => outcome !== 2)).toBe(true);
  });
});
