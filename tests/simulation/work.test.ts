// Choices that take many steps count towards the limit on events, so no design can make a run endless.
import { describe, expect, it } from 'vitest';
import type { Balance, Model } from '../../src/infrastructure/model.ts';
import { simulate } from '../../src/simulation/index.ts';
import { application, backend, haproxy, model, nginx, scenario, server } from './build.ts';

const LIMITS = { events: 10_000_000 };

function farm(count: number, balance: Balance, weight: (i: number) => number, maxconn = 0): Model {
  const applications = Array.from({ length: count }, (_, i) => application(`a${i}`, { workers: 1 }));
  return model({ applications, loadBalancers: [haproxy([backend(applications.map((one, i) => server(one.name, { weight: weight(i), maxconn })), { balance })])] });
}

const run = (design: Model, ratePerSecond = 20, seconds = 30): { events: number; complete: boolean; requests: number } => {
  const load = scenario(ratePerSecond, seconds, { warmupMs: 0, service: { distribution: 'fixed', ms: 10 } });
  const { events, complete, totals } = simulate(design, load, { seed: 1, limits: LIMITS, record: false });
  return { events, complete, requests: totals.requests };
};

describe('the limit on events', () => {
  it('counts a small farm by its events alone', () => {
    const { events, requests, complete } = run(farm(8, { algorithm: 'static-rr' }, (i) => i + 1));
    expect(complete).toBe(true);
    expect(events).toBeLessThan(4 * requests + 10);
  });
  it('counts the points of a large ring', () => {
    expect(run(farm(64, { algorithm: 'random', draws: 2 }, () => 256)).events).toBeGreaterThan(700_000);
    expect(run(farm(1000, { algorithm: 'random', draws: 2 }, () => 256)).complete).toBe(false);
  });
  it('counts the slots of a long map', () => {
    const long = run(farm(1000, { algorithm: 'static-rr' }, (i) => 1 + ((i * 7) % 256)));
    expect([long.complete, long.events > 80_000]).toEqual([true, true]);
  });
  it('counts the limits that move with the load', () => {
    const design = farm(1000, { algorithm: 'roundrobin' }, () => 1, 4);
    for (const balancer of design.loadBalancers) if (balancer.software === 'haproxy') for (const one of balancer.backends[0]!.servers) one.minconn = 1;
    const { events, requests } = run(design);
    expect(events / requests).toBeGreaterThan(30);
  });
  it('counts the servers of nginx that a choice looks at', () => {
    const behind = (count: number): Model => ({ ...farm(count, { algorithm: 'first' }, () => 1), loadBalancers: [nginx('n', Array.from({ length: count }, (_, i) => ({ target: `a${i}` })))] });
    const [few, many] = [run(behind(24)), run(behind(1000))];
    expect(few!.events / few!.requests).toBeLessThan(4);
    expect(many!.events / many!.requests).toBeGreaterThan(40);
  });
  it('counts the looking for a free slot among many full servers', () => {
    const [free, full] = [50_000, 120_000].map((rate) => run(farm(1000, { algorithm: 'leastconn' }, () => 1, 1), rate, 1));
    expect(free!.events / free!.requests).toBeLessThan(4);
    expect(full!.events / full!.requests).toBeGreaterThan(6);
  });
});
