// A commit on a node: into the binary log, out to the replicas, and, with semi-sync, a wait for one of them to have it.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { STAGE } from '../calls.ts';
import { dequeue, enqueue } from '../waiting.ts';
import { finishQuery } from './node.ts';
import { publish, replicasOf } from './replication.ts';
import { noteAnswered } from './risk.ts';
import { isVisibleWhileWaiting, turnsOnAgain, waitsForAcknowledgement } from './semi-sync.ts';

/** Queue of commits that wait for an acknowledgement. */
function ackQueue(world: World, place: number): number {
  return world.layout.queueCount + place;
}

/** A write is done. With semi-sync its worker waits, at either wait point, until a replica has received it or the timeout has passed. */
export function commit(world: World, call: number): void {
  const { calls, layout, queue, replicas, waiting } = world;
  const place = calls.place[call];
  const { ackLane, node: { semiSync } } = layout.node[place]!;
  calls.row[call] = ++replicas.committed[place];
  if (place === replicas.primary[0]) world.recorder?.committed(queue.now, calls.row[call]);
  publish(world, place);
  if (semiSync === null || !waitsForAcknowledgement(semiSync, replicas.semiSync[place] === 1, semiSyncClients(world, place))) return answer(world, call, false);
  if (isVisibleWhileWaiting(semiSync.waitPoint)) replicas.visible[place] = calls.row[call];
  calls.stage[call] = STAGE.acknowledging;
  calls.placeStamp[call]++;
  enqueue(waiting, calls, ackQueue(world, place), call);
  queue.after(ackLane, semiSync.timeoutMs, EVENT.ackTimeout, call, calls.placeStamp[call]);
}

/** `Rpl_semi_sync_master_clients`: semi-sync replicas with a connection. A process that has gone closes it; a host that has fallen silent does not. */
export function semiSyncClients(world: World, place: number): number {
  const { layout, processes, replicas } = world;
  let clients = 0;
  for (const replica of replicasOf(world, place)) {
    if (layout.node[replica]!.node.semiSync !== null && processes.crashed[replica] === 0 && replicas.ioStopped[replica] === 0) clients++;
  }
  return clients;
}

function answer(world: World, call: number, isAcknowledged: boolean): void {
  const { calls, layout, replicas } = world;
  const place = calls.place[call];
  if (layout.node[place]!.node.semiSync !== null) {
    if (isAcknowledged) replicas.yesTx[place]++;
    else replicas.noTx[place]++;
  }
  replicas.visible[place] = Math.max(replicas.visible[place], calls.row[call]);
  noteAnswered(world, place, calls.row[call]);
  finishQuery(world, call);
}

/** A replica has acknowledged everything up to a position. Once it has caught up, commits wait again. */
export function acknowledged(world: World, place: number, position: number): void {
  const { calls, processes, replicas, waiting } = world;
  if (processes.silent[place] === 1 || processes.crashed[place] === 1) return;
  const queue = ackQueue(world, place);
  while (waiting.length[queue] > 0 && calls.row[waiting.first[queue]] <= position) answer(world, dequeue(waiting, calls, queue), true);
  if (replicas.semiSync[place] === 0 && turnsOnAgain(position, replicas.committed[place])) switchSemiSync(world, place, 1);
}

/** No acknowledgement came in time: everyone who waits is answered, and nobody waits until a replica has caught up. */
export function ackTimedOut(world: World, place: number): void {
  const { calls, waiting } = world;
  const queue = ackQueue(world, place);
  switchSemiSync(world, place, 0);
  for (let left = waiting.length[queue]; left > 0; left--) answer(world, dequeue(waiting, calls, queue), false);
}

function switchSemiSync(world: World, place: number, on: 0 | 1): void {
  world.replicas.semiSync[place] = on;
  world.recorder?.event(world.queue.now, on === 1 ? 'semi-sync-on' : 'semi-sync-off', world.layout.names[place], '');
}
