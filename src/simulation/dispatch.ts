// One event: void if its stamp is old, else handed to its subject.
import type { World } from './world.ts';
import { EVENT as EVENTS } from './world.ts';
import { PLACE as PLACES } from './layout/layout.ts';
import { STATUS as STATUSES, freeCall } from './calls.ts';
import { arrive, disconnect, endCall, record } from './network.ts';
import { userArrives, userGivesUp } from './users.ts';
import { applicationAnswered, applicationDone, deliverToApplication } from './application/work.ts';
import { healthPageDone } from './application/health.ts';
import { deliverToHaproxy, requestTimedOut } from './haproxy/frontend.ts';
import { haproxyAnswered, queueTimedOut } from './haproxy/session.ts';
import { slowstartStep } from './haproxy/slowstart.ts';
import { turnAroundOver } from './haproxy/retry.ts';
import { checkServer, checkTimedOut } from './haproxy/checks.ts';
import { deliverToNginx, nginxAnswered } from './nginx/session.ts';
import { deliverToNode, nodeDone } from './database/node.ts';
import { acknowledged, ackTimedOut } from './database/commit.ts';
import { eligible, received } from './database/replication.ts';
import { declare, leaseOver, look, promotionDue } from './database/failover.ts';
import { gtidTimedOut } from './database/gtid-wait.ts';
import { switchFault } from './faults.ts';
import { forget } from './keepalived/addresses.ts';
import { VRRP_EVENT, handleVrrp } from './keepalived/events.ts';

// The same under names of this file: V8 knows these to be constant, and reads imported ones again each time.
const EVENT = EVENTS;
const PLACE = PLACES;
const STATUS = STATUSES;

/** Hands an accepted call to what runs at its place. */
export function deliver(world: World, call: number): void {
  switch (world.layout.kind[world.calls.place[call]]) {
    case PLACE.haproxy: return deliverToHaproxy(world, call);
    case PLACE.nginx: return deliverToNginx(world, call);
    case PLACE.application: return deliverToApplication(world, call);
    default: return deliverToNode(world, call);
  }
}

/** Tells the call that waited how the other one ended. */
export function answered(world: World, caller: number, status: number): void {
  switch (world.layout.kind[world.calls.place[caller]]) {
    case PLACE.haproxy: return haproxyAnswered(world, caller, status);
    case PLACE.nginx: return nginxAnswered(world, caller, status);
    default: return applicationAnswered(world, caller, status);
  }
}

/** When a process that stands still at the moment may handle an event of its own; 0: at once. */
function heldUntil(world: World, place: number): number {
  return place < world.layout.balancerCount && world.processes.paused[place] === 1 ? world.processes.resumesMs[place] : 0;
}

/** Puts off an event of a load balancer that stands still. */
function held(world: World, place: number): boolean {
  const until = heldUntil(world, place);
  if (until === 0) return false;
  const { queue } = world;
  queue.after(-1, until - queue.now, queue.kind, queue.a, queue.b);
  return true;
}

/** Handles the event that the queue has just given out. */
export function dispatch(world: World): void {
  const { queue, calls, layout } = world;
  const { kind, a, b } = queue;
  switch (kind) {
    case EVENT.user: return userArrives(world);
    case EVENT.arrive: return calls.placeStamp[a] === b ? arrive(world, a) : undefined;
    case EVENT.done: return calls.placeStamp[a] === b ? workDone(world, a) : undefined;
    case EVENT.healthPage: return calls.placeStamp[a] === b ? healthPageDone(world, a) : undefined;
    case EVENT.refused: return calls.placeStamp[a] === b ? endCall(world, a, STATUS.refused) : undefined;
    case EVENT.deadline: return calls.callerStamp[a] === b ? userGivesUp(world, a) : undefined;
    case EVENT.ackTimeout: return calls.placeStamp[a] === b ? ackTimedOut(world, calls.place[a]) : undefined;
    case EVENT.connectTimeout: return calls.callerStamp[a] === b ? callerTimedOut(world, a, STATUS.connectTimeout) : undefined;
    case EVENT.responseTimeout: return calls.callerStamp[a] === b ? callerTimedOut(world, a, STATUS.responseTimeout) : undefined;
    case EVENT.queueTimeout: return calls.placeStamp[a] === b && !held(world, calls.place[a]) ? queueTimedOut(world, a) : undefined;
    case EVENT.turnAround: return calls.placeStamp[a] === b && !held(world, calls.place[a]) ? turnAroundOver(world, a) : undefined;
    case EVENT.requestTimeout: return calls.placeStamp[a] === b && !held(world, calls.place[a]) ? requestTimedOut(world, a) : undefined;
    case EVENT.slowstart: return slowstartStep(world, a, b);
    case EVENT.lateAnswer: return calls.placeStamp[a] === b ? endCall(world, a, calls.status[a]) : undefined;
    case EVENT.check: case EVENT.checkTimeout: return checkEvent(world);
    case EVENT.received: return received(world, a, b);
    case EVENT.eligible: return eligible(world, a, b);
    case EVENT.acknowledged: return acknowledged(world, a, b);
    case EVENT.gtidTimeout: return calls.placeStamp[a] === b ? gtidTimedOut(world, a) : undefined;
    case EVENT.look: return look(world, a);
    case EVENT.declare: return declare(world, a, b);
    case EVENT.promote: return promotionDue(world, a, b);
    case EVENT.leaseOver: return leaseOver(world, a, b);
    case EVENT.faultBegins: return switchFault(world, a, 1);
    case EVENT.faultEnds: return switchFault(world, a, 0);
    case VRRP_EVENT.forget: return forget(world, a, b);
    default:
      if (world.addresses !== null && handleVrrp(world.addresses.vrrp)) return;
      throw new Error(`The event queue of ${layout.placeCount} places holds an unknown kind of event: ${kind}.`);
  }
}

function workDone(world: World, call: number): void {
  if (world.layout.kind[world.calls.place[call]] === PLACE.application) applicationDone(world, call);
  else nodeDone(world, call);
}

/** A caller stops waiting for a call and goes on without it. */
function callerTimedOut(world: World, call: number, status: number): void {
  const { calls } = world;
  const caller = calls.caller[call];
  if (held(world, calls.place[caller])) return;
  calls.outgoing[caller] = -1;
  const stalls = calls.status[call] === STATUS.stalled;
  record(world, call, status);
  if (status === STATUS.connectTimeout) freeCall(calls, call);
  else disconnect(world, call);
  answered(world, caller, stalls ? STATUS.stalled : status);
}

function checkEvent(world: World): void {
  const { layout, processes, queue } = world;
  const backend = layout.backends[layout.backendOfServer[queue.a]];
  const place = backend.place;
  if (world.farms[layout.backendOfServer[queue.a]].state.epoch[queue.a - backend.firstServer] !== queue.b || held(world, place)) return;
  if (processes.silent[place] === 1 || processes.crashed[place] === 1) return;
  if (queue.kind === EVENT.check) checkServer(world, queue.a);
  else checkTimedOut(world, queue.a);
}
