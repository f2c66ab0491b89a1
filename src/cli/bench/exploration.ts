// The exploration that is measured: twelve components under the load of an exercise.
import type { Exercise } from '../../course/index.ts';
import { GRADER_LIMITS } from '../../grader/index.ts';
import { explore, isLoss, survey, type Expedition } from '../../grader/explore/explore.ts';
import { WHOLE } from '../../grader/explore/plan.ts';
import type { Infrastructure } from '../../infrastructure/index.ts';
import { modelOf, scenarioOf } from './designs.ts';

const NAMES = ['app1', 'app2', 'app3', 'app4', 'app5', 'app6', 'app7'];

/** Two HAProxy with a virtual address, seven applications, three database nodes with automatic failover: 12 processes on 12 hosts. */
export const TWELVE: Infrastructure = {
  hosts: Object.fromEntries(['lb1', 'lb2', ...NAMES, 'db1', 'db2', 'db3'].map((name) => [name, name.startsWith('db') ? { size: 'medium' as const } : {}])),
  keepalived: { shop: { virtualAddress: '10.0.0.100', virtualRouterId: 51, members: { lb1: { priority: 150 }, lb2: { priority: 100 } } }, database: { virtualAddress: '10.0.0.200', virtualRouterId: 52, members: { db1: { priority: 150 }, db2: { priority: 100 }, db3: { priority: 90 } } } },
  haproxy: {
    on: ['lb1', 'lb2'], timeouts: { connect: '1s', client: '10s', server: '2s', queue: '2s' },
    backends: { site: { redispatch: true, servers: Object.fromEntries(NAMES.map((name) => [name, { to: name, check: { inter: '1s', fall: 2 } }])) } },
  },
  apps: Object.fromEntries(NAMES.map((name) => [name, { host: name, database: { writer: { virtualAddress: '10.0.0.200' }, readers: ['db2', 'db3'], queryTimeout: '1s', connectTimeout: '500ms' } }])),
  mariadb: {
    nodes: { db1: { host: 'db1', semiSync: true }, db2: { host: 'db2', replicateFrom: 'db1', readOnly: true, semiSync: true }, db3: { host: 'db3', replicateFrom: 'db1', readOnly: true, semiSync: true } },
    failover: { mode: 'automatic', voters: ['lb1', 'lb2', 'app1'], quorum: true, heartbeat: '1s', failuresToDeclare: 3, promote: 'most-advanced', fencing: 'stonith', clientsFollow: 'virtual-address' },
  },
} as unknown as Infrastructure;

const query = { distribution: 'exponential', meanMs: 5 } as const;
/** 200 requests a second: pages, reads and writes. */
const LOAD = scenarioOf({
  ratePerSecond: 200, durationMs: 120_000, warmupMs: 10_000, clientTimeoutMs: 5000, service: { distribution: 'exponential', meanMs: 40 },
  classes: [
    { name: 'page', share: 0.3, method: 'GET', database: null, service: null }, { name: 'read', share: 0.5, method: 'GET', database: { access: 'read', query }, service: null },
    { name: 'write', share: 0.2, method: 'POST', database: { access: 'write', query }, service: null },
  ],
});

/** What one exploration did. */
export interface ExplorationRun { /** Of processor time. */ seconds: number; cells: number; simulated: number; confirmed: number; events: number }

/** Explores the twelve components; `pairs` too. */
export function exploreTwelve(pairs: boolean): ExplorationRun {
  const begin = process.cpuUsage();
  const exercise = { seeds: [1, 2, 3], runs: [{ ...LOAD, title: '' }], explore: { run: LOAD.id, pairs } } as unknown as Exercise;
  const expedition: Expedition = { model: modelOf(TWELVE), exercise, events: GRADER_LIMITS.events, wanted: { ...WHOLE, pairs }, fails: isLoss };
  const ground = survey(expedition);
  const count = { cells: ground.cells.length, simulated: ground.cells.filter(({ sameAs }) => sameAs === null).length, confirmed: 0, events: 0 };
  for (const { cell, events } of explore(expedition, ground)) {
    if (cell.isConfirmed && cell.sameAs === null) count.confirmed++;
    count.events += events;
  }
  return { seconds: (({ user, system }) => (user + system) / 1e6)(process.cpuUsage(begin)), ...count };
}
