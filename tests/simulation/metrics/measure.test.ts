import { describe, expect, it } from 'vitest';
import type { History, HistoryEvent, MetricQuery, Run } from '../../../src/simulation/index.ts';
import { OUTCOMES, measure, timelineOf } from '../../../src/simulation/index.ts';
import { application, backend, haproxy, host, model, node, server } from '../build.ts';

type Request = [arrivalMs: number, endMs: number, outcome: (typeof OUTCOMES)[number], kind?: number];

/** A history of 10 s with 1 s of warm-up, two applications and a database of two. */
function run(requests: Request[], attempts: [sentMs: number, server: number, kind: number][] = [], events: HistoryEvent[] = []): Run {
  const history: History = {
    durationMs: 10000, warmupMs: 1000, servers: ['a', 'b', 'p', 'r'], replicas: [], nodes: [], workers: [4, 2, 8, 8], classes: ['x', 'y'],
    requests: {
      count: requests.length, arrivalMs: Float64Array.from(requests, (one) => one[0]), endMs: Float64Array.from(requests, (one) => one[1]), class: Uint8Array.from(requests, (one) => one[3] ?? 0),
      outcome: Uint8Array.from(requests, (one) => OUTCOMES.indexOf(one[2])), reached: Uint8Array.from(requests, () => 1),
    },
    attempts: { count: attempts.length, sentMs: Float64Array.from(attempts, (one) => one[0]), server: Uint16Array.from(attempts, (one) => one[1]), kind: Uint8Array.from(attempts, (one) => one[2]), answered: new Uint8Array(attempts.length) },
    perSecond: { busyMs: Float64Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 2000 : 500)), waiting: new Uint32Array(40), unreached: new Uint32Array(40), lagMs: new Float64Array(0), position: new Int32Array(0) }, events, writes: { acknowledged: 9, lost: 2, mostAtRisk: 3 },
  };
  return { seed: 1, complete: true, events: 0, history, totals: { requests: 0, ok: 0, failed: 0, attempts: 0 } };
}
const DESIGN = model({
  loadBalancers: [haproxy([backend([server('a', { name: 'first' }), server('b')])])], applications: [application('a'), application('b', { workers: 2 })],
  nodes: [node('p'), node('r', { replicateFrom: 'p' })],
});
const value = (one: Run, query: Partial<MetricQuery> & Pick<MetricQuery, 'metric'>): number | null => measure({ of: null, class: null, windowMs: null, ...query }, one, DESIGN);

describe('requests', () => {
  const one = run([[500, 600, 'unanswered'], [1000, 1100, 'ok'], [2000, 2200, 'ok', 1], [3000, 3300, 'error-503'], [4000, 9000, 'late', 1], [10000, 10100, 'ok']]);
  it('count by arrival in the measured time', () => {
    expect(value(one, { metric: 'availabilityPct' })).toBe(50);
    expect(value(one, { metric: 'errorRatePct' })).toBe(50);
    expect(value(one, { metric: 'availabilityPct', windowMs: [0, 2000] })).toBe(50);
    expect(value(one, { metric: 'availabilityPct', class: 'y' })).toBe(50);
    expect(value(one, { metric: 'availabilityPct', windowMs: [5000, 6000] })).toBeNull();
    expect(value(one, { metric: 'goodputPerS', windowMs: [1000, 5000] })).toBe(0.5);
    expect(value(one, { metric: 'retryAmplification' })).toBe(1);
  });
  it('percentiles are of those answered in time', () => {
    expect([value(one, { metric: 'p50Ms' }), value(one, { metric: 'p99Ms' }), value(one, { metric: 'p99Ms', windowMs: [3000, 5000] })]).toEqual([100, 200, null]);
  });
});

describe('servers', () => {
  const one = run([], [[500, 0, 0], [1500, 0, 0], [1600, 1, 0], [1700, 0, 0], [1800, 0, 0], [2000, 2, 2], [2100, 3, 1], [2200, 2, 1], [2300, 3, 1], [2400, 3, 1]]);
  it('shares are of attempts that reached an application, or a node', () => {
    expect(value(one, { metric: 'loadSharePct', of: 'a' })).toBe(75);
    expect(value(one, { metric: 'loadSharePct', of: 'first' })).toBe(75);
    expect(value(one, { metric: 'loadSharePct', of: 'b', windowMs: [0, 1650] })).toBeCloseTo(33.333, 2);
    expect(value(one, { metric: 'loadSharePct', of: 'r' })).toBe(60);
    expect(value(one, { metric: 'attempts' })).toBe(4);
    expect(value(one, { metric: 'attempts', of: 'p' })).toBe(2);
    expect(value(one, { metric: 'primaryReadSharePct' })).toBe(25);
    expect(value(one, { metric: 'loadSharePct', of: 'nobody' })).toBe(0);
  });
  it('utilisation is of their workers', () => {
    expect(value(one, { metric: 'utilisationPct', of: 'a' })).toBe(50);
    expect(value(one, { metric: 'utilisationPct', of: 'b', windowMs: [1500, 3000] })).toBe(25);
    expect(value(one, { metric: 'utilisationPct' })).toBeCloseTo(2500 / 60, 6);
  });
  it('cost and writes', () => {
    expect([value(one, { metric: 'costUnits' }), value(one, { metric: 'costUnits', of: 'a' }), value(one, { metric: 'lostAckedWrites' }), value(one, { metric: 'maxAckedWritesAtRisk' })]).toEqual([5, 1, 2, 3]);
  });
});

describe('workers left after the largest loss', () => {
  const on = (machines: { [name: string]: string }): number | null => {
    const design = model({
      hosts: Object.entries(machines).map(([name, machine]) => host(`host-${name}`, { machine })), applications: Object.keys(machines).map((name) => application(name, { workers: name === 'large' ? 16 : 4 })),
    });
    return measure({ metric: 'workersLeft', of: null, class: null, windowMs: null }, run([]), design);
  };
  it('counts what does not stand on the machine with most of them', () => {
    expect(on({ a: 'A', b: 'A', c: 'A' })).toBe(0);
    expect(on({ a: 'A', b: 'A', c: 'B' })).toBe(4);
    expect(on({ a: 'A', b: 'B', c: 'C' })).toBe(8);
    expect(on({ a: 'A', b: 'A', large: 'B' })).toBe(8);
    expect(on({})).toBeNull();
  });
  it('counts no application that stands in no list of a balancer', () => {
    const hosts = ['a', 'b', 'c'].map((name) => host(`host-${name}`, { machine: name }));
    const design = model({ hosts, applications: ['a', 'b', 'c'].map((name) => application(name)), loadBalancers: [haproxy([backend([server('a'), server('b')])])] });
    expect(measure({ metric: 'workersLeft', of: null, class: null, windowMs: null }, run([]), design)).toBe(4);
  });
});

describe('recovery', () => {
  const fault = { atMs: 3200, kind: 'fault-begins', at: 'host-a', about: 'host-loss' } as const;
  const down = (atMs: number, about: string): HistoryEvent => ({ atMs, kind: 'server-down', at: 'lb1', about });
  const requests: Request[] = Array.from({ length: 100 }, (_, i) => [i * 100, i * 100 + 10, i >= 33 && i < 61 ? 'unanswered' : 'ok']);
  it('detection is to the last server hit, null where one was never marked', () => {
    expect(value(run(requests, [], [fault, down(5200, 'first')]), { metric: 'detectionS' })).toBe(2);
    expect(value(run(requests, [], [fault, down(5200, 'b')]), { metric: 'detectionS' })).toBeNull();
    expect(value(run(requests), { metric: 'detectionS' })).toBeNull();
  });
  it('users have recovered at the first second after which all are good', () => {
    expect(value(run(requests, [], [fault]), { metric: 'userRtoS' })).toBeCloseTo(3.8, 9);
    expect(value(run(requests.map(([a, b]) => [a, b, 'ok']), [], [fault]), { metric: 'userRtoS' })).toBe(0);
    expect(value(run([...requests, [9900, 9900, 'refused']], [], [fault]), { metric: 'userRtoS' })).toBeNull();
  });
  it('healthy servers marked down: those under no fault, a pause being none', () => {
    expect(value(run([], [], [fault, down(4000, 'first'), down(4100, 'b')]), { metric: 'serversMarkedDownWhileHealthy' })).toBe(1);
    expect(value(run([], [], [{ ...fault, at: 'a', about: 'process-pause' }, down(4000, 'first')]), { metric: 'serversMarkedDownWhileHealthy' })).toBe(1);
    expect(value(run([], [], [fault, { ...fault, atMs: 3500, kind: 'fault-ends' }, down(4000, 'first')]), { metric: 'serversMarkedDownWhileHealthy' })).toBe(1);
  });
});

describe('timelineOf', () => {
  it('has one value a second', () => {
    const line = timelineOf(run([[500, 600, 'ok'], [1500, 1700, 'ok'], [1600, 1700, 'error-502']], [[1500, 1, 0], [1600, 1, 0]]));
    expect([line.seconds, line.requests.slice(0, 3), line.failed.slice(0, 3), line.p99Ms.slice(0, 3)]).toEqual([10, [1, 2, 0], [0, 1, 0], [100, 200, null]]);
    expect([line.servers[1].attempts[1], line.servers[0].busyPct[0], line.servers[1].busyPct[0]]).toEqual([2, 50, 25]);
  });
  it('is empty without a history, and nothing but the cost can be measured', () => {
    const bare = { ...run([]), history: null };
    expect([timelineOf(bare).seconds, value(bare, { metric: 'availabilityPct' }), value(bare, { metric: 'costUnits' })]).toEqual([0, null, 5]);
  });
});
