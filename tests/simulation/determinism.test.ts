import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/infrastructure/model.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { OUTCOMES, createSimulation, digestOf, simulate } from '../../src/simulation/index.ts';
import { application, backend, check, haproxy, model, nginx, node, scenario, server, timeouts } from './build.ts';

/** A design with every kind of tier, and a scenario with every kind of fault. */
const databaseAccess = { writer: { kind: 'node', name: 'db1' }, readers: [{ kind: 'node', name: 'db2' }], queryTimeoutMs: 500, connectTimeoutMs: 300, readAfterWrite: { kind: 'none' } } as const;
const RICH: Model = model({
  loadBalancers: [
    haproxy([backend([
      server('a', { check: check(500), maxconn: 6 }), server('b', { check: check(700, 2), weight: 2 }), server('n', { target: { kind: 'load-balancer', name: 'n' }, check: check(900, 2, 1, 200) }),
      server('c', { backup: true, check: check() }),
    ], { redispatch: -1, httpchk: { uri: '/health', method: 'GET', expectStatus: null }, timeouts: timeouts({ connectMs: 800, serverMs: 2000, queueMs: 700 }), retryOn: ['all-retryable-errors'] })]),
    nginx('n', [{ target: 'd' }, { target: 'e', weight: 2 }], { proxyConnectTimeoutMs: 400, proxyReadTimeoutMs: 900 }),
  ],
  applications: ['a', 'b', 'c', 'd', 'e'].map((name, i) => application(name, {
    database: { ...databaseAccess, readers: [...databaseAccess.readers] }, listenBacklog: 40, cancelOnDisconnect: i % 2 === 0, dropQueuedAfterMs: i === 1 ? 800 : null,
    health: [{ uri: '/health', depth: (['process', 'page', 'database'] as const)[i % 3], timeoutMs: null }],
  })),
  nodes: [node('db1', { semiSync: { timeoutMs: 200, waitPoint: 'AFTER_SYNC', waitNoReplica: true } }), node('db2', { replicateFrom: 'db1', readOnly: true, semiSync: { timeoutMs: 200, waitPoint: 'AFTER_SYNC', waitNoReplica: true } }), node('db3', { replicateFrom: 'db2', delayMs: 1000 })],
});
const STORM: Scenario = scenario(220, 60, {
  warmupMs: 5000, clientTimeoutMs: 2000,
  classes: [{ name: 'read', share: 0.5, method: 'GET', database: { access: 'read', query: { distribution: 'exponential', meanMs: 10 } }, service: null }, { name: 'write', share: 0.2, method: 'POST', database: { access: 'write', query: { distribution: 'fixed', ms: 10 } }, service: { distribution: 'fixed', ms: 5 } }, { name: 'static', share: 0.3, method: 'GET', database: null, service: null }],
  faults: [
    { atMs: 8000, untilMs: 12000, kind: 'host-loss', host: 'host-a' }, { atMs: 10000, untilMs: 15000, kind: 'process-crash', target: 'b' }, { atMs: 14000, untilMs: 17000, kind: 'process-pause', target: 'd' },
    { atMs: 16000, untilMs: 25000, kind: 'slow', target: 'e', speed: 0.2 }, { atMs: 18000, untilMs: 20000, kind: 'load-spike', factor: 2 }, { atMs: 22000, untilMs: 24000, kind: 'machine-loss', machine: 'host-db2' },
    { atMs: 26000, untilMs: 28000, kind: 'process-crash', target: 'db1' }, { atMs: 30000, untilMs: 33000, kind: 'zone-loss', zone: 'host-n' }, { atMs: 36000, untilMs: 38000, kind: 'process-pause', target: 'lb1' },
    { atMs: 40000, untilMs: 42000, kind: 'process-crash', target: 'lb1' }, { atMs: 44000, untilMs: 46000, kind: 'host-loss', host: 'lb1' }, { atMs: 48000, untilMs: 49000, kind: 'process-pause', target: 'n' },
    { atMs: 50000, untilMs: 52000, kind: 'host-loss', host: 'host-db1' }, { atMs: 54000, untilMs: 56000, kind: 'process-crash', target: 'n' }, { atMs: 57000, untilMs: null, kind: 'slow', target: 'lb1', speed: 0.5 },
  ],
});
const options = (seed: number, record = true) => ({ seed, limits: { events: 10_000_000 }, record });

describe('a run', () => {
  it('is the same each time, and another with another seed', () => {
    const digests = [1, 1, 2, 3].map((seed) => digestOf(simulate(RICH, STORM, options(seed))));
    expect(digests[0]).toBe(digests[1]);
    expect(new Set(digests).size).toBe(3);
  });
  it('has this digest with seed 1, in every engine', () => expect(digestOf(simulate(RICH, STORM, options(1)))).toMatchInlineSnapshot(`"20a4a1264ccdad40"`));
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
