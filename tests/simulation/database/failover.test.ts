// A lost primary, and reads that follow writes (curriculum, E29, E33, E34).
import { describe, expect, it } from 'vitest';
import type { DatabaseAccess, DatabaseNode, Failover, Model } from '../../../src/infrastructure/model.ts';
import type { Fault, Scenario } from '../../../src/simulation/scenario.ts';
import { OUTCOMES, createSimulation, digestOf, measure, simulate } from '../../../src/simulation/index.ts';
import { application, backend, haproxy, host, model, node, scenario, server } from '../build.ts';

const SEMI = { timeoutMs: 3_600_000, waitPoint: 'AFTER_SYNC', waitNoReplica: true } as const;
const AUTOMATIC: Extract<Failover, { mode: 'automatic' }> = {
  mode: 'automatic', voters: ['host-p', 'host-r', 'host-q'], quorum: true, heartbeatMs: 2000, failuresToDeclare: 3, promote: { kind: 'most-advanced' }, fencing: { kind: 'none' }, clientsFollow: { kind: 'virtual-address' },
};
const WRITER = { kind: 'virtual-address', address: '10.0.0.9' } as const;
const options = { seed: 1, limits: { events: 1e7 }, record: true };

/** Two applications before three nodes; `near` is on the primary's side of a split. */
function design(failover: Failover | null, nodes: Partial<DatabaseNode> = {}, access: Partial<DatabaseAccess> = {}): Model {
  const database: DatabaseAccess = { writer: WRITER, readers: [{ kind: 'node', name: 'r' }], queryTimeoutMs: 1000, connectTimeoutMs: 1000, readAfterWrite: { kind: 'none' }, ...access };
  const one = model({
    loadBalancers: [haproxy([backend([server('near'), server('far')])])], applications: ['near', 'far'].map((name) => application(name, { workers: 200, database })),
    nodes: [node('p', nodes), node('r', { replicateFrom: 'p', readOnly: true, ...nodes }), node('q', { replicateFrom: 'p', readOnly: true, ...nodes })],
  });
  one.databases.failover = failover;
  if (!one.hosts.some((each) => each.name === 'lb1')) one.hosts.push(host('lb1'));
  return one;
}
const query = { distribution: 'fixed', ms: 4 } as const;
function load(faults: Fault[], durationS = 60, given: Partial<Scenario['workload']> = {}): Scenario {
  return scenario(100, durationS, {
    warmupMs: 0, faults, clientTimeoutMs: 2000, service: { distribution: 'fixed', ms: 1 }, replication: { oneWayDelayMs: 2, apply: { distribution: 'fixed', ms: 1 } },
    classes: [{ name: 'write', share: 1, method: 'POST', database: { access: 'write', query }, service: null }], ...given,
  });
}
const LOSS: Fault[] = [{ atMs: 20000, untilMs: null, kind: 'host-loss', host: 'host-p' }];
const BLINK: Fault[] = ['host-r', 'host-q', 'host-far', 'host-near'].map((to) => ({ atMs: 20000, untilMs: 24000, kind: 'partition', from: 'host-p', to, oneWay: false }));
const SPLIT: Fault[] = ['host-r', 'host-q', 'host-far'].flatMap((to) => ['host-p', 'host-near'].map((from): Fault => ({ atMs: 20000, untilMs: 50000, kind: 'partition', from, to, oneWay: false })));

function run(one: Model, conditions: Scenario) {
  const result = simulate(one, conditions, options);
  const { requests, events } = result.history!;
  const failedS = Array.from({ length: requests.count }, (_, row) => row).filter((row) => OUTCOMES[requests.outcome[row]] !== 'ok').map((row) => requests.arrivalMs[row] / 1000);
  const metric = (name: 'lostAckedWrites' | 'primaryReadSharePct' | 'p99Ms'): number => measure({ metric: name, of: null, class: null, windowMs: null }, result, one)!;
  return { failedS, promoted: events.filter((event) => event.kind === 'promoted').map(({ atMs, at }) => [at, Math.round(atMs / 100) / 10] as const), lost: metric('lostAckedWrites'), metric, result };
}

describe('a lost primary', () => {
  it('2 s × 3: seven seconds to notice, five to promote, and writes go on', () => {
    const { promoted, failedS, lost } = run(design(AUTOMATIC, { semiSync: SEMI }), load(LOSS));
    expect(promoted.map(([name]) => name)).toEqual(['r']);
    expect(promoted[0][1]).toBeGreaterThan(20 + 4 + 1 + 5);
    expect(promoted[0][1]).toBeLessThanOrEqual(20 + 6 + 1 + 5);
    expect([Math.floor(Math.min(...failedS)), lost]).toEqual([19, 0]);
    expect(Math.max(...failedS)).toBeLessThan(promoted[0][1] + 0.1);
  });
  it('a blink of four seconds: 2 s × 3 keeps the primary, 1 s × 3 does not', () => {
    expect(run(design(AUTOMATIC), load(BLINK)).promoted).toEqual([]);
    expect(run(design({ ...AUTOMATIC, heartbeatMs: 1000 }), load(BLINK)).promoted.length).toBe(1);
  });
  it('a name is followed a time to live later', () => {
    const { promoted, failedS } = run(design({ ...AUTOMATIC, clientsFollow: { kind: 'dns', ttlMs: 5000 } }, {}, { writer: { kind: 'dns', name: 'db' } }), load(LOSS));
    expect(Math.max(...failedS) - promoted[0][1]).toBeGreaterThan(4.8);
    expect(Math.max(...failedS) - promoted[0][1]).toBeLessThan(5.1);
  });
  it('an application that names the node stays without', () => {
    expect(Math.max(...run(design(AUTOMATIC, {}, { writer: { kind: 'node', name: 'p' } }), load(LOSS)).failedS)).toBeGreaterThan(59);
  });
  it('an operator needs time; a primary that is back by then stays', () => {
    expect(run(design({ mode: 'manual', operatorMs: 15000 }), load(LOSS)).promoted).toEqual([['r', 35]]);
    expect(run(design({ mode: 'manual', operatorMs: 15000 }), load([{ ...LOSS[0], untilMs: 30000 }])).promoted).toEqual([]);
  });
  it('the voter on the lost host is no help, nor are two of three that are lost', () => {
    expect(run(design({ ...AUTOMATIC, voters: ['host-p'] }), load(LOSS)).promoted).toEqual([]);
    expect(run(design({ ...AUTOMATIC, voters: ['host-p', 'host-r'] }), load(LOSS)).promoted).toEqual([]);
    expect(run(design({ ...AUTOMATIC, voters: ['host-p', 'host-r'], quorum: false }), load(LOSS)).promoted.length).toBe(1);
  });
  it('the first of a list, and a replica that is ahead of it has diverged', () => {
    const one = design({ ...AUTOMATIC, promote: { kind: 'first', nodes: ['q', 'r'] } });
    const behind: Fault = { atMs: 18000, untilMs: 30000, kind: 'partition', from: 'host-p', to: 'host-q', oneWay: false };
    expect(run(one, load([...LOSS, behind])).promoted[0][0]).toBe('q');
    expect(run(one, load([...LOSS, behind])).lost).toBeGreaterThan(150);
    expect(run(design(AUTOMATIC), load([...LOSS, behind])).lost).toBeLessThan(5);
  });
  it('snapshots carry the failover', () => {
    const one = design(AUTOMATIC);
    const simulation = createSimulation(one, load(LOSS), options);
    simulation.runUntil(25000);
    const before = simulation.snapshot();
    const first = digestOf(simulation.finish());
    simulation.restore(before);
    expect([digestOf(simulation.finish()), digestOf(simulate(one, load(LOSS), options))]).toEqual([first, first]);
  });
});

describe('a primary that is cut off with one application', () => {
  it('without fencing both take writes, and what the old one took is lost', () => {
    const { promoted, lost } = run(design(AUTOMATIC), load(SPLIT));
    expect(promoted.length).toBe(1);
    // Half of 100 writes a second for 30 s, and those of the far side until it was cut.
    expect(lost).toBeGreaterThan(1350);
    expect(lost).toBeLessThan(1700);
  });
  it('a lease ends that after its time', () => {
    const { lost } = run(design({ ...AUTOMATIC, fencing: { kind: 'lease', ms: 8000 } }), load(SPLIT));
    expect(lost).toBeGreaterThan(250);
    expect(lost).toBeLessThan(460);
  });
  it('cut power ends it with the decision', () => {
    const { lost, promoted } = run(design({ ...AUTOMATIC, fencing: { kind: 'stonith' } }), load(SPLIT));
    expect(lost / 50).toBeGreaterThan(promoted[0][1] - 20 - 5 - 1);
    expect(lost / 50).toBeLessThan(promoted[0][1] - 20 - 5 + 1);
  });
  it('semi-sync that never gives up acknowledges nothing there', () => expect(run(design(AUTOMATIC, { semiSync: SEMI }), load(SPLIT)).lost).toBe(0));
});

describe('reads after writes', () => {
  /** Few users who write and read, and a replica that stands still for a while. */
  const conditions = load([{ atMs: 10000, untilMs: 14000, kind: 'slow', target: 'r', speed: 0.001 }], 30, {
    clientAddresses: 50,
    classes: [
      { name: 'write', share: 0.2, method: 'POST', database: { access: 'write', query }, service: null }, { name: 'own', share: 0.3, method: 'GET', database: { access: 'read', query }, service: null },
      { name: 'other', share: 0.5, method: 'GET', database: { access: 'read', query }, service: null },
    ],
  });
  const share = (readAfterWrite: DatabaseAccess['readAfterWrite']): number => run(design(null, {}, { writer: { kind: 'node', name: 'p' }, readAfterWrite }), conditions).metric('primaryReadSharePct');
  it('none: all reads at the replica', () => expect(share({ kind: 'none' })).toBe(0));
  it('primary-for: the longer, the more', () => {
    const shares = [200, 1000, 5000].map((ms) => share({ kind: 'primary-for', ms }));
    // A user writes every 2.5 s: 1 − e^(−t/2.5 s) of their reads come within t after a write.
    [7.7, 33, 86].forEach((expected, i) => expect(Math.abs(shares[i] - expected)).toBeLessThan(4));
  });
  it('classes', () => expect(Math.abs(share({ kind: 'primary-for-classes', classes: ['own'] }) - 37.5)).toBeLessThan(3));
  it('gtid-wait: hardly any, and only while the replica is behind', () => {
    expect(share({ kind: 'gtid-wait', ms: 500, then: 'primary' })).toBeGreaterThan(1);
    expect(share({ kind: 'gtid-wait', ms: 500, then: 'primary' })).toBeLessThan(15);
    expect(share({ kind: 'gtid-wait', ms: 500, then: 'replica' })).toBe(0);
  });
  it('gtid-wait, then error: reads fail', () => {
    const failed = (then: 'error' | 'replica'): number => run(design(null, {}, { writer: { kind: 'node', name: 'p' }, readAfterWrite: { kind: 'gtid-wait', ms: 200, then } }), conditions).failedS.length;
    expect(failed('error')).toBeGreaterThan(failed('replica') + 20);
  });
});
