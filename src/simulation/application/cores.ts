// Cores of a host: computing takes one, waiting for the database takes none. Where a host's applications have more workers than it has cores, work waits
// for a core, first in first out; where they have no more, every worker finds one and nothing here is asked.
import type { World } from '../world.ts';
import { STAGE } from '../calls.ts';
import { dequeue, enqueue, leaveQueue } from '../waiting.ts';
import { startWork } from './work.ts';

/** Whether a call computes on a core that others may want. */
export function holdsCore({ calls, layout, processes }: World, call: number): boolean {
  const place = calls.place[call];
  return layout.scarce[place] === 1 && calls.stage[call] === STAGE.working && calls.queue[call] < 0 && processes.paused[place] === 0;
}

/** Work starts, or goes on after a pause, as soon as its host has a free core. */
export function seekCore(world: World, call: number): void {
  const { calls, layout, processes, waiting } = world;
  const place = calls.place[call];
  if (layout.scarce[place] === 1 && processes.paused[place] === 0) {
    const host = layout.host[place];
    if (processes.running[host] >= layout.model.hosts[host].cores) return enqueue(waiting, calls, layout.coreQueues + host, call);
    processes.running[host]++;
  }
  startWork(world, call);
}

/** Work of a call has ended, or is given up before its end. */
export function leaveCore(world: World, call: number): void {
  const { calls, layout, waiting } = world;
  if (layout.scarce[calls.place[call]] === 0) return;
  if (holdsCore(world, call)) freeCores(world, calls.place[call], 1);
  else if (calls.queue[call] >= 0) leaveQueue(waiting, calls, call);
}

/** Cores of a place's host go to the work that has waited longest, or stay free. */
export function freeCores(world: World, place: number, count: number): void {
  const { calls, layout, processes, waiting } = world;
  const host = layout.host[place];
  for (let i = 0; i < count; i++) {
    const next = dequeue(waiting, calls, layout.coreQueues + host);
    if (next >= 0) startWork(world, next);
    else processes.running[host]--;
  }
}
