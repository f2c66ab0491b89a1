// Application servers: workers, a first-in-first-out queue before them, a core to compute on, and a worker held while it waits for the database.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { STAGE, STATUS } from '../calls.ts';
import { dequeue, enqueue, leaveQueue } from '../waiting.ts';
import { disconnect, endCall } from '../network.ts';
import { answerStatus, stall } from './answer.ts';
import { beginHealthPage, healthDepth } from './health.ts';
import { query, queryFor, queryPrimary } from './queries.ts';
import { noteWrite } from '../database/read-after-write.ts';
import { occupy, release } from '../workers.ts';
import { leaveCore, seekCore } from './cores.ts';

/** A request arrives at an application that has accepted it. */
export function deliverToApplication(world: World, call: number): void {
  const { calls, layout, processes, waiting } = world;
  const place = calls.place[call];
  const { workers } = layout.application[place]!.application;
  world.log?.delivered(call);
  if (calls.about[call] >= 0 && healthDepth(world, call) === 'process') return beginHealthPage(world, call);
  if (processes.busy[place] < workers) return begin(world, call);
  calls.stage[call] = STAGE.queued;
  calls.sinceMs[call] = world.queue.now;
  enqueue(waiting, calls, place, call);
  world.recorder?.waiting(world.queue.now, place - layout.balancerCount, waiting.length[place]);
}

function begin(world: World, call: number): void {
  const place = world.calls.place[call];
  occupy(world, place);
  world.calls.stage[call] = STAGE.working;
  world.calls.workMs[call] += world.processes.extraMs[place];
  seekCore(world, call);
}

/** Starts or goes on with the work of a call at the speed of its place; nothing happens while that stands still. */
export function startWork(world: World, call: number): void {
  const { calls, processes, queue } = world;
  const place = calls.place[call];
  calls.sinceMs[call] = queue.now;
  calls.placeStamp[call]++;
  if (processes.paused[place] === 1) return;
  queue.at(queue.now + calls.workMs[call] / processes.speed[place], EVENT.done, call, calls.placeStamp[call]);
}

/** Own work is done: now the query, or the answer. */
export function applicationDone(world: World, call: number): void {
  leaveCore(world, call);
  const wanted = queryFor(world, call);
  if (wanted === null) return finish(world, call, STATUS.ok);
  world.calls.stage[call] = STAGE.database;
  query(world, call, wanted);
}

/** The database has answered, or not. */
export function applicationAnswered(world: World, call: number, status: number): void {
  if (status === STATUS.behind) return queryPrimary(world, call);
  if (status === STATUS.ok && queryFor(world, call) === 'write') noteWrite(world, call, world.calls.server[call]);
  finish(world, call, status === STATUS.ok ? STATUS.ok : 500);
}

/** An answer to the caller; the worker takes the next request. */
function finish(world: World, call: number, status: number): void {
  const place = world.calls.place[call];
  const answer = answerStatus(world, call, status);
  if (answer === STATUS.stalled) return stall(world, call);
  release(world, place);
  endCall(world, call, answer);
  takeNext(world, place);
}

/** Free workers take waiting requests, the oldest first. */
export function takeNext(world: World, place: number): void {
  const { calls, layout, processes, waiting, queue } = world;
  const { workers, dropQueuedAfterMs } = layout.application[place]!.application;
  while (processes.busy[place] < workers && waiting.length[place] > 0) {
    const call = dequeue(waiting, calls, place);
    if (dropQueuedAfterMs !== null && queue.now - calls.sinceMs[call] > dropQueuedAfterMs) endCall(world, call, 503);
    else begin(world, call);
  }
  world.recorder?.waiting(queue.now, place - layout.balancerCount, waiting.length[place]);
}

/** The client has gone and the application cares: the request is forgotten. The row is freed by the caller of this function. */
export function dropFromApplication(world: World, call: number): void {
  const { calls, layout, waiting } = world;
  const place = calls.place[call];
  if (calls.stage[call] === STAGE.queued) {
    leaveQueue(waiting, calls, call);
    world.recorder?.waiting(world.queue.now, place - layout.balancerCount, waiting.length[place]);
    return;
  }
  leaveCore(world, call);
  if (calls.stage[call] === STAGE.database && calls.outgoing[call] >= 0) disconnect(world, calls.outgoing[call]);
  release(world, place);
  takeNext(world, place);
}
