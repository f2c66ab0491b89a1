// Accounts of instructors: a login and a password. Those who come through OpenID Connect have no password.
import { note } from '../audit/audit.ts';
import { Conflict, type Connection, type Database } from '../store/database.ts';
import { weaknessOf, type Weakness } from './choose-password.ts';
import { endSetup, invitationOf, needsSetup, useUp } from './invitations.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { beginSession, endSessionsOf } from './sessions.ts';

/** What is asked for by whoever makes an account. */
export interface Wanted { token: string; login: string; password: string }

/** An instructor who is signed in. */
export interface SignedIn { id: string; login: string; session: string }

/** Why an account is not made, or a password not changed. */
export type NotMade = 'no-such-link' | 'bad-login' | 'login-taken' | Weakness;

/** What a handler lends: the time, and ids. */
export interface Means { nowMs: number; newId: () => string }

/** Characters of a login. */
export const LONGEST_LOGIN = 64;

/** A login as it is kept, in small letters; null: it is none. */
export function readLogin(typed: string): string | null {
  const login = typed.normalize('NFKC').trim().toLowerCase();
  return login.length <= LONGEST_LOGIN && /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.@_+-]+$/u.test(login) ? login : null;
}

/** Makes the first account. Its link is looked at before the password is worked on, and again when it is used up. Rejects with Busy. */
export async function setUp(database: Database, wanted: Wanted, means: Means): Promise<SignedIn | NotMade> {
  if (await invitationOf(database, 'setup', wanted.token, means.nowMs) === null || !await needsSetup(database)) return 'no-such-link';
  return make(database, wanted, means, async (connection) => {
    // Two links may be used at once: then the database lets one of them come second.
    if (!await needsSetup(connection)) return 'no-such-link';
    await endSetup(connection);
    return { cohort: null };
  });
}

/** Makes an account by a colleague's invitation. Rejects with Busy. */
export async function accept(database: Database, wanted: Wanted, means: Means): Promise<SignedIn | NotMade> {
  if (await invitationOf(database, 'colleague', wanted.token, means.nowMs) === null) return 'no-such-link';
  return make(database, wanted, means, async (connection) => {
    const invitation = await invitationOf(connection, 'colleague', wanted.token, means.nowMs);
    return invitation !== null && await useUp(connection, wanted.token, means.nowMs) ? invitation : 'no-such-link';
  });
}

async function make(database: Database, { login: typed, password }: Wanted, { nowMs, newId }: Means, redeem: (connection: Connection) => Promise<{ cohort: string | null } | 'no-such-link'>): Promise<SignedIn | NotMade> {
  const login = readLogin(typed);
  if (login === null) return 'bad-login';
  const weakness = weaknessOf(password, login);
  if (weakness !== null) return weakness;
  if (await database.first('SELECT id FROM instructor WHERE login = ?', login) !== null) return 'login-taken';
  const [id, hash] = [newId(), await hashPassword(password)];
  try {
    return await database.transaction(async (connection) => {
      const redeemed = await redeem(connection);
      if (redeemed === 'no-such-link') return redeemed;
      await connection.run('INSERT INTO instructor (id, login, password_hash, created_ms) VALUES (?, ?, ?, ?)', id, login, hash, nowMs);
      const { cohort } = redeemed;
      if (cohort !== null) await connection.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES (?, ?, 'assistant')", cohort, id);
      await note(connection, { actor: id, cohort, action: 'instructor.joined', object: id, detail: cohort === null ? '' : 'assistant' }, nowMs, newId);
      return { id, login, session: await beginSession(connection, 'instructor', id, nowMs) };
    });
  } catch (error) {
    if (error instanceof Conflict) return 'login-taken';
    throw error;
  }
}

/** Signs in; null: no account has this login and password. It takes as long for a login that nobody has. Rejects with Busy. */
export async function signIn(database: Database, typed: string, password: string, nowMs: number): Promise<SignedIn | null> {
  const login = readLogin(typed);
  const account = login === null ? null : await database.first<{ id: string; password_hash: string | null; disabled_ms: number | null }>('SELECT id, password_hash, disabled_ms FROM instructor WHERE login = ?', login);
  const isRight = await isPassword(password, account?.password_hash ?? null);
  if (!isRight || account === null || account.disabled_ms !== null) return null;
  return database.transaction(async (connection) => {
    // While the password was worked on it may have been taken back, with every session.
    const isStill = await connection.first('SELECT id FROM instructor WHERE id = ? AND password_hash = ? AND disabled_ms IS NULL', account.id, account.password_hash) !== null;
    return isStill ? { id: account.id, login: login!, session: await beginSession(connection, 'instructor', account.id, nowMs) } : null;
  });
}

/** Takes a new password for the old one and ends every session but a new one; its token. Rejects with Busy. */
export async function changePassword(database: Database, instructor: string, old: string, wanted: string, { nowMs, newId }: Means): Promise<{ session: string } | 'wrong' | 'no-password' | Weakness> {
  const account = (await database.first<{ login: string; password_hash: string | null }>('SELECT login, password_hash FROM instructor WHERE id = ?', instructor))!;
  if (account.password_hash === null) return 'no-password';
  const weakness = weaknessOf(wanted, account.login);
  if (weakness !== null) return weakness;
  if (!await isPassword(old, account.password_hash)) return 'wrong';
  const hash = await hashPassword(wanted);
  return database.transaction(async (connection) => {
    // Where somebody else has changed it in the meantime, what was typed as the old one is not it.
    const changed = await connection.run('UPDATE instructor SET password_hash = ? WHERE id = ? AND password_hash = ?', hash, instructor, account.password_hash);
    if (changed === 0) return 'wrong';
    await endSessionsOf(connection, 'instructor', instructor);
    await note(connection, { actor: instructor, cohort: null, action: 'password.changed', object: instructor, detail: '' }, nowMs, newId);
    return { session: await beginSession(connection, 'instructor', instructor, nowMs) };
  });
}
