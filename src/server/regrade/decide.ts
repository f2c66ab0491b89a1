// The end of a regrade: its grades count from now on, or were never there.
import type { Connection } from '../store/database.ts';

/** What has become of a regrade. */
export type RegradeState = 'running' | 'ready' | 'committed' | 'dropped';

/** Grades that are changed by one statement: a database that ends long statements ends none of these. */
const CHUNK = 5000;

/**
 * Makes its grades count; to be run in a transaction. The state that it had: only one that was `ready` is changed. A grade that could not be made stays without effect, so that nobody loses what they had.
 */
export async function commitRegrade(connection: Connection, id: string): Promise<RegradeState> {
  const state = await stateOf(connection, id);
  if (state !== 'ready') return state;
  await connection.run("UPDATE regrade SET state = 'committed' WHERE id = ?", id);
  await inChunks(connection, id, async (from, to) => {
    await connection.run("UPDATE grade SET counts = 1 WHERE regrade_id = ? AND submission_id > ? AND submission_id <= ? AND status <> 'error'", id, from, to);
    await connection.run(
      `UPDATE submission SET state = 'graded' WHERE state = 'failed' AND id IN (SELECT submission_id FROM grade WHERE regrade_id = ? AND submission_id > ? AND submission_id <= ? AND counts = 1)`, id, from, to);
  });
  return state;
}

/** Removes its grades, also in the middle; to be run in a transaction. The state that it had: a committed one stays. */
export async function dropRegrade(connection: Connection, id: string, nowMs: number): Promise<RegradeState> {
  const state = await stateOf(connection, id);
  if (state === 'committed' || state === 'dropped') return state;
  await connection.run("UPDATE regrade SET state = 'dropped', ended_ms = COALESCE(ended_ms, ?), lease_owner = NULL, lease_until_ms = NULL WHERE id = ?", nowMs, id);
  await inChunks(connection, id, (from, to) => connection.run('DELETE FROM grade WHERE regrade_id = ? AND submission_id > ? AND submission_id <= ?', id, from, to));
  return state;
}

/** One that went with its cohort in the meantime is dropped. */
async function stateOf(connection: Connection, id: string): Promise<RegradeState> {
  return (await connection.first<{ state: RegradeState }>('SELECT state FROM regrade WHERE id = ?', id))?.state ?? 'dropped';
}

/** Changes the grades of a regrade, some at a time: a statement has its limit. */
export async function inChunks(connection: Connection, id: string, change: (from: string, to: string) => Promise<unknown>): Promise<void> {
  for (let from = ''; ;) {
    const last = await connection.first<{ to: string | null }>(
      'SELECT MAX(c.submission_id) AS "to" FROM (SELECT submission_id FROM grade WHERE regrade_id = ? AND submission_id > ? ORDER BY submission_id LIMIT ?) c', id, from, CHUNK);
    if (last?.to == null) return;
    await change(from, last.to);
    from = last.to;
  }
}
