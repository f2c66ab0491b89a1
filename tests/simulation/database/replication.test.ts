import { describe, expect, it } from 'vitest';
import type { DatabaseNode } from '../../../src/infrastructure/model.ts';
import type { Fault, Scenario } from '../../../src/simulation/scenario.ts';
import type { History } from '../../../src/simulation/index.ts';
import { OUTCOMES, measure, simulate } from '../../../src/simulation/index.ts';
import { application, model, node, scenario } from '../build.ts';

const SEMI = { timeoutMs: 1000, waitPoint: 'AFTER_SYNC', waitNoReplica: true } as const;
const QUERY_MS = 4;

function load(ratePerS: number, oneWayDelayMs: number, faults: Fault[] = [], durationS = 20): Scenario {
  return scenario(ratePerS, durationS, {
    warmupMs: 0, faults, service: { distribution: 'fixed', ms: 1 }, replication: { oneWayDelayMs, apply: { distribution: 'fixed', ms: 2 } },
    classes: [{ name: 'write', share: 1, method: 'POST', database: { access: 'write', query: { distribution: 'fixed', ms: QUERY_MS } }, service: null }],
  });
}
function design(primary: Partial<DatabaseNode>, replica: Partial<DatabaseNode>, database: object = {}) {
  return model({
    applications: [application('app', { workers: 100, database: { writer: { kind: 'node', name: 'p' }, readers: [], queryTimeoutMs: null, connectTimeoutMs: 1000, readAfterWrite: { kind: 'none' }, ...database } })],
    nodes: [node('p', primary), node('r', { replicateFrom: 'p', readOnly: true, ...replica })],
  });
}
function run(primary: Partial<DatabaseNode>, replica: Partial<DatabaseNode>, conditions: Scenario, database: object = {}) {
  const one = design(primary, replica, database);
  const result = simulate(one, conditions, { seed: 1, limits: { events: 1e7 }, record: true });
  const history: History = result.history!;
  const ms = Array.from({ length: history.requests.count }, (_, row) => Math.round((history.requests.endMs[row] - history.requests.arrivalMs[row]) * 10) / 10);
  const number = (metric: 'lostAckedWrites' | 'maxAckedWritesAtRisk'): number => measure({ metric, of: null, class: null, windowMs: null }, result, one)!;
  return { history, ms, lost: number('lostAckedWrites'), atRisk: number('maxAckedWritesAtRisk'), fastest: Math.min(...ms), outcomes: Array.from(history.requests.outcome.slice(0, history.requests.count), (outcome) => OUTCOMES[outcome]) };
}
const OWN_MS = 1 + 0.3 + QUERY_MS;

describe('semi-sync', () => {
  it('a commit takes its own time + twice the delay', () => {
    expect(run({}, {}, load(5, 20)).fastest).toBeCloseTo(OWN_MS, 5);
    expect(run({ semiSync: SEMI }, { semiSync: SEMI }, load(5, 20)).fastest).toBeCloseTo(OWN_MS + 40, 5);
  });
  it('without an acknowledgement the first commit takes the timeout, the others do not wait, until the replica has caught up', () => {
    const { history, ms } = run({ semiSync: SEMI }, { semiSync: SEMI }, load(50, 20, [{ atMs: 5000, untilMs: 12000, kind: 'host-loss', host: 'host-r' }]));
    expect(history.events.filter((event) => event.kind.startsWith('semi-sync')).map((event) => [event.kind, Math.round(event.atMs / 1000)])).toEqual([['semi-sync-off', 6], ['semi-sync-on', 12]]);
    expect(Math.max(...ms)).toBeCloseTo(OWN_MS + 1000, 1);
    const at = (from: number, until: number): number[] => ms.filter((_, row) => history.requests.arrivalMs[row] >= from && history.requests.arrivalMs[row] < until);
    expect(Math.max(...at(7000, 11900))).toBeLessThan(OWN_MS + 20);
    expect(Math.min(...at(12200, 19000))).toBeGreaterThan(OWN_MS + 39);
  });
  it('with waitNoReplica false, and the replica gone, nobody waits', () => {
    const semiSync = { ...SEMI, waitNoReplica: false };
    expect(Math.max(...run({ semiSync }, { semiSync: SEMI }, load(5, 20, [{ atMs: 0, untilMs: null, kind: 'process-crash', target: 'r' }])).ms)).toBeLessThan(OWN_MS + 20);
  });
});

describe('writes that a lost primary takes with it', () => {
  const loss: Fault[] = [{ atMs: 15000, untilMs: null, kind: 'host-loss', host: 'host-p' }];
  it('asynchronous: about rate × delay at risk, 0 with semi-sync', () => {
    const async = run({}, {}, load(100, 50, loss));
    expect(async.atRisk).toBeGreaterThanOrEqual(5);
    expect(async.atRisk).toBeLessThanOrEqual(18);
    expect(async.lost).toBeGreaterThan(0);
    expect(async.lost).toBeLessThanOrEqual(async.atRisk);
    const semi = run({ semiSync: SEMI }, { semiSync: SEMI }, load(100, 50, loss));
    expect([semi.atRisk, semi.lost]).toEqual([0, 0]);
  });
  it('semi-sync that has fallen back loses everything since', () => {
    const { atRisk } = run({ semiSync: SEMI }, { semiSync: SEMI }, load(100, 10, [{ atMs: 5000, untilMs: null, kind: 'host-loss', host: 'host-r' }, { atMs: 10000, untilMs: null, kind: 'host-loss', host: 'host-p' }]));
    expect(atRisk).toBeGreaterThan(350);
  });
  it('nothing is at risk when the primary survives', () => expect(run({}, {}, load(100, 50)).atRisk).toBe(0));
});

describe('a database that does not answer', () => {
  it('refuses: 500 at once; silent: 500 after the connect timeout', () => {
    const crashed = run({}, {}, load(5, 2, [{ atMs: 0, untilMs: null, kind: 'process-crash', target: 'p' }]));
    expect(new Set(crashed.outcomes)).toEqual(new Set(['error-500']));
    expect(Math.max(...crashed.ms)).toBeLessThan(5);
    expect(run({}, {}, load(5, 2, [{ atMs: 0, untilMs: null, kind: 'host-loss', host: 'host-p' }])).fastest).toBeCloseTo(1001, 1);
  });
  it('stands still: a worker is held until the query timeout, or as long as the user waits', () => {
    const pause: Fault[] = [{ atMs: 0, untilMs: null, kind: 'process-pause', target: 'p' }];
    const bounded = run({}, {}, load(5, 2, pause), { queryTimeoutMs: 700 });
    expect([bounded.fastest, new Set(bounded.outcomes)]).toEqual([701.3, new Set(['error-500'])]);
    expect(new Set(run({}, {}, load(5, 2, pause)).outcomes)).toEqual(new Set(['unanswered']));
  });
});
