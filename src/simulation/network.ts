// How a call gets to its place, and how its end gets back: hops, refusals, silence.
import type { World } from './world.ts';
import { EVENT as EVENTS, TOTAL as TOTALS } from './world.ts';
import { CALLER as CALLERS, KIND, STAGE as STAGES, STATUS as STATUSES, addOutgoing, freeCall } from './calls.ts';
import { PLACE as PLACES } from './layout/layout.ts';
import { HOP_MS, REFUSED_MS, RETRANSMIT_MS, SYN_RETRY_MS } from './layout/constants.ts';
import { leaveQueue } from './waiting.ts';
import { dropFromApplication } from './application/work.ts';
import { userAnswered } from './users.ts';
import { checkAnswered } from './haproxy/checks.ts';
import { clientLeft } from './haproxy/frontend.ts';
import { observeConnected } from './haproxy/observe.ts';
import { nobodyReads } from './haproxy/session.ts';
import { releasePeer } from './nginx/peers.ts';
import { NOWHERE, canAnswer, userPlace } from './keepalived/addresses.ts';
import { pageAnswered } from './keepalived/test.ts';
import { severed } from './partition.ts';

// The same under names of this file: V8 knows these to be constant, and reads imported ones again each time.
const EVENT = EVENTS;
const TOTAL = TOTALS;
const CALLER = CALLERS;
const STAGE = STAGES;
const STATUS = STATUSES;
const PLACE = PLACES;

/** Sends a call on behalf of another to a place, one hop away. */
export function forward(world: World, caller: number, place: number): number {
  const { calls, queue, processes } = world;
  const call = addOutgoing(calls, caller, place, queue.now);
  const speed = processes.speed[calls.place[caller]];
  if (speed === 1) queue.after(world.lanes.hop, HOP_MS, EVENT.arrive, call, calls.placeStamp[call]);
  else queue.at(queue.now + HOP_MS / speed, EVENT.arrive, call, calls.placeStamp[call]);
  return call;
}

/** A call reaches its place, or the silence where that was. */
export function arrive(world: World, call: number): void {
  const { calls, processes, queue } = world;
  const caller = calls.caller[call];
  if (world.addresses !== null && caller === CALLER.user && calls.stage[call] !== STAGE.answered) {
    const at = userPlace(world, world.addresses);
    if (at === NOWHERE.silent) return waitForSyn(world, call);
    if (at === NOWHERE.refused) {
      userAnswered(world, call, STATUS.refused);
      return freeCall(calls, call);
    }
    calls.place[call] = at;
  }
  const place = calls.place[call];
  if (processes.silent[place] === 1 || (caller >= 0 && severed(world, calls.place[caller], place))) return waitForSyn(world, call);
  if (processes.crashed[place] === 1) {
    calls.stage[call] = STAGE.syn;
    if (calls.caller[call] < 0) return endCall(world, call, STATUS.refused);
    return queue.after(world.lanes.refused, REFUSED_MS - HOP_MS, EVENT.refused, call, calls.placeStamp[call]);
  }
  if (calls.stage[call] !== STAGE.answered && backlogFull(world, place)) {
    if (calls.stage[call] !== STAGE.overflow) countAttempt(world, call, false);
    waitForSyn(world, call);
    calls.stage[call] = STAGE.overflow;
    return;
  }
  if (processes.paused[place] === 1 && place < world.layout.balancerCount) {
    queue.after(-1, processes.resumesMs[place] - queue.now, EVENT.arrive, call, calls.placeStamp[call]);
    if (calls.stage[call] !== STAGE.answered) accept(world, call);
    calls.stage[call] = STAGE.answered;
    return;
  }
  if (calls.stage[call] !== STAGE.answered) accept(world, call);
  world.deliver(world, call);
}

/** An application whose workers are busy and whose backlog is full: Linux drops the SYN and says nothing (tcp_abort_on_overflow is 0). */
function backlogFull(world: World, place: number): boolean {
  const application = world.layout.application[place];
  if (application === null || application === undefined) return false;
  const { workers, listenBacklog } = application.application;
  return world.waiting.length[place] >= listenBacklog && world.processes.busy[place] >= workers;
}

function waitForSyn(world: World, call: number): void {
  const { calls, queue } = world;
  const waited = queue.now - calls.sentMs[call];
  if (calls.stage[call] === STAGE.travelling) {
    const connectMs = connectTimeout(world, calls.caller[call]);
    if (connectMs !== Infinity) queue.at(Math.max(calls.sentMs[call] + connectMs, queue.now), EVENT.connectTimeout, call, calls.callerStamp[call]);
    calls.stage[call] = STAGE.syn;
  }
  // SYN at 0, then 1, 3, 7, 15… seconds after the first.
  let at = SYN_RETRY_MS;
  while (at <= waited + 1) at = at * 2 + SYN_RETRY_MS;
  queue.at(Math.max(calls.sentMs[call] + at, queue.now), EVENT.arrive, call, calls.placeStamp[call]);
}

function connectTimeout(world: World, caller: number): number {
  if (caller < 0) return Infinity;
  const { calls, layout } = world;
  const place = calls.place[caller];
  switch (layout.kind[place]) {
    case PLACE.haproxy: return layout.backends[calls.backend[caller]].backend.timeouts.connectMs;
    case PLACE.nginx: return layout.nginx[place]!.nginx.proxyConnectTimeoutMs;
    default: return layout.application[place]!.application.database?.connectTimeoutMs ?? Infinity;
  }
}

/**
 * A call has reached the host of a living server: an attempt, whether or not it is accepted.
 * Connects that a full backlog drops, and their repetitions at the same server, are one attempt.
 */
function countAttempt(world: World, call: number, accepted: boolean): void {
  const { calls, layout } = world;
  const place = calls.place[call];
  if (place < layout.balancerCount || calls.about[call] !== -1) return;
  const caller = calls.caller[call];
  const isRepeated = caller >= 0 && calls.dropped[caller] === place;
  if (caller >= 0) calls.dropped[caller] = accepted ? -1 : place;
  if (isRepeated) return world.recorder?.repeated(call, caller);
  world.recorder?.attempt(call, caller, accepted, calls.sentMs[call], place - layout.balancerCount, calls.kind[call]);
  if (caller >= 0 && calls.measured[call] === 1 && layout.kind[place] === PLACE.application) world.tally.totals[TOTAL.attempts]++;
}

/** The connection stands: from now on the caller waits for the answer. */
function accept(world: World, call: number): void {
  const { calls } = world;
  const caller = calls.caller[call];
  if (calls.stage[call] !== STAGE.overflow || caller >= 0) countAttempt(world, call, true);
  if (caller < 0) {
    if (caller === CALLER.user) world.recorder?.reached(calls.row[call]);
    return;
  }
  world.log?.sessions.connected(caller);
  awaitAnswer(world, call);
}

/** The headers of an answer have come: from now on the caller waits for its body, as long again. */
export function headersCame(world: World, call: number): void {
  const { calls } = world;
  const caller = calls.caller[call];
  if (caller < 0 || calls.gone[call] === 1) return;
  world.log?.sessions.headers(caller);
  if (calls.gone[caller] === 1 && world.layout.kind[calls.place[caller]] === PLACE.haproxy) return nobodyReads(world, caller);
  awaitAnswer(world, call);
}

/** The clock of the caller's patience with a place that has accepted its call. */
function awaitAnswer(world: World, call: number): void {
  const { calls, layout, queue } = world;
  const caller = calls.caller[call];
  calls.callerStamp[call]++;
  const at = calls.place[caller];
  switch (layout.kind[at]) {
    case PLACE.haproxy: {
      const backend = layout.backends[calls.backend[caller]];
      if (backend.observed) observeConnected(world, caller);
      return queue.after(backend.serverLane, backend.backend.timeouts.serverMs, EVENT.responseTimeout, call, calls.callerStamp[call]);
    }
    case PLACE.nginx: {
      const nginx = layout.nginx[at]!;
      return queue.after(nginx.readLane, nginx.nginx.proxyReadTimeoutMs, EVENT.responseTimeout, call, calls.callerStamp[call]);
    }
    default: {
      const application = layout.application[at]!;
      return queue.after(application.queryLane, application.queryTimeoutMs, EVENT.responseTimeout, call, calls.callerStamp[call]);
    }
  }
}

/** A place has finished with a call: its caller, if it still waits, is told. */
export function endCall(world: World, call: number, status: number): void {
  const { calls, processes, queue } = world;
  const caller = calls.caller[call];
  if (calls.gone[call] === 1) {
    if (caller === CALLER.user) world.recorder?.late(calls.row[call], status);
    return freeCall(calls, call);
  }
  if (caller >= 0) {
    const at = calls.place[caller];
    if (processes.silent[at] === 1 || processes.crashed[at] === 1) {
      calls.outgoing[caller] = -1;
      return freeCall(calls, call);
    }
    if (processes.paused[at] === 1 && at < world.layout.balancerCount) {
      calls.stage[call] = STAGE.answered;
      calls.status[call] = status;
      calls.placeStamp[call]++;
      calls.callerStamp[call]++;
      return queue.after(-1, processes.resumesMs[at] - queue.now, EVENT.lateAnswer, call, calls.placeStamp[call]);
    }
    if (severed(world, at, calls.place[call])) return answerAgain(world, call, status);
    record(world, call, status);
    freeCall(calls, call);
    calls.outgoing[caller] = -1;
    return world.answered(world, caller, status);
  }
  if (caller === CALLER.user && world.addresses !== null && !canAnswer(world.addresses, calls.place[call])) {
    calls.stage[call] = STAGE.lost;
    calls.placeStamp[call]++;
    return;
  }
  record(world, call, status);
  const about = caller === CALLER.user ? calls.row[call] : calls.about[call];
  if (caller === CALLER.probe) world.log?.answered(call, status);
  if (caller === CALLER.user) userAnswered(world, call, status);
  freeCall(calls, call);
  if (caller === CALLER.script) pageAnswered(world, calls.row[call], status);
  if (caller === CALLER.check) checkAnswered(world, about, status);
}

/** How a call to a server ended: of use only where nobody on the way back to the user has given up. */
export function record({ calls, layout, recorder }: World, call: number, status: number): void {
  const server = calls.place[call] - layout.balancerCount;
  if (recorder === null || server < 0 || calls.about[call] !== -1) return;
  const isUnreached = status === STATUS.refused || (status === STATUS.connectTimeout && calls.stage[call] !== STAGE.overflow);
  if (isUnreached) recorder.unreached(calls.sentMs[call], server);
  if (status !== STATUS.ok) return;
  for (let at = calls.caller[call]; at >= 0; at = calls.caller[at]) if (calls.gone[at] === 1) return;
  recorder.answered(call);
}

/** An answer that a partition swallows is sent again, after twice as long each time (RFC 6298). */
function answerAgain(world: World, call: number, status: number): void {
  const { calls, queue } = world;
  if (calls.stage[call] !== STAGE.answered) calls.sinceMs[call] = queue.now;
  calls.stage[call] = STAGE.answered;
  calls.status[call] = status;
  calls.placeStamp[call]++;
  queue.after(-1, Math.max(RETRANSMIT_MS, queue.now - calls.sinceMs[call]), EVENT.lateAnswer, call, calls.placeStamp[call]);
}

/** The caller of a call stops waiting. The place goes on working unless it notices and cares. */
export function disconnect(world: World, call: number): void {
  const { calls, layout } = world;
  const place = calls.place[call];
  calls.gone[call] = 1;
  calls.callerStamp[call]++;
  switch (calls.stage[call]) {
    case STAGE.travelling: case STAGE.overflow: case STAGE.syn: case STAGE.lost: case STAGE.answered: case STAGE.healthPage:
      return freeCall(calls, call);
  }
  if (layout.kind[place] === PLACE.haproxy) {
    if (calls.attributes[call] >= 0) clientLeft(world, call);
  } else if (layout.kind[place] === PLACE.nginx) {
    // nginx closes its own connection when the client closes (proxy_ignore_client_abort off); HAProxy 2.6 notices only at the answer.
    const outgoing = calls.outgoing[call];
    releasePeer(world, call);
    if (outgoing >= 0) disconnect(world, outgoing);
    freeCall(calls, call);
  } else if (layout.kind[place] === PLACE.application && layout.application[place]!.application.cancelOnDisconnect) {
    dropFromApplication(world, call);
    freeCall(calls, call);
  }
}

/** A call whose place has died with its host: nobody tells the caller. */
export function loseCall(world: World, call: number): void {
  const { calls } = world;
  const outgoing = calls.outgoing[call];
  if (calls.queue[call] >= 0) leaveQueue(world.waiting, calls, call);
  if (outgoing >= 0) abandon(world, outgoing);
  calls.outgoing[call] = -1;
  calls.placeStamp[call]++;
  if (calls.gone[call] === 1 || calls.kind[call] === KIND.apply) freeCall(calls, call);
  else calls.stage[call] = STAGE.lost;
}

/** The caller has vanished without a word: the place works on. */
function abandon(world: World, call: number): void {
  const { calls } = world;
  const stage = calls.stage[call];
  calls.gone[call] = 1;
  calls.callerStamp[call]++;
  if (stage <= STAGE.syn || stage === STAGE.lost || stage === STAGE.answered) freeCall(calls, call);
}
