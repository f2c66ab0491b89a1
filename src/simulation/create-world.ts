// A simulation before its first event.
import type { Model } from '../infrastructure/model.ts';
import type { Scenario } from './scenario.ts';
import { EventQueue } from './engine/queue.ts';
import type { Columns } from './engine/columns.ts';
import { STREAM, createStreams } from './random/streams.ts';
import { HOP_MS, REFUSED_MS } from './layout/constants.ts';
import { PLACE, compileLayout } from './layout/layout.ts';
import { createCalls } from './calls.ts';
import { createWaiting } from './waiting.ts';
import { createProcesses } from './processes.ts';
import { createUsers, scheduleUser } from './users.ts';
import { Farm } from './haproxy/farm.ts';
import { createCookies } from './haproxy/cookies.ts';
import { backendChoices } from './haproxy/frontend.ts';
import { startChecks } from './haproxy/checks.ts';
import { Peers } from './nginx/peers.ts';
import { createReplicas } from './database/replicas.ts';
import { createAnswers } from './database/risk.ts';
import { createFailover, startLooking } from './database/failover.ts';
import { createWriters } from './database/read-after-write.ts';
import { scheduleFaults } from './faults.ts';
import { createAddresses, settle } from './keepalived/addresses.ts';
import { Recorder } from './recorder.ts';
import { answered, deliver } from './dispatch.ts';
import type { RunOptions } from './run.ts';
import type { World } from './world.ts';
import { isVoid } from './world.ts';

/** Everything in place: faults, first checks and the first user are scheduled. */
export function createWorld(model: Model, scenario: Scenario, { seed, record, forks = false }: Omit<RunOptions, 'limits'>): World {
  const queue: EventQueue = new EventQueue((kind, a, b) => isVoid(world.calls, kind, a, b));
  // The lanes that every request uses come first: the queue looks at no lane behind the last one in use.
  const [hop, deadline] = [queue.lane(HOP_MS), queue.lane(scenario.workload.clientTimeoutMs)];
  const layout = compileLayout(model, queue);
  const lanes = { hop, deadline, refused: queue.lane(REFUSED_MS - HOP_MS), replication: queue.lane(scenario.workload.replication.oneWayDelayMs) };
  const streams = createStreams(seed, STREAM.selection + layout.balancerCount + 1);
  const farms = layout.backends.map((backend) => new Farm(backend, streams, STREAM.selection + backend.place));
  const triedWords = Math.max(1, ...layout.nginx.map((nginx) => (nginx === null ? 1 : Math.ceil(nginx.targets.length / 32))));
  const world: World = {
    scenario, layout, queue, streams, lanes, triedWords, deliver, answered,
    calls: createCalls(triedWords), waiting: createWaiting(layout.coreQueues + model.hosts.length), processes: createProcesses(layout),
    users: createUsers(scenario), replicas: createReplicas(layout), writers: createWriters(scenario.workload.clientAddresses), failover: createFailover(layout),
    farms, cookies: createCookies(farms, scenario.workload.clientAddresses),
    choices: [], risk: { primary: -1, primarySurvives: true, survivors: [] }, answers: forks ? createAnswers(layout) : null,
    peers: layout.nginx.map((nginx, place) => (nginx === null ? null : new Peers(nginx, streams, STREAM.selection + place))),
    faults: [], activeFaults: { active: new Uint8Array(0) }, cuts: [], addresses: null,
    tally: { totals: new Float64Array(5) },
    recorder: record ? new Recorder(layout, scenario) : null,
    attributes: [], log: null,
  };
  for (const farm of farms) Object.assign(farm, { lines: world.waiting, tally: world.tally });
  world.choices = backendChoices(world);
  world.addresses = createAddresses(world);
  settle(world, STREAM.selection + layout.balancerCount);
  scheduleFaults(world, scenario.faults);
  startLooking(world);
  for (let place = 0; place < layout.balancerCount; place++) if (layout.kind[place] === PLACE.haproxy) startChecks(world, place);
  scheduleUser(world);
  return world;
}

/** All columns in which the state of a world lies, always in the same order. */
export function storesOf(world: World): Columns[] {
  const { addresses, answers, queue, recorder } = world;
  return [
    queue.state, world.streams,
    world.calls, world.waiting, world.processes, world.users.state, world.replicas, world.writers, world.failover, world.activeFaults, world.tally,
    ...world.farms.flatMap((farm) => [farm.state, farm.active.state, farm.backups.state]), ...world.cookies.jars,
    ...world.peers.flatMap((peers) => (peers === null ? [] : [peers.state])),
    ...(addresses === null ? [] : [addresses.state, addresses.vrrp.state]),
    ...(answers === null ? [] : [answers.count, answers.rows]),
    ...(recorder === null ? [] : [recorder.requests, recorder.attempts, recorder.fates, recorder.commits, recorder.sampled, recorder.counts, recorder.perSecond, recorder.latest]),
  ];
}
