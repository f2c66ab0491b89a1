// Verdicts that are known, shared by everybody who grades on this database.
import type { Connection } from '../store/database.ts';
import type { Outcome, Verdict } from './grading.ts';

/** What a verdict depends on, and nothing else does. */
export interface VerdictKey { modelHash: string; exercise: string; exerciseVersion: number; graderVersion: number }

/** The verdict on a model; null: it is not known. */
export function recallVerdict(connection: Connection, { modelHash, exercise, exerciseVersion, graderVersion }: VerdictKey): Promise<Verdict | null> {
  return connection.first<{ status: Verdict['status']; points: number; checks: string }>(
    'SELECT status, points, checks FROM verdict WHERE model_hash = ? AND exercise = ? AND exercise_version = ? AND grader_version = ?', modelHash, exercise, exerciseVersion, graderVersion);
}

/** Keeps a new verdict. Not kept is what has no model, and what could not be graded: another time it might. */
export async function rememberVerdict(connection: Connection, exercise: string, { modelHash, exerciseVersion, graderVersion, status, points, checks, isRecalled }: Outcome): Promise<void> {
  if (modelHash === '' || status === 'error' || isRecalled) return;
  await connection.run('INSERT INTO verdict (model_hash, exercise, exercise_version, grader_version, status, points, checks) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    modelHash, exercise, exerciseVersion, graderVersion, status, points, checks);
}
