// The exploration that is measured: twelve components under the load of an exercise.
import type { Exercise } from '../../course/index.ts';
import { GRADER_LIMITS } from '../../grader/index.ts';
import { explore, survey, type Expedition } from '../../grader/explore/explore.ts';
import { WHOLE } from '../../grader/explore/plan.ts';
import type { Infrastructure } from '../../infrastructure/index.ts';
import { modelOf, scenarioOf } from './designs.ts';
import type { Row } from './measure.ts';

const NAMES = ['app1', 'app2', 'app3', 'app4', 'app5', 'app6', 'app7'];

/** Two HAProxy with a virtual address, seven applications, three database nodes with automatic failover: 12 processes on 12 hosts. */
const TWELVE: Infrastructure = {
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

/** Why the goals are missed, and what was tried. */
export const EXPLORATION_TRIED: string[] = [
  'Exploration: forks instead of whole runs, and one run for faults with the same effect, are in these numbers. 12 components have 872 faults at 5 moments; 536 of them differ, and each is 6,000 requests that wait for a database.',
  'Exploration: shorter horizons and fewer rows would reach the goals, and are not taken: the table is never shortened to meet a budget.',
];

/** What one exploration did. */
interface ExplorationRun { /** Of processor time. */ seconds: number; cells: number; simulated: number; confirmed: number; events: number }

/** All single faults of the twelve components. Run twice, so that the second is warm. */
export function explorationRows(): Row[] {
  exploreTwelve();
  const { seconds, cells, simulated, confirmed, events } = exploreTwelve();
  return [
    { id: 'explore.single', what: 'all single faults of 12 components, warm, processor time', value: seconds * 1000, unit: 'ms', goal: '< 1000', reached: seconds < 1, note: `${cells} faults, ${simulated} simulated, ${confirmed} again in full` },
    { id: 'explore.forks', what: 'faults for each one that is simulated', value: cells / simulated, unit: '×', goal: '', reached: null, note: '' },
    { id: 'explore.cell', what: 'one fault, 30 s at 200 requests/s', value: (seconds * 1000) / (simulated + 2 * 3 * confirmed), unit: 'ms', goal: '', reached: null, note: `a fault in full on 3 seeds counts as six; ${Math.round(events / 1e6)} million events, with those before the fork` },
  ];
}

/** Explores the twelve components. */
function exploreTwelve(): ExplorationRun {
  const begin = process.cpuUsage();
  const exercise = { seeds: [1, 2, 3], runs: [{ ...LOAD, title: '' }], checks: [], gold: null, diagnoses: [], explore: { run: LOAD.id, pairs: false } } as unknown as Exercise;
  const expedition: Expedition = { model: modelOf(TWELVE), exercise, events: GRADER_LIMITS.events, eventsInAll: Infinity, wanted: WHOLE };
  const ground = survey(expedition);
  const count = { cells: ground.cells.length, simulated: ground.cells.filter(({ sameAs }) => sameAs === null).length, confirmed: 0, events: 0 };
  for (const { cell, events } of explore(expedition, ground)) {
    if (cell.isConfirmed && cell.sameAs === null) count.confirmed++;
    count.events += events;
  }
  return { seconds: (({ user, system }) => (user + system) / 1e6)(process.cpuUsage(begin)), ...count };
}
