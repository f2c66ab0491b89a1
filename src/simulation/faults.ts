// Faults: what begins and ends when, which processes it reaches, and what becomes of the work there.
import type { Host } from '../infrastructure/model.ts';
import type { Fault } from './scenario.ts';
import type { World } from './world.ts';
import { EVENT } from './world.ts';
import { KIND, STAGE, STATUS, freeCall } from './calls.ts';
import { PLACE } from './layout/layout.ts';
import { BEHAVIOUR } from './processes.ts';
import { disconnect, endCall, loseCall } from './network.ts';
import { leaveQueue } from './waiting.ts';
import { startWork } from './application/work.ts';
import { freeCores, holdsCore, seekCore } from './application/cores.ts';
import { beginHealthPage } from './application/health.ts';
import { resetBalancer, startChecks } from './haproxy/checks.ts';
import { callOperator } from './database/failover.ts';
import { catchUp } from './database/replication.ts';
import { switchHosts } from './keepalived/addresses.ts';
import { compileCuts } from './partition.ts';
import { compileLoad } from './load.ts';
import { compileRisk } from './database/risk.ts';

/** Whether a fault silences a host. */
export function hitsHost(fault: Fault, host: Host): boolean {
  switch (fault.kind) {
    case 'host-loss': return fault.host === host.name;
    case 'machine-loss': return fault.machine === host.machine;
    case 'zone-loss': return fault.zone === host.zone;
    default: return false;
  }
}

/** What a fault is told about by. */
function faultTarget(fault: Fault): string {
  switch (fault.kind) {
    case 'host-loss': return fault.host;
    case 'machine-loss': return fault.machine;
    case 'zone-loss': return fault.zone;
    case 'load-spike': return 'load';
    case 'partition': return `${fault.from} ${fault.oneWay ? 'to' : 'and'} ${fault.to}`;
    default: return fault.target;
  }
}

/** Makes these the faults of a world, with all that follows from them. */
export function setFaults(world: World, faults: readonly Fault[]): void {
  world.faults = faults;
  world.cuts = compileCuts(world.layout.model, faults);
  world.users.load = compileLoad(world.scenario, faults);
  world.risk = compileRisk(world);
}

/** Adds faults that have not begun, and returns the position of the first. */
export function addFaults(world: World, added: readonly Fault[]): number {
  const { activeFaults } = world;
  const first = world.faults.length;
  setFaults(world, [...world.faults, ...added]);
  const active = new Uint8Array(world.faults.length);
  active.set(activeFaults.active);
  activeFaults.active = active;
  return first;
}

/** Adds faults and puts their beginnings and ends into the queue. They come before all else that happens at the same moment, so it does not matter when they were added. */
export function scheduleFaults(world: World, added: readonly Fault[]): void {
  const first = addFaults(world, added);
  added.forEach((fault, i) => {
    world.queue.urgent(fault.atMs, EVENT.faultBegins, first + i, 0);
    if (fault.untilMs !== null) world.queue.urgent(fault.untilMs, EVENT.faultEnds, first + i, 0);
  });
}

/** A fault begins (1) or ends (0). */
export function switchFault(world: World, index: number, active: 0 | 1): void {
  const fault = world.faults[index];
  world.activeFaults.active[index] = active;
  world.recorder?.event(world.queue.now, active === 1 ? 'fault-begins' : 'fault-ends', faultTarget(fault), fault.kind);
  for (let place = 0; place < world.layout.placeCount; place++) refresh(world, place);
  switchHosts(world);
  if (fault.kind === 'partition' && active === 0) fetchMissed(world);
  callOperator(world);
}

/** Power has been cut somewhere: what ran there falls silent. */
export function powerOff(world: World): void {
  for (let place = 0; place < world.layout.placeCount; place++) refresh(world, place);
}

/** A partition is over: replicas fetch what did not reach them. */
function fetchMissed(world: World): void {
  world.layout.node.forEach((node, place) => {
    if (node !== null) catchUp(world, place);
  });
}

/** Brings one process to the state that the active faults leave it in. */
function refresh(world: World, place: number): void {
  const { faults, layout, processes } = world;
  const host = layout.model.hosts[layout.host[place]];
  const name = layout.names[place];
  let silent = world.failover.poweredOff[layout.host[place]] ?? 0;
  let crashed = 0;
  let speed = 1;
  let resumesMs = 0;
  let behaviour: number = BEHAVIOUR.good;
  faults.forEach((fault, i) => {
    if (world.activeFaults.active[i] === 0) return;
    if (host !== undefined && hitsHost(fault, host)) silent = 1;
    if (!('target' in fault) || fault.target !== name) return;
    if (fault.kind === 'process-crash') crashed = 1;
    else if (fault.kind === 'bad-answers') behaviour = typeof fault.answer === 'number' ? fault.answer : BEHAVIOUR[fault.answer];
    else if (fault.kind === 'slow') speed *= fault.speed;
    else resumesMs = Math.max(resumesMs, fault.untilMs ?? Infinity);
  });
  const wasDead = processes.silent[place] === 1 || processes.crashed[place] === 1;
  const dead = silent === 1 || crashed === 1;
  const paused = resumesMs > 0 ? 1 : 0;
  if (!dead && (speed !== processes.speed[place] || paused !== processes.paused[place])) changePace(world, place, speed, paused);
  processes.behaviour[place] = behaviour;
  processes.speed[place] = speed;
  processes.paused[place] = paused;
  processes.resumesMs[place] = resumesMs > 0 ? resumesMs : Infinity;
  processes.silent[place] = silent;
  processes.crashed[place] = crashed;
  if (dead && !wasDead) die(world, place, silent === 1);
  else if (!dead && wasDead) revive(world, place);
}

/** Work in progress goes on at another pace: what is left of it is reckoned anew. */
function changePace(world: World, place: number, speed: number, paused: 0 | 1): void {
  const { calls, processes, queue } = world;
  const before = processes.paused[place] === 1 ? 0 : processes.speed[place];
  processes.speed[place] = speed;
  const wasPaused = processes.paused[place];
  const held = heldCores(world, place);
  processes.paused[place] = paused;
  for (let call = 0; call < calls.ends[1]; call++) {
    if (calls.place[call] !== place) continue;
    if (calls.stage[call] === STAGE.working) {
      if (calls.queue[call] >= 0) {
        // It waits for a core: nothing of it is done yet, and a process that stands still wants none.
        if (paused === 1) leaveQueue(world.waiting, calls, call);
        continue;
      }
      calls.workMs[call] = Math.max(0, calls.workMs[call] - (queue.now - calls.sinceMs[call]) * before);
      if (wasPaused === 1) seekCore(world, call);
      else startWork(world, call);
    } else if (calls.stage[call] === STAGE.healthPage) {
      calls.placeStamp[call]++;
      if (wasPaused === 1 || paused === 0) beginHealthPage(world, call);
    }
  }
  if (paused === 1) freeCores(world, place, held);
}

/** Cores that the work of a place holds and others may want. */
function heldCores(world: World, place: number): number {
  if (world.layout.scarce[place] === 0) return 0;
  let held = 0;
  for (let call = 0; call < world.calls.ends[1]; call++) if (world.calls.place[call] === place && holdsCore(world, call)) held++;
  return held;
}

/** Calls that a process has accepted and not answered. */
function accepted(world: World, place: number): number[] {
  const { calls, layout } = world;
  const found: number[] = [];
  for (let call = 0; call < calls.ends[1]; call++) {
    if (calls.place[call] !== place) continue;
    const stage = calls.stage[call];
    if (stage > STAGE.syn && stage !== STAGE.lost && (stage !== STAGE.answered || place < layout.balancerCount)) found.push(call);
  }
  return found;
}

/** A process dies. With its host it falls silent; alone, the kernel closes its connections. */
function die(world: World, place: number, silently: boolean): void {
  const { calls, layout, processes, replicas, queue } = world;
  const all = accepted(world, place);
  const held = all.filter((call) => holdsCore(world, call)).length;
  if (place >= layout.balancerCount) {
    world.recorder?.busy(queue.now, place - layout.balancerCount, processes.busy[place]);
    world.recorder?.waiting(queue.now, place - layout.balancerCount, 0);
    processes.busy[place] = 0;
    replicas.applying[place] = 0;
  }
  forgetServers(world, place, all);
  for (const call of all) {
    if (silently || calls.kind[call] === KIND.apply) {
      loseCall(world, call);
      continue;
    }
    const outgoing = calls.outgoing[call];
    calls.outgoing[call] = -1;
    if (calls.queue[call] >= 0) leaveQueue(world.waiting, calls, call);
    if (outgoing >= 0) disconnect(world, outgoing);
    calls.placeStamp[call]++;
    if (calls.gone[call] === 1) freeCall(calls, call);
    else endCall(world, call, calls.status[call] === STATUS.stalled ? STATUS.cut : STATUS.closed);
  }
  freeCores(world, place, held);
}

/** A load balancer that dies forgets which server has how many requests, and all that it knew of their health. */
function forgetServers(world: World, place: number, sessions: number[]): void {
  const { calls, layout } = world;
  if (place >= layout.balancerCount) return;
  for (const call of sessions) {
    const server = calls.server[call];
    if (server < 0) continue;
    if (layout.kind[place] === PLACE.haproxy) world.farms[calls.backend[call]].count(server, -1);
    else world.peers[place]!.state.connections[server]--;
    calls.server[call] = -1;
  }
  if (layout.kind[place] === PLACE.haproxy) resetBalancer(world, place);
}

/** A process is back, empty-handed. */
function revive(world: World, place: number): void {
  const { layout } = world;
  if (layout.kind[place] === PLACE.haproxy) startChecks(world, place);
  if (layout.kind[place] === PLACE.node) catchUp(world, place);
}
