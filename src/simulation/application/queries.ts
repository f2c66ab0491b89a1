// What an application asks the database, and which node it asks.
import type { World } from '../world.ts';
import { KIND, STATUS } from '../calls.ts';
import { forward } from '../network.ts';
import { endpointPlace } from '../database/follow.ts';
import { goesToPrimary, positionFor } from '../database/read-after-write.ts';
import { healthDepth } from './health.ts';
import { applicationAnswered } from './work.ts';

/** The query that a request needs, or null. */
export function queryFor(world: World, call: number): 'read' | 'write' | null {
  if (world.calls.about[call] >= 0) return healthDepth(world, call) === 'database' ? 'read' : null;
  return world.scenario.workload.classes[world.calls.class[call]].database?.access ?? null;
}

/** Sends the query: writes to the writer, reads to the readers in turn. Without a database the request fails. */
export function query(world: World, call: number, access: 'read' | 'write'): void {
  const { calls, layout, processes } = world;
  const place = calls.place[call];
  const { writer, readers } = layout.application[place]!;
  if (access === 'write' || goesToPrimary(world, call)) return ask(world, call, access, endpointPlace(world, place, writer));
  const turn = processes.turn[place];
  const node = endpointPlace(world, place, readers[turn]);
  if (node >= 0) processes.turn[place] = turn + 1 === readers.length ? 0 : turn + 1;
  ask(world, call, access, node);
}

/** The replica was too far behind: the read goes to the primary after all. */
export function queryPrimary(world: World, call: number): void {
  const place = world.calls.place[call];
  ask(world, call, 'read', endpointPlace(world, place, world.layout.application[place]!.writer));
}

function ask(world: World, call: number, access: 'read' | 'write', node: number): void {
  const { calls } = world;
  if (node < 0) return applicationAnswered(world, call, STATUS.refused);
  const outgoing = forward(world, call, node);
  calls.kind[outgoing] = access === 'write' ? KIND.write : KIND.read;
  calls.workMs[outgoing] = calls.queryMs[call];
  calls.server[call] = node;
  if (access === 'read') calls.row[outgoing] = positionFor(world, call);
}
