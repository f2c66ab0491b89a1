// What learners handed in, as far as grades go: no sources, no reports.
import type { Connection, Row } from '../store/database.ts';
import { whose, type Whose } from './deadlines.ts';

/** A submission with the grade that it has at the moment. */
export interface Attempt {
  id: string;
  learner: string;
  exercise: string;
  /** Hints that were open when it was handed in. */
  hints: number;
  receivedMs: number;
  /** Whether it waits for its first grade. */
  isWaiting: boolean;
  /** null: no grade counts, since there is none yet, or the grader could not. */
  grade: { status: 'pass' | 'fail'; points: number } | null;
}

interface AttemptRow extends Row { id: string; learner_id: string; exercise: string; hints: number; received_ms: number; state: string; status: string | null; points: number | null }

/** All attempts of these learners, at one exercise or at all, in the order in which they came. */
export async function attempts(connection: Connection, of: Whose, exercise: string | null = null): Promise<Attempt[]> {
  const { where, value } = whose(of);
  // Of several grades that count the newest comes last; one that only says that the grader could not takes no other's place.
  const rows = await connection.all<AttemptRow>(
    `SELECT s.id, s.learner_id, s.exercise, s.hints, s.received_ms, s.state, g.status, g.points
     FROM learner l JOIN submission s ON s.learner_id = l.id LEFT JOIN grade g ON g.submission_id = s.id AND g.counts = 1 AND g.status <> 'error'
     WHERE ${where}${exercise === null ? '' : ' AND s.exercise = ?'} ORDER BY s.received_ms, s.id, g.graded_ms, g.regrade_id`, value, ...(exercise === null ? [] : [exercise]));
  const found: Attempt[] = [];
  for (const { id, learner_id, exercise: of, hints, received_ms, state, status, points } of rows) {
    const grade = status === null ? null : { status: status as 'pass' | 'fail', points: points! };
    const last = found.at(-1);
    if (last?.id === id) last.grade = grade;
    else found.push({ id, learner: learner_id, exercise: of, hints, receivedMs: received_ms, isWaiting: state === 'queued', grade });
  }
  return found;
}

/** Failed designs from which on a learner needs help, and from which on a solution opens where nothing is due. */
export const FAILS_ENOUGH = 3;

/** How often it was tried, and how it went. */
export const tally = (of: readonly Attempt[]): { passed: boolean; fails: number } => ({ passed: of.some(({ grade }) => grade?.status === 'pass'), fails: of.filter(({ grade }) => grade?.status === 'fail').length });
