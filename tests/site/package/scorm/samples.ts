// Standings for the adapters' tests, and windows around a page.
import { SCORM_1_2 } from '../../../../src/site/package/scorm/scorm-1.2.ts';
import { SCORM_2004 } from '../../../../src/site/package/scorm/scorm-2004.ts';
import { ScormSystem } from '../../../../src/site/package/scorm/scorm-system.ts';
import type { WindowLike } from '../../../../src/site/package/scorm/find-api.ts';
import type { ExerciseStanding, Standing } from '../../../../src/site/package/learning-system.ts';
import { strict12 } from './strict/strict-1.2.ts';
import { strict2004 } from './strict/strict-2004.ts';
import type { Habits, StrictSystem } from './strict/strict-api.ts';

/** An exercise that was tried. */
export const tried = (id: string, points: number): ExerciseStanding => ({ id, title: `Exercise ${id}`, points, isProved: points === 100, isTried: true });

/** Half of the part: one exercise proved, one not tried. */
export const HALF: Standing = { state: '1.half', scorePct: 50, isComplete: false, isPassed: false, progress: 0.4, exercises: [tried('first', 100), { ...tried('second', 0), isTried: false }], seconds: 75.5 };

/** All of it. */
export const ALL: Standing = { state: '1.all', scorePct: 100, isComplete: true, isPassed: true, progress: 1, exercises: [tried('first', 100), tried('second', 100)], seconds: 3725.25 };

/** Nothing yet. */
export const NOTHING: Standing = { state: '1.none', scorePct: 0, isComplete: false, isPassed: false, progress: 0, exercises: [{ ...tried('first', 0), isTried: false }], seconds: 0 };

/** A window around which nothing is. */
export function windowWith(names: Record<string, unknown> = {}): WindowLike & Record<string, unknown> {
  const window: Record<string, unknown> = { opener: null, ...names };
  window['parent'] ??= window;
  return window as WindowLike & Record<string, unknown>;
}

/** Both standards for tests that hold for either. */
export const STANDARDS = [
  { name: 'SCORM 1.2', dialect: SCORM_1_2, strict: strict12, api: 'API', status: 'cmi.core.lesson_status', raw: 'cmi.core.score.raw', mode: 'cmi.core.lesson_mode', credit: 'cmi.core.credit', exit: 'cmi.core.exit', time: 'cmi.core.session_time', set: 'LMSSetValue', end: 'LMSFinish', limit: 4096 },
  { name: 'SCORM 2004', dialect: SCORM_2004, strict: strict2004, api: 'API_1484_11', status: 'cmi.completion_status', raw: 'cmi.score.raw', mode: 'cmi.mode', credit: 'cmi.credit', exit: 'cmi.exit', time: 'cmi.session_time', set: 'SetValue', end: 'Terminate', limit: 64_000 },
] as const;

/** A strict system and the adapter in a page inside of it. */
export function opened(standard: (typeof STANDARDS)[number], habits?: Habits): { lms: StrictSystem; system: ScormSystem } {
  const lms = standard.strict(habits);
  return { lms, system: new ScormSystem(standard.dialect, windowWith({ parent: windowWith({ [standard.api]: lms.api() }) })) };
}
