// MASTER_GTID_WAIT on a replica: a read waits until the write that it must see has been applied, or the timeout is over. Waiting costs no worker.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { STAGE, STATUS } from '../calls.ts';
import { endCall } from '../network.ts';
import { enqueue, leaveQueue } from '../waiting.ts';
import { work } from './node.ts';

function gtidQueue(world: World, place: number): number {
  return world.layout.queueCount + world.layout.placeCount + place;
}

/** Whether a read that carries a position finds its node behind it. Writes of a node that follows nobody are its own. */
export function mustWait(world: World, call: number): boolean {
  const { calls, replicas } = world;
  return replicas.source[calls.place[call]] >= 0 && calls.row[call] > replicas.committed[calls.place[call]];
}

/** Puts the read aside. Only applications that wait for GTIDs send a position. */
export function waitForGtid(world: World, call: number): void {
  const { calls, layout, queue, waiting } = world;
  const rule = layout.application[calls.place[calls.caller[call]]]?.application.database?.readAfterWrite;
  if (rule?.kind !== 'gtid-wait') return work(world, call);
  calls.stage[call] = STAGE.queued;
  calls.placeStamp[call]++;
  enqueue(waiting, calls, gtidQueue(world, calls.place[call]), call);
  queue.after(-1, rule.ms, EVENT.gtidTimeout, call, calls.placeStamp[call]);
}

/** A node has applied more: reads that waited for that begin, the oldest first. */
export function gtidReached(world: World, place: number): void {
  const { calls, waiting } = world;
  let call = waiting.first[gtidQueue(world, place)];
  while (call >= 0) {
    const next = calls.next[call];
    if (!mustWait(world, call)) {
      leaveQueue(waiting, calls, call);
      calls.placeStamp[call]++;
      work(world, call);
    }
    call = next;
  }
}

/** The wait was in vain: the read fails, is answered from old rows, or goes back to its application for the primary. */
export function gtidTimedOut(world: World, call: number): void {
  const { calls, layout, waiting } = world;
  leaveQueue(waiting, calls, call);
  calls.placeStamp[call]++;
  const rule = layout.application[calls.place[calls.caller[call]]]?.application.database?.readAfterWrite;
  const then = rule?.kind === 'gtid-wait' ? rule.then : 'replica';
  if (then === 'replica') work(world, call);
  else endCall(world, call, then === 'primary' ? STATUS.behind : 500);
}
