// One way to the provider and back. The browser carries a random secret in a cookie; state, nonce and PKCE verifier are derived from it. So an answer is of use only in the browser that asked,
// any instance can take it, and the database, which knows the state's hash alone, can answer for nobody.
// The token of a link that is open in the browser goes along in the cookie, which is of no use with another.
import { createHmac } from 'node:crypto';
import type { Connection } from '../store/database.ts';
import { hashOf, newToken } from './secrets.ts';

/** A sign-in at the provider may take this long. */
export const FLOW_MS = 10 * 60_000;

/** What is sent to the provider, or compared with what it answers. */
export interface FlowSecrets { state: string; nonce: string; verifier: string }

/** The secrets that belong to a browser's cookie. */
export function flowSecrets(cookie: string): FlowSecrets {
  const derived = (what: string): string => createHmac('sha256', cookie).update(what).digest('base64url');
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') };
}

/** The token of a setup or invitation link that a browser's cookie has; null: none. */
export const invitationIn = (cookie: string): string | null => cookie.split('.')[1] ?? null;

/** Begins; the value of the cookie. `invitation` is the token of a link that is open in this browser. To be run in a transaction. */
export async function beginFlow(connection: Connection, invitation: string | null, nowMs: number): Promise<string> {
  const cookie = invitation === null ? newToken() : `${newToken()}.${invitation}`;
  await connection.run('DELETE FROM oidc_flow WHERE expires_ms <= ?', nowMs);
  await connection.run('INSERT INTO oidc_flow (state_hash, expires_ms) VALUES (?, ?)', hashOf(flowSecrets(cookie).state), nowMs + FLOW_MS);
  return cookie;
}

/** Takes an answer's state, once. False: it was never begun, is over, or was taken before. */
export async function takeFlow(connection: Connection, state: string, nowMs: number): Promise<boolean> {
  const row = await connection.first<{ expires_ms: number }>('DELETE FROM oidc_flow WHERE state_hash = ? RETURNING expires_ms', hashOf(state));
  return row !== null && nowMs < row.expires_ms;
}
