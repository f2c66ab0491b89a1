// The beginning of a regrade: what belongs to it is settled once and for all.
import type { ServedCourse } from '../http/services.ts';
import type { Connection } from '../store/database.ts';
import { SCOPE, scopeValues } from './scope.ts';

/** Who asks for what. */
export interface Begin { id: string; cohort: string; /** null: all exercises. */ exercise: string | null; instructor: string }

/** Begins a regrade, to be run in a transaction. False: another of this cohort is not decided yet. */
export async function beginRegrade(connection: Connection, course: ServedCourse, { id, cohort, exercise, instructor }: Begin, nowMs: number): Promise<boolean> {
  if (await connection.first("SELECT id FROM regrade WHERE cohort_id = ? AND state IN ('running', 'ready')", cohort) !== null) return false;
  const begunMs = Math.max(nowMs, await newestEnd(connection, cohort) + 1);
  const counts = await connection.all<{ exercise: string; count: number }>(`SELECT s.exercise, COUNT(*) AS count FROM ${SCOPE} GROUP BY s.exercise`, ...scopeValues({ cohort, exercise, begunMs }));
  const submissions = counts.reduce((sum, one) => sum + (course.exercises.has(one.exercise) ? one.count : 0), 0);
  await connection.run("INSERT INTO regrade (id, cohort_id, exercise, state, instructor_id, begun_ms, submissions) VALUES (?, ?, ?, 'running', ?, ?, ?)", id, cohort, exercise, instructor, begunMs, submissions);
  return true;
}

/** When the newest grade of a cohort was made: a regrade's are later, whatever the clocks of the instances say, since the newest counts. */
async function newestEnd(connection: Connection, cohort: string): Promise<number> {
  const live = await connection.first<{ at: number | null }>('SELECT MAX(s.ended_ms) AS at FROM submission s JOIN learner l ON l.id = s.learner_id WHERE l.cohort_id = ?', cohort);
  const regraded = await connection.first<{ at: number | null }>('SELECT MAX(ended_ms) AS at FROM regrade WHERE cohort_id = ?', cohort);
  return Math.max(live?.at ?? 0, regraded?.at ?? 0);
}
