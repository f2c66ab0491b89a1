// A regrade as instructors see it.
import type { Connection, Row } from '../store/database.ts';
import type { RegradeState } from './decide.ts';

/** The part of a regrade that what it changes depends on. */
export interface Regraded { id: string; cohort: string; begunMs: number }

/** How far a regrade is, and what it cost. */
export interface RegradeSummary extends Regraded {
  /** null: all exercises. */
  exercise: string | null;
  state: RegradeState;
  /** When the last grade was made; null: it still runs. */
  endedMs: number | null;
  /** Submissions when it began, and those that are graded. Who is removed in the middle is missing from the second. */
  submissions: number;
  done: number;
  /** Different texts of those that are graded: each was evaluated once. */
  distinct: number;
  /** Different models among them; null until all are graded. */
  models: number | null;
  /** Models that had to be simulated: the others were known. */
  simulated: number;
  /** Submissions that could not be graded: what they had before stays. */
  errors: number;
}

interface RegradeRow extends Row {
  id: string; cohort_id: string; exercise: string | null; state: RegradeState; begun_ms: number; ended_ms: number | null;
  submissions: number; done: number; sources: number; models: number | null; simulated: number; errors: number;
}

const COLUMNS = 'id, cohort_id, exercise, state, begun_ms, ended_ms, submissions, done, sources, models, simulated, errors';

/** One regrade; null: there is none. */
export async function readRegrade(connection: Connection, id: string): Promise<RegradeSummary | null> {
  const row = await connection.first<RegradeRow>(`SELECT ${COLUMNS} FROM regrade WHERE id = ?`, id);
  return row === null ? null : summaryOf(row);
}

/** The regrades of a cohort, newest first. */
export const readRegrades = async (connection: Connection, cohort: string): Promise<RegradeSummary[]> =>
  (await connection.all<RegradeRow>(`SELECT ${COLUMNS} FROM regrade WHERE cohort_id = ? ORDER BY begun_ms DESC, id DESC`, cohort)).map(summaryOf);

const summaryOf = ({ id, cohort_id, exercise, state, begun_ms, ended_ms, submissions, done, sources, models, simulated, errors }: RegradeRow): RegradeSummary => ({
  id, cohort: cohort_id, exercise, state, begunMs: begun_ms, endedMs: ended_ms, submissions, done, distinct: sources, models, simulated, errors,
});
