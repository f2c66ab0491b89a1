// How users see what they wrote: which of their reads go to the primary, and which position the others must find.
import type { World } from '../world.ts';
import type { DatabaseAccess } from '../../infrastructure/model.ts';

/** By client: the position of its last write, and when it was answered. All applications know it, as a session that they share would tell them. */
export function createWriters(clients: number) {
  return { position: new Int32Array(clients), writtenMs: new Float64Array(clients).fill(-Infinity) };
}

/** The table of clients that write. */
export type Writers = ReturnType<typeof createWriters>;

function ruleOf(world: World, call: number): DatabaseAccess['readAfterWrite']['kind'] {
  return world.layout.application[world.calls.place[call]]!.application.database?.readAfterWrite.kind ?? 'none';
}

/** A user's write was answered by a node. */
export function noteWrite(world: World, call: number, node: number): void {
  const { calls, queue, replicas, writers } = world;
  const client = calls.address[call];
  if (ruleOf(world, call) === 'none' || client < 0 || client >= writers.position.length) return;
  writers.position[client] = replicas.answered[node];
  writers.writtenMs[client] = queue.now;
}

/** Whether a read of a request has to go to the primary. */
export function goesToPrimary(world: World, call: number): boolean {
  const { calls, layout, queue, scenario, writers } = world;
  const rule = layout.application[calls.place[call]]!.application.database?.readAfterWrite;
  if (rule === undefined || calls.about[call] >= 0) return false;
  switch (rule.kind) {
    case 'primary-for': return queue.now < (writers.writtenMs[calls.address[call]] ?? -Infinity) + rule.ms;
    case 'primary-for-classes': return rule.classes.includes(scenario.workload.classes[calls.class[call]].name);
    default: return false;
  }
}

/** The position that a read must find on a replica; −1: any. */
export function positionFor(world: World, call: number): number {
  const { calls, writers } = world;
  if (ruleOf(world, call) !== 'gtid-wait' || calls.about[call] >= 0) return -1;
  return writers.position[calls.address[call]] ?? -1;
}
