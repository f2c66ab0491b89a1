// Which instructor somebody is whom the provider knows. Accounts are found by issuer and subject alone: a name or an address may change hands, at this provider or another.
import type { Connection } from '../store/database.ts';
import { readLogin } from './accounts.ts';
import { endSetup, invitationOf, needsSetup, useUp } from './invitations.ts';

/** Somebody, as the provider vouches for them. */
export interface Identity { issuer: string; subject: string }

/** Whose account it is; null: they have none yet. */
export const accountOf = (connection: Connection, { issuer, subject }: Identity): Promise<{ id: string; disabled_ms: number | null } | null> =>
  connection.first('SELECT id, disabled_ms FROM instructor WHERE oidc_issuer = ? AND oidc_subject = ?', issuer, subject);

/** A new account. `wished` is what the provider calls the person; where somebody has that login, a number is added. To be run in a transaction. */
export async function createAccount(connection: Connection, { issuer, subject }: Identity, wished: unknown, { nowMs, newId }: { nowMs: number; newId: () => string }): Promise<string> {
  const id = newId();
  await connection.run('INSERT INTO instructor (id, login, password_hash, oidc_issuer, oidc_subject, created_ms) VALUES (?, ?, NULL, ?, ?, ?)', id, await freeLogin(connection, loginOf(wished)), issuer, subject, nowMs);
  return id;
}

/** A login out of what a provider calls somebody: no address, and nothing that logins do not have. */
function loginOf(wished: unknown): string {
  const name = (typeof wished === 'string' ? wished : '').normalize('NFKC').replace(/@.*$/s, '').replace(/[^\p{L}\p{M}\p{N}._-]/gu, '').replace(/^[^\p{L}\p{N}]+/u, '').slice(0, 40);
  return readLogin(name) ?? 'instructor';
}

async function freeLogin(connection: Connection, base: string): Promise<string> {
  for (let number = 1; ; number++) {
    const login = number === 1 ? base : `${base}-${number}`;
    if (await connection.first('SELECT id FROM instructor WHERE login = ?', login) === null) return login;
  }
}

/** Uses up the link of a token, and with the first account every setup link; null: it never was one, was used, has ended, or the server is set up. To be run in a transaction. */
export async function redeem(connection: Connection, token: string, nowMs: number): Promise<{ cohort: string | null } | null> {
  const setup = await invitationOf(connection, 'setup', token, nowMs);
  if (setup !== null) {
    if (!await needsSetup(connection)) return null;
    await endSetup(connection);
    return setup;
  }
  const invitation = await invitationOf(connection, 'colleague', token, nowMs);
  return invitation !== null && await useUp(connection, token, nowMs) ? invitation : null;
}
