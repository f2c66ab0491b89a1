// Designs that faults are tried on, and the quiet load under them.
import type { Exercise } from '../../../src/course/index.ts';
import type { Model } from '../../../src/infrastructure/model.ts';
import { WHOLE } from '../../../src/grader/explore/plan.ts';
import type { Expedition } from '../../../src/grader/explore/explore.ts';
import { application, backend, check, haproxy, host, model, nginx, node, scenario, server, virtualAddress } from '../../simulation/build.ts';

const pool = (names: string[]) => backend(names.map((name) => server(name, { check: check(500, 2) })), { redispatch: -1 });
const balancer = (name: string, names: string[]) => ({ ...haproxy([pool(names)]), name, host: name });
const database = (kind: 'node' | 'virtual-address') => ({
  writer: kind === 'node' ? { kind, name: 'db1' } : { kind, address: '10.0.0.9' }, readers: [{ kind: 'node' as const, name: 'db2' }], queryTimeoutMs: 500, connectTimeoutMs: 300, readAfterWrite: { kind: 'none' as const },
});

/** One of each: every loss stops it. */
export const CHAIN: Model = model({ loadBalancers: [balancer('lb1', ['a'])], applications: [application('a')] });

/** Two applications on one machine, a third behind nginx on another; one zone has a name. */
export const MIXED: Model = model({
  loadBalancers: [{ ...haproxy([backend([server('a', { check: check(500, 2) }), server('b', { check: check(500, 2) }), server('n', { target: { kind: 'load-balancer', name: 'n' }, check: check(500, 2) })], { redispatch: -1 })]), name: 'lb1', host: 'lb1' }, nginx('n', [{ target: 'c' }])],
  applications: ['a', 'b', 'c'].map((name) => application(name)),
  hosts: ['lb1', 'host-a', 'host-b', 'host-c', 'host-n'].map((name) => host(name, { machine: name === 'host-a' || name === 'host-b' ? 'M' : name, zone: name === 'host-c' ? 'north' : name })),
});

/** A pair of balancers with a virtual address, and a replicated database without failover. */
export const REPLICATED: Model = {
  ...model({
    loadBalancers: [balancer('lb1', ['a', 'b']), balancer('lb2', ['a', 'b'])], applications: ['a', 'b'].map((name) => application(name, { database: database('node') })),
    nodes: [node('db1'), node('db2', { replicateFrom: 'db1', readOnly: true })],
  }),
  virtualAddresses: [virtualAddress([{ host: 'lb1', priority: 150 }, { host: 'lb2', priority: 100 }])],
};

/** The same with three database nodes in two zones, whose failover is automatic: 7 processes on 7 hosts. */
export const FAILOVER: Model = {
  ...REPLICATED,
  ...model({
    loadBalancers: REPLICATED.loadBalancers, applications: ['a', 'b'].map((name) => application(name, { database: database('virtual-address') })),
    nodes: [node('db1'), node('db2', { replicateFrom: 'db1', readOnly: true }), node('db3', { replicateFrom: 'db1', readOnly: true })],
    hosts: ['lb1', 'lb2', 'host-a', 'host-b', 'host-db1', 'host-db2', 'host-db3'].map((name) => host(name, { zone: name === 'host-db1' || name === 'host-a' ? 'z1' : name })),
  }),
  virtualAddresses: REPLICATED.virtualAddresses,
  databases: {
    nodes: [node('db1'), node('db2', { replicateFrom: 'db1', readOnly: true }), node('db3', { replicateFrom: 'db1', readOnly: true })],
    failover: { mode: 'automatic', voters: ['lb1', 'lb2', 'host-a'], quorum: true, heartbeatMs: 1000, failuresToDeclare: 2, promote: { kind: 'most-advanced' }, fencing: { kind: 'none' }, clientsFollow: { kind: 'virtual-address' } },
  },
};

const SEVEN = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** Two balancers with a virtual address, seven applications, and the three nodes with automatic failover: 12 processes on 12 hosts. */
export const TWELVE: Model = {
  ...FAILOVER,
  ...model({
    loadBalancers: [balancer('lb1', SEVEN), balancer('lb2', SEVEN)], applications: SEVEN.map((name) => application(name, { database: database('virtual-address') })),
    hosts: ['lb1', 'lb2', ...SEVEN.map((name) => `host-${name}`), 'host-db1', 'host-db2', 'host-db3'].map((name) => host(name)),
  }),
  virtualAddresses: FAILOVER.virtualAddresses, databases: FAILOVER.databases,
};

const query = { distribution: 'fixed', ms: 5 } as const;

/** Such a design under 20 requests a second, half of them reads and a fifth writes where it has a database. */
export function expedition(design: Model, given: Partial<Expedition> & { ratePerSecond?: number } = {}): Expedition {
  const { ratePerSecond = 20, ...rest } = given;
  const load = scenario(ratePerSecond, 60, design.databases.nodes.length === 0 ? {} : {
    classes: [
      { name: 'page', share: 0.3, method: 'GET', database: null, service: null }, { name: 'read', share: 0.5, method: 'GET', database: { access: 'read', query }, service: null },
      { name: 'write', share: 0.2, method: 'POST', database: { access: 'write', query }, service: null },
    ],
  });
  const exercise = { id: 'test', seeds: [1, 2, 3], runs: [{ ...load, title: '' }], checks: [], gold: null, diagnoses: [], explore: { run: load.id, pairs: false } } as unknown as Exercise;
  return { model: design, exercise, events: 10_000_000, eventsInAll: Infinity, wanted: WHOLE, ...rest };
}
