// The charts' series of simulated runs, against what can be counted by hand.
import { describe, expect, it } from 'vitest';
import type { Fault, Scenario } from '../../src/simulation/scenario.ts';
import type { Model } from '../../src/infrastructure/model.ts';
import { createSimulation, simulate, timelineOf } from '../../src/simulation/index.ts';
import { application, backend, haproxy, model, node, scenario, server, timeouts } from './build.ts';

const OPTIONS = { seed: 1, limits: { events: 1e7 }, record: true };
const lineOf = (design: Model, conditions: Scenario) => timelineOf(simulate(design, conditions, OPTIONS));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const FIXED = { service: { distribution: 'fixed', ms: 20 } } as const;

describe('failures of a server', () => {
  const pair = (given: Parameters<typeof backend>[1] = {}) => model({ loadBalancers: [haproxy([backend([server('a'), server('b')], { retries: 0, ...given })])], applications: [application('a'), application('b')] });

  it('are none in a calm run: every request is one attempt, and answered', () => {
    const { requests, failed, servers } = lineOf(pair(), scenario(40, 20, FIXED));
    expect(sum(failed)).toBe(0);
    expect(servers.map((one) => sum(one.failed))).toEqual([0, 0]);
    expect(sum(servers.flatMap((one) => one.attempts))).toBe(sum(requests));
  });

  it('are what was sent to it while it was down: half of the requests, second by second', () => {
    const crash: Fault = { atMs: 5000, untilMs: 8000, kind: 'process-crash', target: 'a' };
    const { failed, servers: [a, b] } = lineOf(pair(), scenario(40, 20, { ...FIXED, faults: [crash] }));
    expect(sum(failed)).toBeGreaterThan(40);
    expect(a!.failed.map((count, second) => count > 0 ? second : -1).filter((second) => second >= 0)).toEqual([5, 6, 7]);
    expect(sum(a!.failed)).toBe(sum(failed));
    expect(sum(b!.failed)).toBe(0);
    expect([a!.attempts[6], a!.attempts[12]! > 0]).toEqual([0, true]);
  });

  it('are each try of a retry that finds nobody, too', () => {
    const crash: Fault = { atMs: 0, untilMs: null, kind: 'process-crash', target: 'a' };
    const { failed, servers: [a] } = lineOf(pair({ retries: 2, redispatch: 0 }), scenario(5, 20, { ...FIXED, faults: [crash] }));
    expect(sum(failed)).toBeGreaterThan(20);
    // One try a second, three in all; the last tries of the run's end come after it.
    expect(sum(a!.failed)).toBeGreaterThanOrEqual(3 * sum(failed.slice(0, 17)));
    expect(sum(a!.failed)).toBeLessThanOrEqual(3 * sum(failed));
  });

  it('are connections that a silent host never takes, counted when they were sent', () => {
    const loss: Fault = { atMs: 5000, untilMs: 8000, kind: 'host-loss', host: 'host-a' };
    const { servers: [a] } = lineOf(pair({ timeouts: timeouts({ connectMs: 500 }) }), scenario(40, 20, { ...FIXED, faults: [loss] }));
    expect(a!.failed.slice(5, 8).every((count) => count > 5)).toBe(true);
    expect(sum(a!.failed) - sum(a!.failed.slice(4, 8))).toBe(0);
  });

  it('are answers that come when the user has given up', () => {
    const slow = scenario(10, 20, { service: { distribution: 'fixed', ms: 900 }, clientTimeoutMs: 500 });
    const { failed, requests, servers } = lineOf(pair(), slow);
    expect(sum(failed)).toBe(sum(requests));
    for (const { attempts, failed: own } of servers) expect(own).toEqual(attempts);
  });

  it('are attempts that a full backlog dropped, each once, however often the connection is tried again', () => {
    const tiny = model({ loadBalancers: [haproxy([backend([server('a')], { retries: 3, timeouts: timeouts({ connectMs: 5000 }) })])], applications: [application('a', { workers: 1, listenBacklog: 1 })] });
    const { requests, failed, servers: [a] } = lineOf(tiny, scenario(30, 20, { service: { distribution: 'fixed', ms: 100 }, clientTimeoutMs: 2000 }));
    expect(sum(failed)).toBeGreaterThan(200);
    expect(a!.failed.every((count, second) => count <= a!.attempts[second]!)).toBe(true);
    expect(sum(a!.attempts) - sum(a!.failed)).toBe(sum(requests) - sum(failed));
  });
});

describe('replication lag', () => {
  const write = { name: 'write', share: 1, method: 'POST', database: { access: 'write', query: { distribution: 'fixed', ms: 4 } }, service: null } as const;
  const load = (faults: Fault[] = []) => scenario(50, 20, { ...FIXED, classes: [write], faults });
  const pair = (replica: Parameters<typeof node>[1] = {}) => model({
    applications: [application('app', { workers: 50, database: { writer: { kind: 'node', name: 'p' }, readers: [], queryTimeoutMs: null, connectTimeoutMs: 1000, readAfterWrite: { kind: 'none' } } })],
    nodes: [node('p'), node('r', { replicateFrom: 'p', readOnly: true, ...replica })],
  });

  it('is a few milliseconds where a replica keeps up', () => {
    const { replicas } = lineOf(pair(), load());
    expect(replicas.map(({ name }) => name)).toEqual(['r']);
    expect(Math.max(...replicas[0]!.lagMs)).toBeLessThan(10);
  });

  it('is its delay where it waits on purpose', () => {
    const [replica] = lineOf(pair({ delayMs: 3000 }), load()).replicas;
    expect(replica!.lagMs.slice(0, 3).map((ms, second) => ms > second * 1000 + 700 && ms <= second * 1000 + 1000)).toEqual([true, true, true]);
    for (const ms of replica!.lagMs.slice(4)) expect(Math.abs(ms - 3000)).toBeLessThan(150);
  });

  it('grows by a second a second while its host is silent, and is gone when it has caught up', () => {
    const [replica] = lineOf(pair(), load([{ atMs: 5000, untilMs: 12_000, kind: 'host-loss', host: 'host-r' }])).replicas;
    expect(replica!.lagMs[4]).toBeLessThan(10);
    [5, 6, 7, 8, 9, 10, 11].forEach((second) => expect(Math.abs(replica!.lagMs[second]! - (second - 4) * 1000)).toBeLessThan(200));
    expect(replica!.lagMs.slice(14).every((ms) => ms < 10)).toBe(true);
  });

  it('is none where there is no database', () => {
    expect(lineOf(model({ applications: [application('a')] }), scenario(5, 5)).replicas).toEqual([]);
  });

  it('is the same after a step back to a snapshot', () => {
    const conditions = load([{ atMs: 5000, untilMs: 12_000, kind: 'host-loss', host: 'host-r' }]);
    const whole = lineOf(pair(), conditions);
    const simulation = createSimulation(pair(), conditions, OPTIONS);
    simulation.runUntil(6500);
    const snapshot = simulation.snapshot();
    simulation.runUntil(15_000);
    simulation.restore(snapshot);
    expect(timelineOf(simulation.finish())).toEqual(whole);
  });
});
