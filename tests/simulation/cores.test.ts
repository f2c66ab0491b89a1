// Work needs a core of its host: more workers than cores share them, and a worker that waits for the database needs none.
import { describe, expect, it } from 'vitest';
import type { Application } from '../../src/infrastructure/model.ts';
import { measure, simulate } from '../../src/simulation/index.ts';
import type { Fault } from '../../src/simulation/scenario.ts';
import { application, backend, haproxy, host, model, node, scenario, server } from './build.ts';

/** Applications on one host of 4 cores, several of them behind a balancer, asked for `rate` requests of 50 ms a second. */
function run(rate: number, apps: Partial<Application>[], faults: Fault[] = [], database = false, clientTimeoutMs = 5000) {
  const applications = apps.map((given, i) => application(`app${i}`, { host: 'web', ...given, ...(database ? { database: { writer: { kind: 'node', name: 'db' }, readers: [], queryTimeoutMs: null, connectTimeoutMs: 1000, readAfterWrite: { kind: 'none' } } } : {}) }));
  const design = model({ loadBalancers: apps.length === 1 ? [] : [haproxy([backend(applications.map(({ name }) => server(name)))])], applications, nodes: database ? [node('db', { workers: 64 })] : [], hosts: [host('lb1'), host('web', { cores: 4 }), host('host-db')] });
  const load = scenario(rate, 60, { faults, clientTimeoutMs, classes: [{ name: 'all', share: 1, method: 'GET', service: null, database: database ? { access: 'read', query: { distribution: 'fixed', ms: 200 } } : null }] });
  const done = simulate(design, load, { seed: 3, limits: { events: 10_000_000 }, record: true });
  return { ...done, goodput: measure({ metric: 'goodputPerS', of: null, class: null, windowMs: null }, done, design)! };
}

describe('cores', () => {
  it('bound what more workers can do: 4 cores of 50 ms are 80 a second', () => {
    expect(run(150, [{ workers: 4 }]).goodput).toBeLessThan(83);
    expect(run(150, [{ workers: 64, dropQueuedAfterMs: 1000 }]).goodput).toBeLessThan(83);
    expect(run(70, [{ workers: 64 }]).goodput).toBeGreaterThan(66);
  });
  it('are shared by the applications of a host', () => {
    expect(run(150, [{ workers: 4 }, { workers: 4 }]).goodput).toBeLessThan(83);
  });
  it('are free while a worker waits for the database', () => {
    expect(run(70, [{ workers: 4 }], [], true).goodput).toBeLessThan(18);
    expect(run(70, [{ workers: 64 }], [], true).goodput).toBeGreaterThan(66);
  });
  it.each(['process-pause', 'process-crash'] as const)('come back when an application has had the fault %s, and serve its neighbour meanwhile', (kind) => {
    const apps = [{ workers: 16, cancelOnDisconnect: true }, { workers: 16, cancelOnDisconnect: true }];
    const fault = { kind, target: 'app0', atMs: 20_000, untilMs: 30_000 };
    const after = run(100, apps, [fault], false, 60_000).history!;
    const ended = (from: number, until: number): number => after.requests.endMs.subarray(0, after.requests.count).filter((at, row) => at >= from && at < until && after.requests.outcome[row] === 0).length;
    // 100 a second are more than the 80 of four cores, and users wait: every core is in use before, meanwhile and afterwards.
    for (const [from, until] of [[10_000, 20_000], [32_000, 42_000], [45_000, 55_000]] as const) expect(Math.abs(ended(from, until) - 800)).toBeLessThan(80);
    expect(ended(22_000, 30_000)).toBeGreaterThan(380);
  });
  it('come back when users leave: those who do not have their answer after 300 ms take nothing with them', () => {
    const { history, goodput } = run(100, [{ workers: 64, cancelOnDisconnect: true }], [], false, 300);
    expect(history!.requests.count).toBeGreaterThan(5000);
    expect(goodput).toBeGreaterThan(60);
  });
});
