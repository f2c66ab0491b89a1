import type { Exercise } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import type { GraderLimits } from '../limits.ts';
import type { ParsedSource } from '../source/parse.ts';
import { asksForFaults, exploreAsked } from './explored.ts';
import { eventsOf, simulateRuns, type OnProgress, type Simulated } from './runs.ts';

/** A model and what is asked about it. `parsed` is null where no lines are wanted. */
export interface Asked { model: Model; exercise: Exercise; parsed: ParsedSource | null; limits: GraderLimits; onProgress: OnProgress }

/** All that an exercise asks for, or the run whose events were too many and the limit that it met. */
export type Answered = { simulated: Simulated; excess: null } | { simulated: null; excess: { run: string; limit: number } };

/** Simulates every run of an exercise and the faults that it asks about. */
export function simulateAsked({ model, exercise, parsed, limits, onProgress }: Asked): Answered {
  const simulated = simulateRuns(model, exercise, limits, onProgress);
  const cut = simulated.runs.find(({ bySeed }) => bySeed.some(({ complete }) => !complete));
  if (cut !== undefined) return { simulated: null, excess: { run: cut.spec.id, limit: limits.events } };
  if (!asksForFaults(exercise)) return { simulated, excess: null };
  simulated.explored = exploreAsked(model, exercise, parsed, { events: limits.events, eventsInAll: limits.eventsInAll - eventsOf(simulated) });
  return simulated.explored === null ? { simulated: null, excess: { run: exercise.explore.run, limit: limits.eventsInAll } } : { simulated, excess: null };
}
