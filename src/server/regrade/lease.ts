// Who works on a regrade: one process at a time, which loses it when it does not come back. What it has written stays, and the next goes on behind it.
import type { Connection } from '../store/database.ts';
import { inChunks } from './decide.ts';
import type { Cursor, Work } from './scope.ts';

/** A lease is renewed while somebody works, so this long after a kill another takes over. */
export const LEASE_MS = 15_000;

/** A regrade that this process holds. */
export interface Leased extends Work { after: Cursor }

/**
 * Takes the first regrade that nobody works on; null: there is none. `edition` stands for all versions that grades depend on: grades of another one, made before the server was replaced in the middle,
 * are removed, and the regrade begins anew. `only` names one that is wanted; empty: any. To be run in a transaction.
 */
export async function takeRegrade(connection: Connection, owner: string, edition: string, nowMs: number, only = ''): Promise<Leased | null> {
  const row = await connection.first<{ id: string; cohort_id: string; exercise: string | null; begun_ms: number; edition: string; after_hash: string; after_exercise: string }>(
    `SELECT id, cohort_id, exercise, begun_ms, edition, after_hash, after_exercise FROM regrade
     WHERE state = 'running' AND (lease_until_ms IS NULL OR lease_until_ms <= ? OR lease_owner = ?) AND (? = '' OR id = ?) ORDER BY begun_ms, id LIMIT 1`, nowMs, owner, only, only);
  if (row === null) return null;
  await connection.run('UPDATE regrade SET lease_owner = ?, lease_until_ms = ? WHERE id = ?', owner, nowMs + LEASE_MS, row.id);
  const leased = { id: row.id, cohort: row.cohort_id, exercise: row.exercise, begunMs: row.begun_ms };
  if (row.edition === edition) return { ...leased, after: { hash: row.after_hash, exercise: row.after_exercise } };
  await inChunks(connection, row.id, (from, to) => connection.run('DELETE FROM grade WHERE regrade_id = ? AND submission_id > ? AND submission_id <= ?', row.id, from, to));
  await connection.run("UPDATE regrade SET edition = ?, after_hash = '', after_exercise = '', done = 0, sources = 0, simulated = 0, errors = 0 WHERE id = ?", edition, row.id);
  return { ...leased, after: { hash: '', exercise: '' } };
}

/** Says that the owner is still at it. */
export const renewRegrade = (connection: Connection, owner: string, id: string, nowMs: number): Promise<number> =>
  connection.run("UPDATE regrade SET lease_until_ms = ? WHERE id = ? AND state = 'running' AND lease_owner = ?", nowMs + LEASE_MS, id, owner);

/** Ends every lease: whoever had one is no more. */
export const endRegradeLeases = (connection: Connection): Promise<number> => connection.run("UPDATE regrade SET lease_until_ms = 0 WHERE state = 'running' AND lease_until_ms > 0");

/** Lets another take it at once. */
export const releaseRegrade = (connection: Connection, owner: string, id: string): Promise<number> =>
  connection.run("UPDATE regrade SET lease_owner = NULL, lease_until_ms = NULL WHERE id = ? AND state = 'running' AND lease_owner = ?", id, owner);
