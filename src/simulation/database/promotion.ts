// A replica becomes the primary, and the others follow it.
import type { Failover } from '../../infrastructure/model.ts';
import { EVENT, type World } from '../world.ts';
import { catchUp, replicasOf } from './replication.ts';
import { isAlive } from './risk.ts';

type Promote = Extract<Failover, { mode: 'automatic' }>['promote'];

/** How soon it is looked again whether a relay log has been applied. */
const APPLY_LOOK_MS = 100;

/** The living replica of the primary that is to replace it: the one that has received most (the first among equals), or the first of a list; −1: none. */
export function candidateFor(world: World, rule: Promote, isReachable: (place: number) => boolean): number {
  const { layout, replicas } = world;
  const able = replicasOf(world, replicas.primary[0]).filter((place) => isAlive(world, place) && replicas.diverged[place] === 0 && isReachable(place));
  if (rule.kind === 'first') return able.find((place) => layout.names[place] === rule.nodes.find((name) => able.some((one) => layout.names[one] === name))) ?? -1;
  return able.reduce((best, place) => (best < 0 || replicas.received[place] > replicas.received[best] ? place : best), -1);
}

/**
 * Promotes a replica once it has applied its relay log: it takes writes, and the other replicas continue from it. One that has applied more than the new
 * primary asks for a position that this does not have: error 1236, it stands still. The old primary, should it come back, is nobody's replica.
 */
export function promote(world: World, place: number): void {
  const { failover, layout, queue, replicas } = world;
  if (replicas.committed[place] < replicas.received[place]) {
    failover.candidate[0] = place;
    return queue.after(-1, APPLY_LOOK_MS, EVENT.promote, place, ++failover.stamp[0]);
  }
  const old = replicas.primary[0];
  const others = replicasOf(world, old).filter((other) => other !== place);
  replicas.fork[old] = replicas.committed[place];
  replicas.primary.set([place, old]);
  replicas.source[place] = -1;
  replicas.epoch[place]++;
  replicas.readOnly[place] = 0;
  replicas.answered[place] = Math.max(replicas.answered[place], Math.min(replicas.answered[old], replicas.fork[old]));
  failover.promotedMs[0] = queue.now;
  for (const other of others) {
    replicas.epoch[other]++;
    replicas.source[other] = place;
    // With MASTER_USE_GTID a new source means a new relay log, fetched from what has been applied.
    const applied = replicas.committed[other] + replicas.applying[other];
    replicas.received[other] = applied;
    replicas.eligible[other] = applied;
    if (applied > replicas.committed[place]) replicas.diverged[other] = 1;
    catchUp(world, other);
  }
  world.recorder?.event(queue.now, 'promoted', layout.names[place], '');
}
