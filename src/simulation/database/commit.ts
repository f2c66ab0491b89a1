// A commit on a node: into the binary log, out to the replicas, and, with semi-sync, a wait for one of them to have it.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { STAGE } from '../calls.ts';
import { dequeue, enqueue } from '../waiting.ts';
import { finishQuery } from './node.ts';
import { publish } from './replication.ts';
import { noteAnswered } from './risk.ts';

/** Queue of commits that wait for an acknowledgement. */
function ackQueue(world: World, place: number): number {
  return world.layout.queueCount + place;
}

/** A write is done. With semi-sync its worker waits, at either wait point, until a replica has received it or the timeout has passed. */
export function commit(world: World, call: number): void {
  const { calls, layout, queue, replicas, waiting } = world;
  const place = calls.place[call];
  const { ackLane, node } = layout.node[place]!;
  calls.row[call] = ++replicas.committed[place];
  publish(world, place);
  if (node.semiSync === null || replicas.semiSync[place] === 0) return answer(world, call);
  if (!node.semiSync.waitNoReplica && !replicaConnected(world, place)) return answer(world, call);
  calls.stage[call] = STAGE.acknowledging;
  calls.placeStamp[call]++;
  enqueue(waiting, calls, ackQueue(world, place), call);
  queue.after(ackLane, node.semiSync.timeoutMs, EVENT.ackTimeout, call, calls.placeStamp[call]);
}

function replicaConnected(world: World, place: number): boolean {
  const { layout, processes } = world;
  return layout.node[place]!.replicas.some((replica) => layout.node[replica]!.node.semiSync !== null && processes.silent[replica] === 0 && processes.crashed[replica] === 0);
}

function answer(world: World, call: number): void {
  noteAnswered(world, world.calls.place[call], world.calls.row[call]);
  finishQuery(world, call);
}

/** A replica has acknowledged everything up to a position. Once it has caught up, commits wait again. */
export function acknowledged(world: World, place: number, position: number): void {
  const { calls, processes, replicas, waiting } = world;
  if (processes.silent[place] === 1 || processes.crashed[place] === 1) return;
  const queue = ackQueue(world, place);
  while (waiting.length[queue] > 0 && calls.row[waiting.first[queue]] <= position) answer(world, dequeue(waiting, calls, queue));
  if (replicas.semiSync[place] === 0 && position === replicas.committed[place]) switchSemiSync(world, place, 1);
}

/** No acknowledgement came in time: everyone who waits is answered, and nobody waits until a replica has caught up. */
export function ackTimedOut(world: World, place: number): void {
  const { calls, waiting } = world;
  const queue = ackQueue(world, place);
  switchSemiSync(world, place, 0);
  for (let left = waiting.length[queue]; left > 0; left--) answer(world, dequeue(waiting, calls, queue));
}

function switchSemiSync(world: World, place: number, on: 0 | 1): void {
  world.replicas.semiSync[place] = on;
  world.recorder?.event(world.queue.now, on === 1 ? 'semi-sync-on' : 'semi-sync-off', world.layout.names[place], '');
}
