// Who gets other points by a regrade, and why.
import type { Connection, Row } from '../store/database.ts';
import type { Regraded } from './read.ts';
import { standingsAround, type Standings } from './standings.ts';

/** A grade as it is compared. */
export interface Compared { points: number; status: string; exerciseVersion: number; graderVersion: number }

/** What differs between two grades of one submission. `first`: there was none. `same-versions`: neither exercise nor grader has changed, so the one before was an error, or one of both is a bug. */
export type Why = 'exercise' | 'grader' | 'both' | 'first' | 'same-versions';

/** A submission whose status or points change. */
export interface Change {
  learner: string;
  pseudonym: string;
  exercise: string;
  submission: string;
  receivedMs: number;
  before: Compared | null;
  after: Compared;
  why: Why;
  /** Points that the learner has for the exercise without the regrade, and with it: after credit and overrides. null: nothing counts, or the exercise is in no module of the cohort. */
  standingBefore: number | null;
  standingAfter: number | null;
}

/** Changes that are listed. */
export const CHANGES_MOST = 5000;

interface ChangeRow extends Row {
  learner: string; pseudonym: string; pseudonym_key: string; exercise: string; submission: string; received_ms: number;
  status: string; points: number; exercise_version: number; grader_version: number;
  old_status: string | null; old_points: number | null; old_exercise_version: number | null; old_grader_version: number | null;
}

/**
 * What a regrade changes, by exercise and name, and whether there is more than is listed. It stays the same after it has been committed. `moduleOf` has the module of each exercise.
 */
export async function changesOf(connection: Connection, regrade: Regraded, moduleOf: (exercise: string) => string | undefined): Promise<{ changes: Change[]; more: boolean }> {
  // The grade before is the newest of those that counted when the regrade began.
  const rows = await connection.all<ChangeRow>(
    `SELECT l.id AS learner, l.pseudonym, l.pseudonym_key, s.exercise, s.id AS submission, s.received_ms, n.status, n.points, n.exercise_version, n.grader_version,
       b.status AS old_status, b.points AS old_points, b.exercise_version AS old_exercise_version, b.grader_version AS old_grader_version
     FROM grade n JOIN submission s ON s.id = n.submission_id JOIN learner l ON l.id = s.learner_id
     LEFT JOIN grade b ON b.submission_id = n.submission_id AND b.counts = 1 AND b.graded_ms < ?
       AND NOT EXISTS (SELECT 1 FROM grade c WHERE c.submission_id = b.submission_id AND c.counts = 1 AND c.graded_ms < ? AND (c.graded_ms > b.graded_ms OR (c.graded_ms = b.graded_ms AND c.regrade_id > b.regrade_id)))
     WHERE n.regrade_id = ? AND n.status <> 'error' AND l.removed_ms IS NULL AND (b.submission_id IS NULL OR b.status <> n.status OR b.points <> n.points)
     ORDER BY n.submission_id LIMIT ?`, regrade.begunMs, regrade.begunMs, regrade.id, CHANGES_MOST + 1);
  const listed = rows.slice(0, CHANGES_MOST).sort(inOrder);
  const standings = await standingsAround(connection, regrade, [...new Set(listed.map(({ learner }) => learner))], moduleOf);
  return { changes: listed.map((row) => changeFrom(row, standings)), more: rows.length > CHANGES_MOST };
}

/** Databases sort texts in their own ways; this order is the same everywhere. */
function inOrder(a: ChangeRow, b: ChangeRow): number {
  const text = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return text(a.exercise, b.exercise) || text(a.pseudonym_key, b.pseudonym_key) || text(a.learner, b.learner) || a.received_ms - b.received_ms || text(a.submission, b.submission);
}

function changeFrom(row: ChangeRow, standings: Standings): Change {
  const { learner, pseudonym, exercise, submission } = row;
  const after: Compared = { points: row.points, status: row.status, exerciseVersion: row.exercise_version, graderVersion: row.grader_version };
  const before: Compared | null = row.old_status === null ? null
    : { points: row.old_points!, status: row.old_status, exerciseVersion: row.old_exercise_version!, graderVersion: row.old_grader_version! };
  const standing = standings(learner, exercise);
  return { learner, pseudonym, exercise, submission, receivedMs: row.received_ms, before, after, why: whyOf(before, after), standingBefore: standing.before, standingAfter: standing.after };
}

function whyOf(before: Compared | null, after: Compared): Why {
  if (before === null) return 'first';
  const isOtherExercise = before.exerciseVersion !== after.exerciseVersion;
  const isOtherGrader = before.graderVersion !== after.graderVersion;
  if (isOtherExercise && isOtherGrader) return 'both';
  return isOtherExercise ? 'exercise' : isOtherGrader ? 'grader' : 'same-versions';
}
