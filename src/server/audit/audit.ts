// What instructors did, to be looked up later: who, when, what, on which object. Ids and numbers only, no names and no texts.
import type { Connection, Row } from '../store/database.ts';

/** One act. */
export interface Act {
  /** Id of the instructor, or of the learner who did it. */
  actor: string;
  /** Cohort whose staff may read it; null: none. */
  cohort: string | null;
  /** As `cohort.created`: what it was about, and what was done. */
  action: string;
  /** Id of what it was done to. */
  object: string;
  /** Ids, numbers and words of the server; no personal data. */
  detail: string;
}

/** What stands in place of an object that was removed for good. */
export const REMOVED = 'removed';
/** Acts that are shown. */
export const SHOWN = 200;

/** Writes an act down: to be run in the transaction that does it. */
export async function note(connection: Connection, { actor, cohort, action, object, detail }: Act, nowMs: number, newId: () => string): Promise<void> {
  await connection.run('INSERT INTO audit (id, at_ms, actor, cohort_id, action, object, detail) VALUES (?, ?, ?, ?, ?, ?, ?)', newId(), nowMs, actor, cohort, action, object, detail);
}

/** An act as it is shown; `by` is the login of an instructor, null for a learner and for who is gone. */
export interface Noted extends Row { at: number; actor: string; by: string | null; action: string; object: string; detail: string }

/** The newest acts of a cohort, newest first. */
export const acts = (connection: Connection, cohort: string): Promise<Noted[]> => connection.all<Noted>(
  `SELECT a.at_ms AS at, a.actor, i.login AS by, a.action, a.object, a.detail FROM audit a LEFT JOIN instructor i ON i.id = a.actor
   WHERE a.cohort_id = ? ORDER BY a.at_ms DESC, a.id DESC LIMIT ${SHOWN}`, cohort);

/** Takes the id of somebody who was removed out of every act: what was done stays, to whom does not. */
export async function forget(connection: Connection, id: string): Promise<void> {
  await connection.run('UPDATE audit SET object = ? WHERE object = ?', REMOVED, id);
  await connection.run('UPDATE audit SET actor = ? WHERE actor = ?', REMOVED, id);
}
