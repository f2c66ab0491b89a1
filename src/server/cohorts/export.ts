// Everything that is kept about one learner, and nothing of others: who taught, graded or decided is left out.
import { pages, type Modules } from '../gradebook/submissions.ts';
import type { Connection } from '../store/database.ts';
import { REMOVED } from '../audit/audit.ts';

/** Version of the format: raised when a field changes its meaning. */
export const EXPORT_FORMAT = 1;

/** The text of a JSON object, in parts: first these fields, then `key` with a list that may be too long for the memory. */
export async function* jsonParts(head: { [field: string]: unknown }, key: string, lists: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(key)}:[`;
  let comma = '';
  for await (const list of lists) for (const one of list) {
    yield `${comma}\n${JSON.stringify(one)}`;
    comma = ',';
  }
  yield '\n]}\n';
}

/** What is kept about a learner, as JSON, a page of submissions at a time. */
export async function exportLearner(connection: Connection, learner: string, course: Modules, nowMs: number): Promise<AsyncGenerator<string>> {
  const row = (await connection.first<{ cohort_id: string; cohort: string; pseudonym: string; created_ms: number }>(
    'SELECT l.cohort_id, c.name AS cohort, l.pseudonym, l.created_ms FROM learner l JOIN cohort c ON c.id = l.cohort_id WHERE l.id = ?', learner))!;
  const sessions = await connection.all<{ createdMs: number; seenMs: number; expiresMs: number }>('SELECT created_ms AS "createdMs", seen_ms AS "seenMs", expires_ms AS "expiresMs" FROM session WHERE learner_id = ? ORDER BY created_ms', learner);
  const extensions = await connection.all<{ module: string; dueMs: number; reason: string; givenMs: number }>('SELECT module, due_ms AS "dueMs", reason, given_ms AS "givenMs" FROM extension WHERE learner_id = ? ORDER BY module', learner);
  const overrides = await connection.all<{ exercise: string; points: number | null; reason: string; givenMs: number }>('SELECT exercise, points, reason, given_ms AS "givenMs" FROM override WHERE learner_id = ? ORDER BY given_ms, id', learner);
  const acts = await connection.all<{ atMs: number; action: string; detail: string }>('SELECT at_ms AS "atMs", action, detail FROM audit WHERE (object = ? OR actor = ?) AND object <> ? ORDER BY at_ms, id', learner, learner, REMOVED);
  const head = {
    format: 'no-single-point-learner', version: EXPORT_FORMAT, exportedMs: nowMs,
    learner: { id: learner, pseudonym: row.pseudonym, createdMs: row.created_ms, cohort: { id: row.cohort_id, name: row.cohort } },
    notes: ['Of the recovery code and of sessions only hashes are kept, which are left out.', 'Times are milliseconds since 1970-01-01 UTC.'],
    sessions, extensions, overrides, acts,
  };
  return jsonParts(head, 'submissions', pages(connection, row.cohort_id, course, { source: true, grades: true }, { learner }));
}
