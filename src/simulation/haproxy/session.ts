// A request at a backend of HAProxy: choose a server, wait for a slot if there is none, forward, pass the answer on.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { STAGE, STATUS } from '../calls.ts';
import { enqueueByPriority, leaveQueue } from '../waiting.ts';
import { disconnect, endCall, forward } from '../network.ts';
import { ALL_FULL, NO_SERVER, isFull } from './balance/selection.ts';
import { cookieServer, giveCookie } from './cookies.ts';
import type { Farm } from './farm.ts';
import { keyOf } from './keys.ts';
import { refreshLimits } from './limits.ts';
import { observeAnswer, observeFailure } from './observe.ts';
import { retry } from './retry.ts';

/** A backend takes a request. */
export function beginSession(world: World, call: number, backend: number): void {
  const { calls, farms, layout, queue } = world;
  const farm = farms[backend];
  calls.backend[call] = backend;
  calls.retries[call] = layout.backends[backend].backend.retries;
  farm.state.sessions[0]++;
  if (farm.moving) refreshLimits(farm, queue.now);
  world.log?.sessions.routed(call);
  assign(world, call);
}

/** The client gets an answer, or its connection is closed; `cause` is `--`, or the first two letters of HAProxy's termination state. */
export function endSession(world: World, call: number, status: number, cause: string): void {
  const { calls, farms, queue } = world;
  world.log?.sessions.ended(call, status, cause);
  const farm = farms[calls.backend[call]];
  if (farm !== undefined) {
    farm.state.sessions[0]--;
    if (farm.moving) refreshLimits(farm, queue.now);
  }
  endCall(world, call, status);
}

/** The end of a session that HAProxy gives up: an error page, or over TCP a closed connection. */
function giveUp(world: World, call: number, status: number, cause: string): void {
  endSession(world, call, world.farms[world.calls.backend[call]].layout.backend.mode === 'tcp' ? STATUS.closed : status, cause);
}

/** Who knows from its queue that every server is full does not look for one (assign_server of HAProxy 2.6). */
const TRUSTS_QUEUE = ['roundrobin', 'static-rr', 'first'];

/** Chooses a server, that of the request's cookie first. All full: the request waits for the first free slot; a bound request waits for its own server. */
export function assign(world: World, call: number): void {
  const { calls, waiting } = world;
  const farm = world.farms[calls.backend[call]];
  const { layout } = farm;
  const held = calls.avoid[call] < 0 ? cookieServer(world, call) : -1;
  calls.direct[call] = held >= 0 ? 1 : 0;
  const server = held >= 0 ? held : choose(world, call, farm);
  world.log?.sessions.assigned(call, server);
  if (server === NO_SERVER) return giveUp(world, call, 503, 'SC');
  if (server === ALL_FULL) return wait(world, call, layout.queue);
  const own = layout.queue + 1 + server;
  if (!isFull(farm.slots, server) && (waiting.length[own] === 0 || farm.slots.maxconn[server] === 0)) return connect(world, call, server);
  const { maxqueue } = layout.backend.servers[server];
  if (maxqueue === 0 || waiting.length[own] < maxqueue) return wait(world, call, own);
  if (held < 0 || layout.backend.redispatch === 0) return giveUp(world, call, 503, 'SQ');
  // Its own server has no room even to wait: `option redispatch` sets it free.
  calls.avoid[call] = server;
  assign(world, call);
}

function choose(world: World, call: number, farm: Farm): number {
  const { avoid } = world.calls;
  if (world.waiting.length[farm.layout.queue] > 0 && TRUSTS_QUEUE.includes(farm.layout.backend.balance.algorithm) && farm.activeCount + farm.backupCount > 0) return ALL_FULL;
  return farm.pick(avoid[call], keyOf(world, call));
}

function wait(world: World, call: number, line: number): void {
  const { calls, farms, queue } = world;
  const { layout } = farms[calls.backend[call]];
  calls.stage[call] = STAGE.queued;
  calls.sinceMs[call] = queue.now;
  calls.placeStamp[call]++;
  enqueueByPriority(world.waiting, calls, line, call);
  world.log?.sessions.waits(call, line);
  queue.after(layout.queueLane, layout.backend.timeouts.queueMs, EVENT.queueTimeout, call, calls.placeStamp[call]);
}

/** Takes a slot of a server and forwards the request to it. */
export function connect(world: World, call: number, server: number): void {
  world.calls.server[call] = server;
  world.farms[world.calls.backend[call]].count(server, 1);
  world.log?.sessions.connecting(call, server);
  send(world, call);
}

/** Forwards the request to its server, whose slot it holds. */
export function send(world: World, call: number): void {
  const { calls, farms } = world;
  calls.stage[call] = STAGE.forwarding;
  calls.placeStamp[call]++;
  forward(world, call, farms[calls.backend[call]].layout.targets[calls.server[call]]);
}

/** Gives the slot back; the oldest waiting request takes it. */
export function leaveServer(world: World, call: number): void {
  const { calls, farms } = world;
  const backend = calls.backend[call];
  const server = calls.server[call];
  if (server < 0) return;
  calls.server[call] = -1;
  farms[backend].count(server, -1);
  serveWaiting(world, backend, server);
}

/** Free slots of a server go to the requests that wait for it or for any; says how many got one. */
export function serveWaiting(world: World, backend: number, server: number): number {
  const farm = world.farms[backend];
  if (farm.moving) refreshLimits(farm, world.queue.now);
  let served = 0;
  while (!isFull(farm.slots, server)) {
    const call = nextWaiting(world, farm, server);
    if (call < 0) break;
    leaveQueue(world.waiting, world.calls, call);
    world.log?.sessions.leaves(call, true);
    connect(world, call, server);
    served++;
  }
  return served;
}

/** The most urgent of both queues, then the oldest; −1: nobody waits (pendconn_process_next_strm of HAProxy 2.6). */
function nextWaiting(world: World, farm: Farm, server: number): number {
  const { calls, waiting } = world;
  const { queue } = farm.layout;
  const own = waiting.first[queue + 1 + server];
  const any = waiting.length[queue] > 0 && farm.serves(server) ? waiting.first[queue] : -1;
  if (own < 0 || any < 0) return own < 0 ? any : own;
  const urgency = calls.priority[own] - calls.priority[any];
  return urgency < 0 || (urgency === 0 && calls.sinceMs[own] <= calls.sinceMs[any]) ? own : any;
}

/** `timeout queue` has passed. */
export function queueTimedOut(world: World, call: number): void {
  leaveQueue(world.waiting, world.calls, call);
  world.log?.sessions.leaves(call, false);
  giveUp(world, call, 503, 'sQ');
}

/** The server has answered, or the attempt has failed. */
export function haproxyAnswered(world: World, call: number, status: number): void {
  finishAttempt(world, call, status, null);
}

/** `killed`: what HAProxy writes first into the termination state of a session that it, or its client, has ended. */
function finishAttempt(world: World, call: number, status: number, killed: string | null): void {
  const { calls, farms } = world;
  const { layout } = farms[calls.backend[call]];
  const server = calls.server[call];
  const isUnconnected = status === STATUS.refused || status === STATUS.connectTimeout;
  if (isUnconnected && calls.unconnected[call] === 0) calls.unconnected[call] = status;
  if (isUnconnected && layout.observed) observeFailure(world, call, status);
  if (status !== STATUS.ok && retry(world, call, status)) return;
  const isAnswer = status >= 100 || status === STATUS.cut || status === STATUS.stalled;
  if (isAnswer && layout.observed) observeAnswer(world, call, status);
  giveCookie(world, call, status);
  leaveServer(world, call);
  calls.server[call] = server;
  if (!isAnswer && !isUnconnected && killed === null && layout.observed) observeFailure(world, call, status);
  calls.server[call] = -1;
  // The first failed connection names the end, whatever the others met (conn_err_type of HAProxy 2.6 is set once).
  const cause = causeOf(isUnconnected ? calls.unconnected[call] : status, layout.backend.mode === 'tcp');
  endSession(world, call, layout.backend.mode === 'tcp' && !isAnswer ? STATUS.closed : answerFor(status), killed === null ? cause : killed + cause[1]);
}

/** The headers of an answer have come for a client that has gone: HAProxy notices as it writes, and ends both connections. */
export function nobodyReads(world: World, call: number): void {
  const { calls } = world;
  const outgoing = calls.outgoing[call];
  calls.outgoing[call] = -1;
  disconnect(world, outgoing);
  finishAttempt(world, call, STATUS.stalled, 'C');
}

/** `on-marked-down shutdown-sessions`: ends what is at a server. What has no answer yet may be tried again, where `retry-on` lists empty responses. */
export function shutDownSessions(world: World, backend: number, server: number): void {
  const { calls } = world;
  for (let call = 0; call < calls.ends[1]; call++) {
    const outgoing = calls.outgoing[call];
    if (calls.stage[call] !== STAGE.forwarding || calls.backend[call] !== backend || calls.server[call] !== server || outgoing < 0) continue;
    if (world.layout.backends[backend].place !== calls.place[call]) continue;
    const status = calls.status[outgoing] === STATUS.stalled ? STATUS.cut : STATUS.closed;
    calls.outgoing[call] = -1;
    disconnect(world, outgoing);
    finishAttempt(world, call, status, 'D');
  }
}

/** What the client sees of a failure that was not repeated. */
function answerFor(status: number): number {
  switch (status) {
    case STATUS.refused: case STATUS.connectTimeout: return 503;
    case STATUS.responseTimeout: return 504;
    case STATUS.closed: return 502;
    default: return status;
  }
}

/** Who ended the session, and where: S the server, s its timeout; C connecting, H before the headers of the answer, D in the data. */
function causeOf(status: number, isTcp: boolean): string {
  switch (status) {
    case STATUS.refused: return 'SC';
    case STATUS.connectTimeout: return 'sC';
    case STATUS.responseTimeout: return isTcp ? 'sD' : 'sH';
    case STATUS.closed: return isTcp ? '--' : 'SH';
    case STATUS.cut: return isTcp ? '--' : 'SD';
    case STATUS.stalled: return 'sD';
    default: return '--';
  }
}
