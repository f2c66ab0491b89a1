// What the operator of a server decides about instructors, from a terminal: nobody who is signed in can.
import { note } from '../audit/audit.ts';
import type { Connection } from '../store/database.ts';
import { readLogin, type Means } from './accounts.ts';
import { endAllInvitations } from './invitations.ts';
import { newRecoveryCode } from './secrets.ts';
import { endSessionsOf } from './sessions.ts';

/** Who did it, in the audit log. */
const OPERATOR = 'nsp';

/** An account, as the operator is told of it. */
export interface Account { id: string; login: string; hasPassword: boolean }

/** The account of a login; null: nobody has it. */
export async function accountBy(connection: Connection, typed: string): Promise<Account | null> {
  const row = await connection.first<{ id: string; login: string; has: number }>('SELECT id, login, CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END AS has FROM instructor WHERE login = ?', readLogin(typed) ?? '');
  return row === null ? null : { id: row.id, login: row.login, hasPassword: row.has === 1 };
}

/** Lets nobody in by this account, or lets its holder in again; to be run in a transaction. Sessions and open links for colleagues end, and a server that runs sees it at once. The ids of classes that have no other owner. */
export async function setDisabled(connection: Connection, { id }: Account, isDisabled: boolean, { nowMs, newId }: Means): Promise<string[]> {
  await connection.run('UPDATE instructor SET disabled_ms = ? WHERE id = ?', isDisabled ? nowMs : null, id);
  await endSessionsOf(connection, 'instructor', id);
  if (isDisabled) await endAllInvitations(connection, id);
  await note(connection, { actor: OPERATOR, cohort: null, action: isDisabled ? 'instructor.disabled' : 'instructor.enabled', object: id, detail: '' }, nowMs, newId);
  const alone = await connection.all<{ id: string }>(
    `SELECT s.cohort_id AS id FROM staff s WHERE s.instructor_id = ? AND s.role = 'owner' AND NOT EXISTS (
       SELECT 1 FROM staff o JOIN instructor i ON i.id = o.instructor_id WHERE o.cohort_id = s.cohort_id AND o.role = 'owner' AND o.instructor_id <> s.instructor_id AND i.disabled_ms IS NULL)
     ORDER BY s.cohort_id`, id);
  return alone.map((one) => one.id);
}

/** A password to be told to somebody who lost theirs, and changed by them: 120 random bits, as they are typed. */
export const newPassword = newRecoveryCode;

/** Puts a hash in the place of a password; to be run in a transaction. Sessions end. */
export async function setPassword(connection: Connection, { id }: Account, hash: string, { nowMs, newId }: Means): Promise<void> {
  await connection.run('UPDATE instructor SET password_hash = ? WHERE id = ?', hash, id);
  await endSessionsOf(connection, 'instructor', id);
  await note(connection, { actor: OPERATOR, cohort: null, action: 'password.reset', object: id, detail: '' }, nowMs, newId);
}
