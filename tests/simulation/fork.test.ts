import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/infrastructure/model.ts';
import { createSimulation, digestOf, simulate, type Fault, type Scenario } from '../../src/simulation/index.ts';
import { application, backend, check, haproxy, host, model, node, server, virtualAddress } from './build.ts';
import { RICH, STORM } from './storm.ts';

const options = { seed: 7, limits: { events: 10_000_000 }, record: true };
const at = (atMs: number, fault: object, untilMs: number | null = null): Fault => ({ atMs, untilMs, ...fault }) as Fault;

const pool = backend([server('a', { check: check(500) }), server('b', { check: check(500) })], { redispatch: -1 });
/** Two balancers with a virtual address, two applications, and a database whose failover is automatic. */
const PAIR: Model = {
  ...model({
    loadBalancers: [{ ...haproxy([pool]), name: 'lb1', host: 'lb1' }, { ...haproxy([pool]), name: 'lb2', host: 'lb2' }],
    applications: ['a', 'b'].map((name) => application(name, {
      database: { writer: { kind: 'virtual-address', address: '10.0.0.9' }, readers: [], queryTimeoutMs: 500, connectTimeoutMs: 300, readAfterWrite: { kind: 'none' } },
    })),
    nodes: [node('db1'), node('db2', { replicateFrom: 'db1', readOnly: true }), node('db3', { replicateFrom: 'db1', readOnly: true, delayMs: 2000 })],
    hosts: ['lb1', 'lb2', 'host-a', 'host-b', 'host-db1', 'host-db2', 'host-db3'].map((name) => host(name, { zone: name.endsWith('1') ? 'z1' : 'z2' })),
  }),
  virtualAddresses: [virtualAddress([{ host: 'lb1', priority: 150 }, { host: 'lb2', priority: 100 }])],
};
PAIR.databases.failover = {
  mode: 'automatic', voters: ['lb1', 'lb2', 'host-a'], quorum: true, heartbeatMs: 1000, failuresToDeclare: 2, promote: { kind: 'most-advanced' }, fencing: { kind: 'none' },
  clientsFollow: { kind: 'virtual-address' },
};
const SMALL = model({ loadBalancers: [haproxy([backend([server('a')])])], applications: [application('a')] });

const KINDS: object[] = [
  { kind: 'host-loss', host: 'host-a' }, { kind: 'machine-loss', machine: 'lb1' }, { kind: 'zone-loss', zone: 'z1' }, { kind: 'process-crash', target: 'lb1' }, { kind: 'process-crash', target: 'a' },
  { kind: 'process-crash', target: 'db1' }, { kind: 'host-loss', host: 'host-db1' }, { kind: 'process-pause', target: 'b' }, { kind: 'process-pause', target: 'lb1' }, { kind: 'slow', target: 'a', speed: 0.1 },
  { kind: 'bad-answers', target: 'a', answer: 500 }, { kind: 'bad-answers', target: 'b', answer: 'stalls' }, { kind: 'partition', from: 'lb1', to: 'host-a', oneWay: false },
  { kind: 'partition', from: 'lb1', to: 'lb2', oneWay: true }, { kind: 'partition', from: 'host-db1', to: 'host-db2', oneWay: false }, { kind: 'load-spike', factor: 3 },
];

/** The digest of a run with these faults added at the moment of the first, after others were tried and taken back. */
function forked(design: Model, load: Scenario, faults: Fault[], others: Fault[] = faults): string {
  const simulation = createSimulation(design, load, { ...options, forks: true });
  simulation.runBefore(faults[0].atMs);
  const before = simulation.snapshot();
  simulation.inject(others);
  simulation.finish();
  simulation.restore(before);
  simulation.inject(faults);
  return digestOf(simulation.finish());
}
const full = (design: Model, load: Scenario, faults: Fault[]): string => digestOf(simulate(design, { ...load, faults: [...load.faults, ...faults] }, options));

describe('faults added on the way', () => {
  const CALM: Scenario = { ...STORM, durationMs: 40_000, faults: [] };
  it.each(KINDS.map((fault) => [JSON.stringify(fault), fault] as const))('do what they do in a scenario that has them: %s', (_, fault) => {
    for (const design of [PAIR, RICH, SMALL]) {
      for (const added of [[at(17_000, fault)], [at(17_000, fault, 24_500)]]) expect(forked(design, CALM, added, [at(17_000, { kind: 'zone-loss', zone: 'lb1' })])).toBe(full(design, CALM, added));
    }
  });
  it('do so all together, in a storm and after the faults of the scenario', () => {
    const calm = { ...STORM, faults: [] };
    expect(forked(RICH, calm, STORM.faults)).toBe(full(RICH, calm, STORM.faults));
    const late = [at(27_000, { kind: 'host-loss', host: 'host-db1' }), at(31_000, { kind: 'load-spike', factor: 0.2 }, 50_000)];
    expect(forked(RICH, STORM, late)).toBe(full(RICH, STORM, late));
    const [first, second] = [at(17_000, { kind: 'host-loss', host: 'lb1' }), at(17_500, { kind: 'process-crash', target: 'db1' })];
    const simulation = createSimulation(PAIR, CALM, { ...options, forks: true });
    simulation.runBefore(17_000);
    simulation.inject([first]);
    simulation.runBefore(17_500);
    simulation.inject([second]);
    expect(digestOf(simulation.finish())).toBe(full(PAIR, CALM, [first, second]));
  });
  it('come before all else at their moment', () => {
    // Checks happen every half second from the same start, so each multiple of their interval is a moment of theirs.
    const sole = { ...CALM, workload: { ...CALM.workload, arrivals: [{ fromMs: 0, ratePerSecond: 0 }] } };
    for (const atMs of [16_000, 16_250, 16_500, 17_000]) {
      const added = [at(atMs, { kind: 'process-crash', target: 'b' }, atMs + 500)];
      expect(forked(RICH, sole, added)).toBe(full(RICH, sole, added));
    }
  });
  it('count the writes that were at risk before they were known', () => {
    const simulation = createSimulation(PAIR, CALM, { ...options, forks: true });
    simulation.runBefore(30_000);
    const before = simulation.snapshot();
    const atRisk = [[], [at(30_000, { kind: 'host-loss', host: 'host-db1' })], [at(30_000, { kind: 'zone-loss', zone: 'z1' }), at(30_000, { kind: 'host-loss', host: 'host-db2' })]].map((faults) => {
      simulation.restore(before);
      simulation.inject(faults);
      const { writes } = simulation.finish().history!;
      expect(writes).toEqual(simulate(PAIR, { ...CALM, faults }, options).history!.writes);
      return writes.mostAtRisk;
    });
    expect(atRisk[0]).toBe(0);
    expect(atRisk[1]).toBeGreaterThan(0);
    expect(atRisk[2]).toBeGreaterThanOrEqual(atRisk[1]);
  });
  it('tell who holds the address', () => {
    const simulation = createSimulation(PAIR, CALM, { ...options, forks: true });
    expect(simulation.holders()).toEqual([['lb1']]);
    simulation.inject([at(5000, { kind: 'host-loss', host: 'lb1' })]);
    simulation.runUntil(15_000);
    expect(simulation.holders()).toEqual([['lb2']]);
  });
});
