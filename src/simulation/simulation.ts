// A simulation: the loop over events, and a state that can be copied and put back.
import type { Model } from '../infrastructure/model.ts';
import type { Fault, Scenario } from './scenario.ts';
import type { Limits, Run, RunOptions } from './run.ts';
import type { Columns } from './engine/columns.ts';
import { copyColumns, restoreColumns } from './engine/columns.ts';
import { createWorld, storesOf } from './create-world.ts';
import { dispatch } from './dispatch.ts';
import { answeredWrites, lostWrites, reviewRisk } from './database/risk.ts';
import { MOST_AT_RISK } from './database/replicas.ts';
import { scheduleFaults, setFaults } from './faults.ts';
import { addressHolders } from './keepalived/addresses.ts';
import { rescheduleUser, usersWaiting } from './users.ts';
import type { World } from './world.ts';
import { TOTAL } from './world.ts';

/** Events so far, with the steps of long choices that count as events. */
const EVENTS = TOTAL.events;

/** A copy of the whole state at one moment; of use only to the simulation that made it. */
export interface Snapshot { stores: Columns[]; faults: readonly Fault[] }

/** A run that can be stopped on the way. */
export interface Simulation {
  /** Handles every event up to this moment, inclusive. False: the limit on events was reached. */
  runUntil(ms: number): boolean;
  /** Handles every event before this moment. False: the limit on events was reached. */
  runBefore(ms: number): boolean;
  /**
   * Adds faults that begin from now on, and are gone again after a snapshot from before is restored: the run goes on as if the scenario had had them from
   * the start, after its own. Only in a run with `forks`, and at a moment that `runBefore` led to: a fault comes before all else at its moment.
   */
  inject(faults: readonly Fault[]): void;
  /** Events so far. */
  events(): number;
  /** Hosts that hold each virtual address of the design at the moment. */
  holders(): string[][];
  snapshot(): Snapshot;
  /** Goes back to a snapshot; it stays usable. */
  restore(snapshot: Snapshot): void;
  /** Runs to the end: the duration is over and every user has an answer or has given up. */
  finish(): Run;
}

/** A simulation before its first event. */
export function createSimulation(model: Model, scenario: Scenario, options: RunOptions): Simulation {
  const world = createWorld(model, scenario, options);
  return {
    runUntil: (ms) => runUntil(world, ms, options.limits),
    // The largest number below ms (for 2⁵³: at least half of the last place of ms, and less than all of it).
    runBefore: (ms) => runUntil(world, ms - ms / 9007199254740992, options.limits),
    inject(faults) {
      scheduleFaults(world, faults);
      reviewRisk(world);
      if (faults.some(({ kind }) => kind === 'load-spike')) rescheduleUser(world);
    },
    events: () => world.tally.totals[EVENTS],
    holders: () => (world.addresses === null ? [] : addressHolders(world.addresses, model)),
    snapshot: () => ({ stores: storesOf(world).map(copyColumns), faults: world.faults }),
    restore(snapshot) {
      setFaults(world, snapshot.faults);
      storesOf(world).forEach((store, i) => restoreColumns(store, snapshot.stores[i]));
    },
    finish() {
      const complete = runUntil(world, scenario.durationMs, options.limits) && answerAll(world, options.limits);
      return result(world, options, complete);
    },
  };
}

/** Simulates one design in one scenario. */
export function simulate(model: Model, scenario: Scenario, options: RunOptions): Run {
  return createSimulation(model, scenario, options).finish();
}

function runUntil(world: World, ms: number, limits: Limits): boolean {
  const { queue, recorder, replicas, tally: { totals } } = world;
  while (totals[EVENTS] < limits.events && queue.next(ms)) {
    totals[EVENTS]++;
    if (recorder !== null) recorder.replication(queue.now, replicas);
    dispatch(world);
  }
  return totals[EVENTS] < limits.events;
}

/** After the duration nobody new arrives; those who wait are served to the end. */
function answerAll(world: World, limits: Limits): boolean {
  const { queue, tally } = world;
  while (usersWaiting(world.users) > 0 && queue.next(Infinity)) {
    if (tally.totals[EVENTS] >= limits.events) return false;
    tally.totals[EVENTS]++;
    dispatch(world);
  }
  return true;
}

function result(world: World, options: RunOptions, complete: boolean): Run {
  const { totals } = world.tally;
  const writes = { acknowledged: answeredWrites(world), lost: lostWrites(world), mostAtRisk: world.replicas.totals[MOST_AT_RISK] };
  return {
    seed: options.seed, complete, events: totals[TOTAL.events],
    history: world.recorder?.history(world.queue.now, world.processes.busy, world.replicas, writes) ?? null,
    totals: { requests: totals[TOTAL.requests], ok: totals[TOTAL.ok], failed: totals[TOTAL.failed], attempts: totals[TOTAL.attempts] },
  };
}
