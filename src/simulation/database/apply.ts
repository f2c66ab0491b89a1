// How a replica applies: threads, MASTER_DELAY, and the lag that it shows.
import type { DatabaseNode } from '../../infrastructure/model.ts';

/**
 * Transactions applied at once. `optimistic` runs any of them beside each other. `conservative` runs only those together that the primary committed in one
 * group, which with small commits is hardly ever: measured about as fast as one thread.
 */
export function appliersOf({ parallelThreads, parallelMode }: Pick<DatabaseNode, 'parallelThreads' | 'parallelMode'>): number {
  return parallelMode === 'conservative' ? 1 : Math.max(1, parallelThreads);
}

/**
 * What is left of `MASTER_DELAY` when an event arrives. Both clocks are whole seconds, and so is the sleep: an event that arrives within the second of its
 * commit sleeps for the whole delay, one that crosses into the next second sleeps a second less.
 */
export function delayLeftMs(delayMs: number, committedMs: number, arrivedMs: number): number {
  const seconds = Math.floor(arrivedMs / 1000) - Math.floor(committedMs / 1000);
  return Math.max(0, delayMs - seconds * 1000);
}

/** `Seconds_Behind_Master`: the age of the event that is being applied, in whole seconds of both clocks; null in `beingApplied`: nothing is, so 0. */
export function secondsBehind(nowMs: number, beingApplied: number | null): number {
  return beingApplied === null ? 0 : Math.max(0, Math.floor(nowMs / 1000) - Math.floor(beingApplied / 1000));
}
