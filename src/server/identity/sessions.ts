// Who a browser is: an opaque token in its cookie, and the hash of it in the database.
import { Unavailable, type Connection } from '../store/database.ts';
import { hashOf, newToken } from './secrets.ts';

/** Whoever asks, as known by a session. */
export type Caller = { kind: 'instructor'; id: string } | { kind: 'learner'; id: string; cohort: string };

const DAY_MS = 86_400_000;
/** A session ends this long after it was last used. Learners come back on weekends; instructors see others' work. */
export const IDLE_MS = { instructor: 12 * 3_600_000, learner: 60 * DAY_MS } as const;
/** And this long after its beginning, however it is used. */
export const LONGEST_MS = { instructor: 7 * DAY_MS, learner: 200 * DAY_MS } as const;
/** Use is written down at most this often: a page of work is not a write. */
const SEEN_EVERY_MS = 10 * 60_000;

/** Begins a session; its token, which is shown to the browser and kept nowhere. */
export async function beginSession(connection: Connection, kind: Caller['kind'], id: string, nowMs: number): Promise<string> {
  const token = newToken();
  await connection.run('INSERT INTO session (token_hash, instructor_id, learner_id, created_ms, seen_ms, expires_ms) VALUES (?, ?, ?, ?, ?, ?)',
    hashOf(token), kind === 'instructor' ? id : null, kind === 'learner' ? id : null, nowMs, nowMs, nowMs + LONGEST_MS[kind]);
  return token;
}

/** Who the token belongs to; null: nobody, or no longer. Use keeps a session alive. */
export async function callerOf(connection: Connection, token: string, nowMs: number): Promise<Caller | null> {
  const row = await connection.first<{ token_hash: string; seen_ms: number; expires_ms: number; instructor: string | null; disabled_ms: number | null; learner: string | null; cohort: string | null; removed_ms: number | null }>(
    `SELECT s.token_hash, s.seen_ms, s.expires_ms, i.id AS instructor, i.disabled_ms, l.id AS learner, l.cohort_id AS cohort, l.removed_ms
     FROM session s LEFT JOIN instructor i ON i.id = s.instructor_id LEFT JOIN learner l ON l.id = s.learner_id WHERE s.token_hash = ?`, hashOf(token));
  if (row === null || row.disabled_ms !== null || row.removed_ms !== null) return null;
  const caller: Caller | null = row.instructor !== null ? { kind: 'instructor', id: row.instructor } : row.learner !== null ? { kind: 'learner', id: row.learner, cohort: row.cohort! } : null;
  if (caller === null || nowMs >= row.expires_ms || nowMs >= row.seen_ms + IDLE_MS[caller.kind]) return null;
  if (nowMs >= row.seen_ms + SEEN_EVERY_MS) await seen(connection, row.token_hash, nowMs);
  return caller;
}

/** Whoever only reads is not turned away by a disk that is full. */
async function seen(connection: Connection, tokenHash: string, nowMs: number): Promise<void> {
  await connection.run('UPDATE session SET seen_ms = ? WHERE token_hash = ? AND seen_ms < ?', nowMs, tokenHash, nowMs).catch((error: unknown) => {
    if (!(error instanceof Unavailable)) throw error;
  });
}

/** Ends the session of a token. */
export const endSession = (connection: Connection, token: string): Promise<number> => connection.run('DELETE FROM session WHERE token_hash = ?', hashOf(token));

/** Ends every session of one person: after a new password, a new recovery code, a removal. */
export const endSessionsOf = (connection: Connection, kind: Caller['kind'], id: string): Promise<number> =>
  connection.run(`DELETE FROM session WHERE ${kind === 'instructor' ? 'instructor_id' : 'learner_id'} = ?`, id);

/** Removes what has ended. */
export const sweepSessions = (connection: Connection, nowMs: number): Promise<number> =>
  connection.run('DELETE FROM session WHERE expires_ms <= ? OR (instructor_id IS NOT NULL AND seen_ms <= ?) OR (learner_id IS NOT NULL AND seen_ms <= ?)',
    nowMs, nowMs - IDLE_MS.instructor, nowMs - IDLE_MS.learner);
