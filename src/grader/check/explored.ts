// The single faults that an exercise asks about: tried once in a grade, and measured as often as wanted.
import type { Exercise } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import type { MetricQuery } from '../../simulation/index.ts';
import type { Cell, Exploration } from '../explore/exploration.ts';
import { explore, survey, type Expedition } from '../explore/explore.ts';
import { EVERY_FAULT, filtersOf, fitsOf, type Fits } from '../explore/filter.ts';
import { emptyExploration, frameOf } from '../explore/frame.ts';
import type { Part } from '../explore/components.ts';
import type { GraderLimits } from '../limits.ts';
import type { ParsedSource } from '../source/parse.ts';

/** The cells that were asked for, in the form of the whole fault matrix. */
export interface Explored {
  exploration: Exploration;
  parts: readonly Part[];
  fits: Fits;
}

/** What of an exercise decides which faults are tried, and how. */
export type Asking = Pick<Exercise, 'id' | 'version' | 'runs' | 'seeds' | 'explore' | 'checks' | 'gold' | 'diagnoses'>;

/** Whether an exercise asks for any fault of the matrix. */
export function asksForFaults(exercise: Asking): boolean {
  return filtersOf(exercise).length > 0;
}

/** Tries what the exercise asks for, with the cells and numbers that a whole exploration has; null: there were more events than the limits allow. `parsed` is null where no lines are wanted. */
export function exploreAsked(model: Model, exercise: Asking, parsed: ParsedSource | null, { events, eventsInAll }: Pick<GraderLimits, 'events' | 'eventsInAll'>): Explored | null {
  const expedition: Expedition = { model, exercise, events, eventsInAll, wanted: { allMoments: false, pairs: false, tried: filtersOf(exercise) } };
  const ground = survey(expedition);
  const frame = parsed === null ? { moments: ground.moments, components: [] } : frameOf(ground, parsed);
  const cells: Cell[] = [];
  const steps = explore(expedition, ground);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value ? { exploration: { ...emptyExploration(exercise, false), ...frame, cells }, parts: ground.parts, fits: fitsOf(model) } : null;
    cells[step.value.at] = step.value.cell;
  }
}

/** The cells that a metric is about, in the order of the matrix. */
export function cellsAsked({ tried = EVERY_FAULT }: MetricQuery, { exploration, parts, fits }: Explored): Cell[] {
  return exploration.cells.filter(({ faults: [{ component, fault }] }) => fits(tried, parts[component], fault));
}

/** The value of a metric of the fault matrix; null where the design has no such fault. */
export function measureExplored(query: MetricQuery, explored: Explored): number | null {
  const cells = cellsAsked(query, explored);
  if (cells.length === 0) return null;
  if (query.metric === 'faultsNotSurvived') return cells.filter(({ outcome }) => outcome !== 'served').length;
  const shares = cells.flatMap(({ servedPct }) => servedPct ?? []);
  return shares.length === 0 ? null : shares.reduce((least, share) => Math.min(least, share));
}
