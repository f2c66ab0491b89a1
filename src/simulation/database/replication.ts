// Replication: the binary log travels in order, one way takes the scenario's delay, and a replica repeats every write with its own workers.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { CALLER, KIND, addCall, freeCall } from '../calls.ts';
import { STREAM } from '../random/streams.ts';
import { sampleMs } from '../random/sample.ts';
import { release } from '../workers.ts';
import { delayLeftMs } from './apply.ts';
import { gtidReached } from './gtid-wait.ts';
import { deliverToNode, takeNextQuery } from './node.ts';
import { severed } from '../partition.ts';

/** Sends the end of a node's binary log to its replicas. */
export function publish(world: World, place: number): void {
  for (const replica of replicasOf(world, place)) send(world, place, replica, world.lanes.replication);
}

/** Places of the nodes that replicate from a node at the moment. */
export function replicasOf(world: World, place: number): number[] {
  const { layout, replicas } = world;
  if (replicas.primary[1] < 0) return layout.node[place]!.replicas;
  return layout.node.flatMap((node, other) => (node !== null && replicas.source[other] === place ? [other] : []));
}

function send(world: World, place: number, replica: number, lane: number): void {
  const { layout, queue, replicas, scenario } = world;
  queue.after(lane, scenario.workload.replication.oneWayDelayMs, EVENT.received, replica + replicas.epoch[replica] * layout.placeCount, replicas.committed[place]);
}

/** A replica (with the epoch of its source) has everything up to a position in its relay log. What was sent by a host that is silent by now is lost on the way. */
export function received(world: World, replicaAndEpoch: number, position: number): void {
  const { layout, processes, queue, replicas, scenario } = world;
  const replica = replicaAndEpoch % layout.placeCount;
  const { node } = layout.node[replica]!;
  const source = replicas.source[replica];
  if (replicas.epoch[replica] * layout.placeCount + replica !== replicaAndEpoch || source < 0 || replicas.diverged[replica] === 1) return;
  if (processes.silent[replica] === 1 || processes.crashed[replica] === 1 || processes.silent[source] === 1 || severed(world, source, replica) || replicas.ioStopped[replica] === 1) return;
  const { oneWayDelayMs } = scenario.workload.replication;
  replicas.received[replica] = Math.max(replicas.received[replica], position);
  if (node.semiSync !== null && layout.node[source]!.node.semiSync !== null) {
    queue.after(world.lanes.replication, oneWayDelayMs, EVENT.acknowledged, source, position);
  }
  const later = delayLeftMs(node.delayMs, queue.now - oneWayDelayMs, queue.now);
  if (later > 0) queue.at(queue.now + later, EVENT.eligible, replica, position);
  else eligible(world, replica, position);
}

/** `MASTER_DELAY` is over for everything up to a position. */
export function eligible(world: World, replica: number, position: number): void {
  world.replicas.eligible[replica] = Math.max(world.replicas.eligible[replica], position);
  applyNext(world, replica);
}

/** Free appliers take the next writes. An applied write costs one of the node's workers, like a query. */
export function applyNext(world: World, replica: number): void {
  const { calls, layout, processes, queue, replicas, scenario, streams } = world;
  if (processes.silent[replica] === 1 || processes.crashed[replica] === 1) return;
  const { appliers } = layout.node[replica]!;
  while (replicas.applying[replica] < appliers && replicas.committed[replica] + replicas.applying[replica] < replicas.eligible[replica]) {
    const call = addCall(calls, CALLER.replication, replica, queue.now);
    calls.kind[call] = KIND.apply;
    calls.workMs[call] = sampleMs(scenario.workload.replication.apply, streams, STREAM.apply);
    replicas.applying[replica]++;
    deliverToNode(world, call);
  }
}

/** A write has been applied: it is in the replica's own binary log, for those that replicate from it. */
export function applied(world: World, call: number): void {
  const { calls, replicas } = world;
  const place = calls.place[call];
  release(world, place);
  freeCall(calls, call);
  replicas.applying[place]--;
  replicas.visible[place] = ++replicas.committed[place];
  publish(world, place);
  gtidReached(world, place);
  applyNext(world, place);
  takeNextQuery(world, place);
}

/** After an outage of a node, it and its replicas fetch what they missed. */
export function catchUp(world: World, place: number): void {
  const source = world.replicas.source[place];
  if (source >= 0) send(world, source, place, -1);
  publish(world, place);
  applyNext(world, place);
}
