// Workers in use, told to the recorder whenever their number changes.
import type { World } from './world.ts';

/** One worker of an application or a node begins. */
export function occupy(world: World, place: number): void {
  world.recorder?.busy(world.queue.now, place - world.layout.balancerCount, world.processes.busy[place]);
  world.processes.busy[place]++;
}

/** One worker is free again. */
export function release(world: World, place: number): void {
  world.recorder?.busy(world.queue.now, place - world.layout.balancerCount, world.processes.busy[place]);
  world.processes.busy[place]--;
}
