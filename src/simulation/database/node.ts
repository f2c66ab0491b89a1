// A MariaDB node: workers before which queries queue. Writes are committed, reads are answered, replicated writes are applied.
import type { World } from '../world.ts';
import { KIND, STAGE, STATUS } from '../calls.ts';
import { dequeue, enqueue } from '../waiting.ts';
import { endCall } from '../network.ts';
import { startWork } from '../application/work.ts';
import { occupy, release } from '../workers.ts';
import { applied } from './replication.ts';
import { commit } from './commit.ts';
import { mustWait, waitForGtid } from './gtid-wait.ts';

/** A query, or a write to apply, arrives at a node. `read_only` refuses writes of clients at once (error 1290). */
export function deliverToNode(world: World, call: number): void {
  const { calls, replicas } = world;
  const place = calls.place[call];
  if (calls.kind[call] === KIND.write && replicas.readOnly[place] === 1) return endCall(world, call, 500);
  if (calls.kind[call] === KIND.read && mustWait(world, call)) return waitForGtid(world, call);
  work(world, call);
}

/** A query takes a worker, or its place in the queue for one. */
export function work(world: World, call: number): void {
  const { calls, layout, processes, waiting } = world;
  const place = calls.place[call];
  if (processes.busy[place] < layout.node[place]!.node.workers) return begin(world, call);
  calls.stage[call] = STAGE.queued;
  enqueue(waiting, calls, place, call);
  world.recorder?.waiting(world.queue.now, place - layout.balancerCount, waiting.length[place]);
}

function begin(world: World, call: number): void {
  occupy(world, world.calls.place[call]);
  world.calls.stage[call] = STAGE.working;
  startWork(world, call);
}

/** A query has been worked through. */
export function nodeDone(world: World, call: number): void {
  switch (world.calls.kind[call]) {
    case KIND.write: return commit(world, call);
    case KIND.apply: return applied(world, call);
    default: return finishQuery(world, call);
  }
}

/** The client is told; the worker takes the next query. */
export function finishQuery(world: World, call: number): void {
  const place = world.calls.place[call];
  release(world, place);
  endCall(world, call, STATUS.ok);
  takeNextQuery(world, place);
}

/** Free workers take waiting queries, the oldest first. */
export function takeNextQuery(world: World, place: number): void {
  const { calls, layout, processes, waiting } = world;
  const { workers } = layout.node[place]!.node;
  while (processes.busy[place] < workers && waiting.length[place] > 0) begin(world, dequeue(waiting, calls, place));
  world.recorder?.waiting(world.queue.now, place - layout.balancerCount, waiting.length[place]);
}
