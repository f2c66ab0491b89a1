// Links of one use: the first one, which makes the first instructor, and those by which instructors bring in colleagues.
import type { Connection } from '../store/database.ts';
import { hashOf, newToken } from './secrets.ts';

/** How long a link is good for: a setup link is used at once, a colleague reads mail on Monday. */
export const GOOD_FOR_MS = { setup: 86_400_000, colleague: 7 * 86_400_000 } as const;

/** A link's secret, which is shown once. */
export interface Invitation { token: string; expiresMs: number }

/** Whether the server has no instructor yet. */
export const needsSetup = async (connection: Connection): Promise<boolean> => await connection.first('SELECT id FROM instructor LIMIT 1') === null;

/** A link for the first instructor; null: there is one. Links of earlier starts stay good, since several instances may start at once; the first that is used ends all. To be run in a transaction. */
export const newSetup = async (connection: Connection, nowMs: number): Promise<Invitation | null> => (await needsSetup(connection) ? invite(connection, 'setup', null, nowMs) : null);

/** A link for a colleague, who becomes an assistant of the cohort, or of none. */
export const newInvitation = (connection: Connection, cohort: string | null, nowMs: number): Promise<Invitation> => invite(connection, 'colleague', cohort, nowMs);

async function invite(connection: Connection, kind: keyof typeof GOOD_FOR_MS, cohort: string | null, nowMs: number): Promise<Invitation> {
  const [token, expiresMs] = [newToken(), nowMs + GOOD_FOR_MS[kind]];
  await connection.run('INSERT INTO invitation (token_hash, kind, cohort_id, created_ms, expires_ms) VALUES (?, ?, ?, ?, ?)', hashOf(token), kind, cohort, nowMs, expiresMs);
  return { token, expiresMs };
}

/** What a link is for; null: it never was one, was used, or has ended. */
export const invitationOf = (connection: Connection, kind: keyof typeof GOOD_FOR_MS, token: string, nowMs: number): Promise<{ cohort: string | null } | null> =>
  connection.first<{ cohort: string | null }>('SELECT cohort_id AS cohort FROM invitation WHERE token_hash = ? AND kind = ? AND used_ms IS NULL AND expires_ms > ?', hashOf(token), kind, nowMs);

/** Uses a link up: to be run in the transaction that does what it is for. False: somebody was quicker. */
export const useUp = async (connection: Connection, token: string, nowMs: number): Promise<boolean> =>
  await connection.run('UPDATE invitation SET used_ms = ? WHERE token_hash = ? AND used_ms IS NULL', nowMs, hashOf(token)) === 1;

/**
 * Ends the open links of a class whose owner this instructor is, and is about to be no more: links do not name their maker, so those of other owners end, too, and are made again. To be run in the transaction that takes the role, before that.
 */
export const endInvitations = (connection: Connection, instructor: string, cohort: string): Promise<number> =>
  connection.run("DELETE FROM invitation WHERE kind = 'colleague' AND cohort_id = ? AND EXISTS (SELECT 1 FROM staff WHERE instructor_id = ? AND cohort_id = ? AND role = 'owner')", cohort, instructor, cohort);

/** The same for all classes of an instructor who is let in no more, and for links to no class, which any instructor can make. */
export const endAllInvitations = (connection: Connection, instructor: string): Promise<number> =>
  connection.run("DELETE FROM invitation WHERE kind = 'colleague' AND (cohort_id IS NULL OR cohort_id IN (SELECT cohort_id FROM staff WHERE instructor_id = ? AND role = 'owner'))", instructor);

/** Ends every setup link. */
export const endSetup = (connection: Connection): Promise<number> => connection.run("DELETE FROM invitation WHERE kind = 'setup'");

/** Removes links that were used or have ended. */
export const sweepInvitations = (connection: Connection, nowMs: number): Promise<number> => connection.run('DELETE FROM invitation WHERE used_ms IS NOT NULL OR expires_ms <= ?', nowMs);
