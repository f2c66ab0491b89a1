// Sign-in of instructors through an identity provider: OpenID Connect, authorisation code with PKCE, state and nonce.
import * as client from 'openid-client';
import { note } from '../audit/audit.ts';
import type { Connection, Database } from '../store/database.ts';
import { accountOf, createAccount, redeem, type Identity } from './oidc-accounts.ts';
import { isAllowed, scopesFor, type Claims } from './oidc-allow.ts';
import { beginFlow, flowSecrets, invitationIn, takeFlow } from './oidc-flow.ts';
import { oidcProvider, ProviderDown, type OidcProvider } from './oidc-provider.ts';
import type { OidcSettings } from './oidc-settings.ts';

/** Sign-in through one provider. */
export interface Oidc {
  settings: OidcSettings;
  provider: OidcProvider;
  /** Told what is wrong with the provider, or with how it is set up: for the operator, without anything about a person. */
  onTrouble(code: OidcCode, why: string): void;
}

/** Sets sign-in up; nothing is asked of the provider yet. `patienceS`: seconds that it has for an answer. */
export const openOidc = (settings: OidcSettings, nowMs: () => number, onTrouble: Oidc['onTrouble'], patienceS?: number): Oidc => ({ settings, onTrouble, provider: oidcProvider(settings, nowMs, patienceS) });

/** What a handler lends: the time, and ids. */
export interface Means { nowMs: number; newId: () => string }

/** Why nobody is signed in; pages have a sentence for each. */
export type OidcCode =
  /** The provider does not answer. */
  | 'provider-down'
  /** What it answered does not hold: a signature, a claim, a code that it does not know. */
  | 'provider-answer'
  /** The person, or the provider, said no. */
  | 'declined'
  /** No sign-in is under way in this browser: begun elsewhere, too long ago, or finished already. */
  | 'not-begun'
  /** They have no account here, and no link, and no rule lets them in. */
  | 'not-allowed'
  | 'link-used'
  | 'disabled';

/** Nobody is signed in. */
export class OidcRefused extends Error {
  override readonly name = 'OidcRefused';
  readonly code: OidcCode;

  constructor(code: OidcCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** Path of the address that the provider leads back to. */
export const CALLBACK = '/api/v1/auth/oidc/callback';

const callbackOf = (settings: OidcSettings): string => new URL(CALLBACK, settings.publicUrl).href;

/** Begins: where the browser goes, and the cookie that it keeps meanwhile. `invitation` is the token of a link that is open in it. Rejects with OidcRefused. */
export async function beginSignIn(oidc: Oidc, database: Database, invitation: string | null, nowMs: number): Promise<{ location: string; cookie: string }> {
  const { settings, provider } = oidc;
  const configuration = await provider.configuration().catch((error: unknown) => refuse(oidc, error));
  const cookie = await database.transaction((connection) => beginFlow(connection, invitation, nowMs));
  const { state, nonce, verifier } = flowSecrets(cookie);
  const location = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(settings), scope: scopesFor(settings.allow), state, nonce, code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
  });
  return { location: location.href, cookie };
}

/** Ends: the instructor whom the provider's answer, as query of the callback, stands for. Rejects with OidcRefused. `cookie` is this browser's. */
export async function endSignIn(oidc: Oidc, database: Database, cookie: string | null, answer: URLSearchParams, { nowMs, newId }: Means): Promise<{ instructor: string; isNew: boolean }> {
  const secrets = flowSecrets(cookie ?? '');
  if (cookie === null || answer.getAll('state').join() !== secrets.state) throw new OidcRefused('not-begun');
  // Taken before anything is asked: whatever comes of it, this answer is of no use any more.
  if (!await takeFlow(database, secrets.state, nowMs)) throw new OidcRefused('not-begun');
  const { identity, claims } = await ask(oidc, database, answer, secrets).catch((error: unknown) => refuse(oidc, error));
  return database.transaction((connection) => admit(connection, identity, claims, { isOnList: isAllowed(oidc.settings.allow, claims), token: invitationIn(cookie) }, { nowMs, newId }));
}

/** Exchanges the code for what the provider vouches for. Of somebody who is new here it is asked what the ID token leaves out, too. */
async function ask({ settings, provider }: Oidc, database: Database, answer: URLSearchParams, { state, nonce, verifier }: ReturnType<typeof flowSecrets>): Promise<{ identity: Identity; claims: Claims }> {
  const configuration = await provider.configuration();
  const here = new URL(callbackOf(settings));
  here.search = answer.toString();
  const tokens = await client.authorizationCodeGrant(configuration, here, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
  const claims = tokens.claims()!;
  const identity = { issuer: claims.iss, subject: claims.sub };
  const isKnown = await accountOf(database, identity) !== null;
  if (isKnown || configuration.serverMetadata().userinfo_endpoint === undefined) return { identity, claims };
  return { identity, claims: { ...await client.fetchUserInfo(configuration, tokens.access_token, claims.sub), ...claims } };
}

async function admit(connection: Connection, identity: Identity, claims: Claims, { isOnList, token }: { isOnList: boolean; token: string | null }, means: Means): Promise<{ instructor: string; isNew: boolean }> {
  const account = await accountOf(connection, identity);
  if (account?.disabled_ms != null) throw new OidcRefused('disabled');
  const invitation = token === null ? null : await redeem(connection, token, means.nowMs);
  if (account === null && invitation === null && !isOnList) throw new OidcRefused(token === null ? 'not-allowed' : 'link-used');
  const instructor = account?.id ?? await createAccount(connection, identity, claims['preferred_username'], means);
  const cohort = invitation?.cohort ?? null;
  if (cohort !== null) await connection.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES (?, ?, 'assistant') ON CONFLICT (cohort_id, instructor_id) DO NOTHING", cohort, instructor);
  if (account === null || cohort !== null) await note(connection, { actor: instructor, cohort, action: 'instructor.joined', object: instructor, detail: cohort === null ? '' : 'assistant' }, means.nowMs, means.newId);
  return { instructor, isNew: account === null };
}

/** What a provider's own word for an error means (RFC 6749, 4.1.2.1). */
const SAID: { [error: string]: OidcCode } = { access_denied: 'declined', temporarily_unavailable: 'provider-down', server_error: 'provider-down' };

/** Rejects with what went wrong at the provider, as one of few words; the operator is told more. */
function refuse({ onTrouble }: Oidc, error: unknown): never {
  const code = codeOf(error);
  if (code === null) throw error;
  if (code !== 'declined') onTrouble(code, whyOf(error));
  throw new OidcRefused(code, { cause: error });
}

/** null: this has nothing to do with the provider. */
function codeOf(error: unknown): OidcCode | null {
  if (error instanceof client.AuthorizationResponseError) return SAID[error.error] ?? 'provider-answer';
  // A TypeError with a cause is what fetch rejects with.
  const isAway = error instanceof ProviderDown || (error instanceof TypeError && error.cause !== undefined) || (error instanceof client.ClientError && (error.code === 'OAUTH_TIMEOUT' || statusOf(error) >= 500));
  if (isAway) return 'provider-down';
  return error instanceof client.ClientError || error instanceof client.ResponseBodyError || error instanceof client.WWWAuthenticateChallengeError || error instanceof TypeError ? 'provider-answer' : null;
}

const statusOf = (error: Error): number => (error.cause instanceof Response ? error.cause.status : 0);

/** The library's sentences and codes from the outside in: they name claims and settings, and no values of them. */
function whyOf(error: unknown): string {
  const said: string[] = [];
  for (let one: unknown = error; one instanceof Error && said.length < 4; one = one.cause) said.push([one.message, (one as { code?: unknown }).code, (one as { error?: unknown }).error].filter((part) => typeof part === 'string').join(' '));
  return said.join(' < ').slice(0, 300);
}
