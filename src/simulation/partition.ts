// Partitions: hosts that live and do not reach each other.
import type { Model } from '../infrastructure/model.ts';
import type { Fault } from './scenario.ts';
import type { World } from './world.ts';

/** One direction that a fault cuts; hosts are positions in the model. */
export interface Cut { fault: number; from: number; to: number }

/** The directions that faults cut while they go on. */
export function compileCuts(model: Model, faults: readonly Fault[]): Cut[] {
  const host = (name: string): number => model.hosts.findIndex((one) => one.name === name);
  return faults.flatMap((fault, position): Cut[] => {
    if (fault.kind !== 'partition') return [];
    const there: Cut = { fault: position, from: host(fault.from), to: host(fault.to) };
    return fault.oneWay ? [there] : [there, { fault: position, from: there.to, to: there.from }];
  });
}

/** Whether what one host sends to another is lost at the moment. */
export function severs(world: World, from: number, to: number): boolean {
  for (const cut of world.cuts) if (cut.from === from && cut.to === to && world.activeFaults.active[cut.fault] === 1) return true;
  return false;
}

/** Whether two places cannot talk at the moment: a connection needs both directions. */
export function severed(world: World, a: number, b: number): boolean {
  if (world.cuts.length === 0) return false;
  const { host } = world.layout;
  return severs(world, host[a], host[b]) || severs(world, host[b], host[a]);
}
