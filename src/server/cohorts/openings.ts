// When hints and solutions open. The pages ask for what they may show; the server gives the files of the site by the same answer.
import { attempts, FAILS_ENOUGH, tally } from '../gradebook/attempts.ts';
import { closings } from '../gradebook/deadlines.ts';
import type { Caller } from '../identity/sessions.ts';
import type { Connection } from '../store/database.ts';

/** Whether something may be seen. */
export interface Opening {
  open: boolean;
  /** When it opens by itself; null: never, or by the learner's own work. */
  openMs: number | null;
}

const CLOSED: Opening = { open: false, openMs: null };

/** What decides about the solutions of one exercise for one learner. */
export interface Circumstances {
  /** Whether the whole class works without hints and solutions. */
  exam: boolean;
  /** From when on nobody can gain credit; null: the module has no due date, or does not belong to the class. */
  closesMs: number | null;
  passed: boolean;
  fails: number;
}

/** The rule: with a due date, once nobody can gain by it; without, as when working alone, after a pass or some designs that failed; in an exam never. */
export function solutionOpening({ exam, closesMs, passed, fails }: Circumstances, nowMs: number): Opening {
  if (exam) return CLOSED;
  if (closesMs !== null) return { open: nowMs >= closesMs, openMs: closesMs };
  return { open: passed || fails >= FAILS_ENOUGH, openMs: null };
}

/** Whether a class works without hints and solutions. */
export const isExam = async (connection: Connection, cohort: string): Promise<boolean> => (await connection.first<{ exam: number }>('SELECT exam FROM cohort WHERE id = ?', cohort))?.exam !== 0;

/** What is known of the course: the module of an exercise. */
export interface Modules { exercises: ReadonlyMap<string, { module: string }> }

/** Whether the caller may see the solutions of an exercise. Instructors always; who is not signed in never. */
export async function solutionsOpen(connection: Connection, caller: Caller | null, exerciseId: string, course: Modules, nowMs: number): Promise<Opening> {
  const exercise = course.exercises.get(exerciseId);
  if (caller === null || exercise === undefined) return CLOSED;
  if (caller.kind === 'instructor') return { open: true, openMs: null };
  const exam = await isExam(connection, caller.cohort);
  const closesMs = (await closings(connection, caller.cohort)).get(exercise.module) ?? null;
  return solutionOpening({ exam, closesMs, ...tally(await attempts(connection, { learner: caller.id }, exerciseId)) }, nowMs);
}

/** Whether the caller may see hints: everybody of a class that is not in an exam. */
export async function hintsOpen(connection: Connection, caller: Caller | null): Promise<boolean> {
  if (caller === null) return false;
  return caller.kind === 'instructor' || !await isExam(connection, caller.cohort);
}
