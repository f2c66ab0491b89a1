// What differs between SCORM 1.2 and SCORM 2004, as data for one adapter.
import type { ExerciseStanding, Standing } from '../learning-system.ts';
import type { ApiName } from './find-api.ts';
import type { ApiWords } from './runtime.ts';

/** A value for an element of the data model. */
export interface Mark {
  element: string;
  value: string;
  /** True where the learner must hear that the system refuses it; a system may do without the others. */
  isNeeded: boolean;
}

/** What the system holds in an element; an empty text: nothing. */
export type Held = (element: string) => string;

/** One of the standards. */
export interface Dialect {
  readonly name: 'SCORM 1.2' | 'SCORM 2004';
  readonly apiName: ApiName;
  readonly words: ApiWords;
  /** Characters of `cmi.suspend_data`. */
  readonly stateCharsMax: number;
  readonly elements: { learner: string; learnerName: string; mode: string; credit: string; exit: string; time: string };
  /** Seconds as the standard writes a length of time. */
  duration(seconds: number): string;
  /** What the standing is worth, never less than what the system holds. */
  marks(standing: Standing, held: Held): Mark[];
  /** The same of one exercise, in the row of `cmi.objectives` that begins with `row`. */
  objective(exercise: ExerciseStanding, row: string, held: Held): Mark[];
}

/** The higher of two words of a ladder; what is on no step of it counts as below. */
export function higherWord(ladder: readonly string[], held: string, now: string): string {
  return ladder.indexOf(held) >= ladder.indexOf(now) ? held : now;
}

/** The larger of what the system holds and a number, with at most four decimals. */
export function higherNumber(held: string, now: number): string {
  return held.trim() !== '' && Number(held) >= now ? held : decimal(now);
}

/** True where there is something to score: who has only looked has no score, which is not the same as 0 points. */
export const isScored = (standing: Standing): standing is Standing & { scorePct: number } => standing.scorePct !== null && (standing.scorePct > 0 || standing.exercises.some((exercise) => exercise.isTried));

const decimal = (value: number): string => String(Math.round(value * 10_000) / 10_000);
