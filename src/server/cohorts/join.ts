// How learners come into a cohort, and come back.
import { Conflict, type Connection } from '../store/database.ts';
import { hashOfCode, newJoinCode, newRecoveryCode } from '../identity/secrets.ts';
import { beginSession, endSessionsOf } from '../identity/sessions.ts';
import { readPseudonym, type BadPseudonym } from './pseudonym.ts';

/** A learner who is in. The recovery code is shown once; only its hash is kept. */
export interface Joined { learner: string; cohort: string; pseudonym: string; recoveryCode: string; token: string }

/** Why nobody comes in. A code that never was and one that was turned look the same. */
export type NotJoined = 'no-such-code' | 'expired' | 'full' | 'name-taken' | BadPseudonym;

/** A new code for a cohort, in place of the one before, which opens nothing any more. */
export async function turnJoinCode(connection: Connection, cohort: string, expiresMs: number | null): Promise<string> {
  const code = newJoinCode();
  await connection.run('UPDATE cohort SET join_hash = ?, join_expires_ms = ? WHERE id = ?', hashOfCode(code), expiresMs, cohort);
  return code;
}

/** Closes a cohort for newcomers. */
export const closeJoining = (connection: Connection, cohort: string): Promise<number> => connection.run('UPDATE cohort SET join_hash = NULL, join_expires_ms = NULL WHERE id = ?', cohort);

/** Seats of a class whose instructor named no number: a code that went round is no way to fill the disk with learners. */
export const SEATS_UNSAID = 1000;

/** How long an answer that was lost on the way may be asked for again, by the id that only the page knows. */
export const AGAIN_MS = 15 * 60_000;

/** Who wants to come in. `id` is made by the page: asked again with it, because the answer was lost, the learner is the same one. */
export interface Newcomer { code: string; pseudonym: string; id?: string | undefined }

/** Joins by code and pseudonym. To be run in a transaction: the last seat is given once. `newId` makes ids where the page made none. */
export async function join(connection: Connection, { code, pseudonym, id }: Newcomer, nowMs: number, newId: () => string): Promise<Joined | NotJoined> {
  const cohort = await connection.first<{ id: string; join_expires_ms: number | null; seats: number | null }>('SELECT id, join_expires_ms, seats FROM cohort WHERE join_hash = ?', hashOfCode(code));
  if (cohort === null) return 'no-such-code';
  if (cohort.join_expires_ms !== null && nowMs >= cohort.join_expires_ms) return 'expired';
  const read = readPseudonym(pseudonym);
  if (typeof read === 'string') return read;
  const taken = await connection.first<{ id: string }>('SELECT id FROM learner WHERE cohort_id = ? AND pseudonym_key = ?', cohort.id, read.key);
  if (taken !== null && taken.id === id) return again(connection, taken.id, nowMs);
  if (taken !== null) return 'name-taken';
  const { count } = (await connection.first<{ count: number }>('SELECT COUNT(*) AS count FROM learner WHERE cohort_id = ? AND removed_ms IS NULL', cohort.id))!;
  if (count >= (cohort.seats ?? SEATS_UNSAID)) return 'full';
  const [learner, recoveryCode] = [id ?? newId(), newRecoveryCode()];
  try {
    await connection.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, ?)', learner, cohort.id, read.name, read.key, hashOfCode(recoveryCode), nowMs);
  } catch (error) {
    if (error instanceof Conflict) return 'name-taken';
    throw error;
  }
  return { learner, cohort: cohort.id, pseudonym: read.name, recoveryCode, token: await beginSession(connection, 'learner', learner, nowMs) };
}

/** Answers somebody anew who came in a moment ago and has done nothing since: with a new code and session, in place of those that nobody has seen. */
async function again(connection: Connection, learner: string, nowMs: number): Promise<Joined | NotJoined> {
  const row = await connection.first<{ cohort_id: string; pseudonym: string }>(
    'SELECT cohort_id, pseudonym FROM learner l WHERE l.id = ? AND l.removed_ms IS NULL AND l.created_ms > ? AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.learner_id = l.id)', learner, nowMs - AGAIN_MS);
  if (row === null) return 'name-taken';
  return { learner, cohort: row.cohort_id, pseudonym: row.pseudonym, recoveryCode: await resetRecovery(connection, learner), token: await beginSession(connection, 'learner', learner, nowMs) };
}

/** Comes back with a recovery code, on this or another computer; null: there is no such code. */
export async function recover(connection: Connection, recoveryCode: string, nowMs: number): Promise<{ learner: string; cohort: string; token: string } | null> {
  const found = await connection.first<{ id: string; cohort_id: string }>('SELECT id, cohort_id FROM learner WHERE recovery_hash = ? AND removed_ms IS NULL', hashOfCode(recoveryCode));
  return found === null ? null : { learner: found.id, cohort: found.cohort_id, token: await beginSession(connection, 'learner', found.id, nowMs) };
}

/** A new recovery code for a learner who has lost theirs; whoever has the old one is signed out. */
export async function resetRecovery(connection: Connection, learner: string): Promise<string> {
  const code = newRecoveryCode();
  await connection.run('UPDATE learner SET recovery_hash = ? WHERE id = ?', hashOfCode(code), learner);
  await endSessionsOf(connection, 'learner', learner);
  return code;
}
