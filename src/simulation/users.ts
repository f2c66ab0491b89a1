// Users: open loop, Poisson arrivals, each waits for one answer and gives up at the end of their patience.
import type { World } from './world.ts';
import { EVENT as EVENTS, TOTAL as TOTALS } from './world.ts';
import type { Scenario } from './scenario.ts';
import { OUTCOMES } from './history.ts';
import { CALLER as CALLERS, STATUS as STATUSES, addCall } from './calls.ts';
import { arrive, disconnect } from './network.ts';
import { STREAM as STREAMS, below, exponential, uniform } from './random/streams.ts';
import { sampleMs } from './random/sample.ts';
import type { Load } from './load.ts';
import { compileLoad } from './load.ts';

// The same under names of this file: V8 knows these to be constant, and reads imported ones again each time.
const EVENT = EVENTS;
const TOTAL = TOTALS;
const CALLER = CALLERS;
const STATUS = STATUSES;
const STREAM = STREAMS;

/** State of the users: piece of the load, requests so far, requests that still wait; and of the next arrival the moment from which, and the load until which, nobody comes. */
export interface Users { load: Load; state: { counts: Int32Array; next: Float64Array } }

const PIECE = 0;
const COUNT = 1;
const WAITING = 2;
const FROM = 0;
const LOAD = 1;

const OUTCOME = Object.fromEntries(OUTCOMES.map((outcome, i) => [outcome, i])) as { [outcome in (typeof OUTCOMES)[number]]: number };

/** Users of a scenario, none of them there yet. */
export function createUsers(scenario: Scenario): Users {
  return { load: compileLoad(scenario, []), state: { counts: new Int32Array(3), next: new Float64Array(2) } };
}

/** Requests that have neither been answered nor given up. */
export function usersWaiting(users: Users): number {
  return users.state.counts[WAITING];
}

/** Schedules the next arrival: an exponential amount of load is used up piece by piece, so a change of rate draws nothing anew. */
export function scheduleUser(world: World): void {
  const { next } = world.users.state;
  next[FROM] = world.queue.now;
  next[LOAD] = exponential(world.streams, STREAM.arrivals);
  useUp(world);
}

function useUp(world: World): void {
  const { load, state } = world.users;
  let left = state.next[LOAD];
  let at = state.next[FROM];
  let piece = state.counts[PIECE];
  for (; piece < load.perMs.length; piece++) {
    const capacity = (load.fromMs[piece + 1] - at) * load.perMs[piece];
    if (left < capacity) break;
    left -= capacity;
    at = load.fromMs[piece + 1];
  }
  state.counts[PIECE] = piece;
  if (piece < load.perMs.length) world.queue.inOrder(at + left / load.perMs[piece], EVENT.user, 0, 0);
}

/** The load has changed from now on: so has the moment at which the next user arrives. */
export function rescheduleUser(world: World): void {
  const { load, state } = world.users;
  world.queue.dropInOrder();
  state.counts[PIECE] = load.fromMs.findLastIndex((fromMs) => fromMs <= state.next[FROM]);
  useUp(world);
}

/** A user arrives: their request gets its class and its work, which are the same in every design. */
export function userArrives(world: World): void {
  const { calls, queue, scenario, streams, users, layout } = world;
  scheduleUser(world);
  const now = queue.now;
  const { classes, service, clientAddresses, clientTimeoutMs, pages } = scenario.workload;
  const chosen = classes.length === 1 ? 0 : pickClass(scenario, uniform(streams, STREAM.classes));
  const kind = classes[chosen];
  const workMs = sampleMs(kind.service ?? service, streams, STREAM.service);
  const queryMs = kind.database === null ? 0 : sampleMs(kind.database.query, streams, STREAM.queries);
  const address = clientAddresses > 1 ? below(streams, STREAM.addresses, clientAddresses) : 0;
  const page = pages === undefined ? 0 : pickPage(pages, uniform(streams, STREAM.addresses));
  const call = addCall(calls, CALLER.user, layout.entry, now);
  calls.class[call] = chosen;
  calls.workMs[call] = workMs;
  calls.queryMs[call] = queryMs;
  calls.address[call] = address;
  calls.page[call] = page;
  calls.measured[call] = now >= scenario.warmupMs ? 1 : 0;
  calls.row[call] = users.state.counts[COUNT]++;
  users.state.counts[WAITING]++;
  if (calls.measured[call] === 1) world.tally.totals[TOTAL.requests]++;
  world.recorder?.request(now, chosen);
  queue.after(world.lanes.deadline, clientTimeoutMs, EVENT.deadline, call, calls.callerStamp[call]);
  if (layout.entry < 0) disconnectNobody(world, call);
  else arrive(world, call);
}

/** Nothing listens anywhere: the user is refused. */
function disconnectNobody(world: World, call: number): void {
  userAnswered(world, call, STATUS.refused);
  disconnect(world, call);
}

function pickClass(scenario: Scenario, u: number): number {
  const classes = scenario.workload.classes;
  let left = u;
  for (let i = 0; i < classes.length; i++) {
    left -= classes[i].share;
    if (left < 0) return i;
  }
  return classes.length - 1;
}

function pickPage(pages: { count: number; frontShare: number }, u: number): number {
  const { count, frontShare } = pages;
  if (u < frontShare || count === 1) return 0;
  return 1 + Math.min(count - 2, Math.floor(((u - frontShare) / (1 - frontShare)) * (count - 1)));
}

/** The end of a user's patience. */
export function userGivesUp(world: World, call: number): void {
  ended(world, call, OUTCOME.unanswered);
  disconnect(world, call);
}

/** A user has their answer, or the connection broke. */
export function userAnswered(world: World, call: number, status: number): void {
  ended(world, call, outcomeOf(status));
}

function outcomeOf(status: number): number {
  switch (status) {
    case STATUS.ok: return OUTCOME.ok;
    case 500: return OUTCOME['error-500'];
    case 502: return OUTCOME['error-502'];
    case 503: return OUTCOME['error-503'];
    case 504: return OUTCOME['error-504'];
    default: return OUTCOME.refused;
  }
}

function ended(world: World, call: number, outcome: number): void {
  const { calls, users } = world;
  users.state.counts[WAITING]--;
  if (calls.measured[call] === 1) world.tally.totals[outcome === OUTCOME.ok ? TOTAL.ok : TOTAL.failed]++;
  world.recorder?.outcome(calls.row[call], world.queue.now, outcome);
}
