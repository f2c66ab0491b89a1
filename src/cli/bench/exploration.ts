// The exploration that is measured: twelve components under the load of an exercise.
import { GRADER_LIMITS } from '../../grader/index.ts';
import { explore, survey, type Expedition } from '../../grader/explore/explore.ts';
import { WHOLE, type Wanted } from '../../grader/explore/plan.ts';
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

const SEEDS = [1, 2, 3];
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
  'Exploration: forks instead of whole runs, on further seeds too, and one run for faults with the same effect, are in these numbers. Each fork is 6,000 requests that wait for a database: 35,000 events, which no part of the simulator takes much of.',
  'Exploration: restoring a snapshot in place gained nothing, keeping requests alone of the history 6 %, no history at all 16 %.',
  'Exploration: shorter horizons, fewer rows, or one run for identical servers would reach the goals, and are not taken: the table is never shortened to meet a budget, and nothing proves that no verdict changes.',
];

/** What one exploration did. */
interface ExplorationRun { /** Of processor time. */ seconds: number; cells: number; simulated: number; confirmed: number; events: number }

/** All single faults of the twelve components, twice, so that the second is warm; then all pairs. */
export function explorationRows(): Row[] {
  exploreTwelve(WHOLE);
  const single = exploreTwelve(WHOLE);
  const pairs = exploreTwelve({ ...WHOLE, allMoments: false, pairs: true });
  const note = ({ cells, simulated, confirmed }: ExplorationRun): string => `${cells} cells, ${simulated} simulated, ${confirmed} of them on all seeds`;
  return [
    { id: 'explore.single', what: 'all single faults of 12 components, warm, processor time', value: single.seconds * 1000, unit: 'ms', goal: '< 1000', reached: single.seconds < 1, note: note(single) },
    { id: 'explore.pairs', what: 'all pairs of them, in steady state', value: pairs.seconds, unit: 's', goal: '< 30', reached: pairs.seconds < 30, note: `${note(pairs)}; single faults of the steady state included` },
    { id: 'explore.forks', what: 'faults for each one that is simulated', value: single.cells / single.simulated, unit: '×', goal: '', reached: null, note: `pairs: ${(pairs.cells / pairs.simulated).toFixed(2)}` },
    { id: 'explore.cell', what: 'one fault on one seed, 30 s at 200 requests/s', value: (single.seconds * 1000) / runsOf(single), unit: 'ms', goal: '', reached: null, note: `${Math.round(single.events / runsOf(single) / 1000)} thousand events; pairs: ${((pairs.seconds * 1000) / runsOf(pairs)).toFixed(1)} ms` },
  ];
}

/** Forks that were run: one for each simulated cell, and one for each further seed of a confirmed one. */
const runsOf = ({ simulated, confirmed }: ExplorationRun): number => simulated + (SEEDS.length - 1) * confirmed;

/** Explores the twelve components. */
function exploreTwelve(wanted: Wanted): ExplorationRun {
  const begin = process.cpuUsage();
  const exercise = { seeds: SEEDS, runs: [{ ...LOAD, title: '' }], checks: [], gold: null, diagnoses: [], explore: { run: LOAD.id, pairs: false } };
  const expedition: Expedition = { model: modelOf(TWELVE), exercise, events: GRADER_LIMITS.events, eventsInAll: Infinity, wanted };
  const ground = survey(expedition);
  const count = { cells: ground.cells.length, simulated: ground.cells.filter(({ sameAs }) => sameAs === null).length, confirmed: 0, events: 0 };
  for (const { cell, events } of explore(expedition, ground)) {
    if (cell.isConfirmed && cell.sameAs === null) count.confirmed++;
    count.events += events;
  }
  return { seconds: (({ user, system }) => (user + system) / 1e6)(process.cpuUsage(begin)), ...count };
}
