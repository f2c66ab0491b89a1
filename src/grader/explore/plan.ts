// Which cells there are, and which of them have to be simulated.
import type { Model } from '../../infrastructure/index.ts';
import type { Fault, FaultFilter, FaultName } from '../../simulation/index.ts';
import type { Moment } from './exploration.ts';
import type { Part } from './components.ts';
import { effectsOf, inOrder } from './effect.ts';
import { from, rowsOf } from './fault-table.ts';
import { fitsOf } from './filter.ts';

/** A cell before anything is known of it. */
export interface PlannedCell {
  faults: { component: number; fault: FaultName }[];
  moment: number;
  /** What already happened before, too. */
  schedule: Fault[];
  sameAs: number | null;
}

/** What part of the matrix is wanted: all of it, or what a check asks for. */
export interface Wanted {
  /** Moments other than the steady state, too. */
  allMoments: boolean;
  pairs: boolean;
  /** What one of these is about; null: everything. */
  tried: readonly FaultFilter[] | null;
}

/** All of the matrix, without pairs. */
export const WHOLE: Wanted = { allMoments: true, pairs: false, tried: null };

/** One fault of one part. */
interface Single { component: number; fault: FaultName; at(atMs: number): Fault }

/**
 * Every cell: moment after moment, part after part, then the pairs of the steady state (another moment is a pair already). Left out is what is gone by then.
 * Cells with the same effect are simulated once; so a pair of which one contains the other is that one.
 */
export function planCells(model: Model, parts: readonly Part[], moments: readonly Moment[], wanted: Wanted): PlannedCell[] {
  const effectOf = effectsOf(model);
  const fits = fitsOf(model);
  const isWanted = (part: Part, fault: FaultName): boolean => wanted.tried?.some((filter) => fits(filter, part, fault)) ?? true;
  const singles = parts.flatMap((part, component) => rowsOf(part.kind).filter(({ fault }) => isWanted(part, fault)).map(({ fault, on }): Single => (
    { component, fault, at: (atMs) => from(atMs, on(...part.ends)) }
  )));
  const cells: PlannedCell[] = [];
  const known = new Map<string, number>();
  const add = (chosen: Single[], moment: number): void => {
    const { atMs, before } = moments[moment];
    const added = inOrder(chosen.map(({ at }) => at(atMs)));
    const effect = effectOf([...before, ...added]);
    if (before.length > 0 && effect === effectOf(before)) return;
    const key = `${moment} ${effect}`;
    const same = known.get(key) ?? null;
    if (same === null) known.set(key, cells.length);
    cells.push({ faults: chosen.map(({ component, fault }) => ({ component, fault })), moment, schedule: [...before, ...added], sameAs: same });
  };
  moments.forEach((_, moment) => {
    if (moment === 0 || wanted.allMoments) for (const single of singles) add([single], moment);
  });
  if (wanted.pairs) singles.forEach((one, i) => singles.slice(i + 1).forEach((other) => isPair(one, other) && add([one, other], 0)));
  return cells;
}

/** Two faults of one part are no pair: a process that hangs and crashes has crashed. */
function isPair(one: Single, other: Single): boolean {
  return one.component !== other.component;
}
