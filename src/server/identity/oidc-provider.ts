// The identity provider, found when it is first needed and asked again when it was away: a provider that is down stops nobody but those who sign in through it.
import * as client from 'openid-client';
import { isLoopback, type OidcSettings } from './oidc-settings.ts';

/** The provider does not answer, or answers what no provider does. */
export class ProviderDown extends Error {
  override readonly name = 'ProviderDown';
}

/** Seconds that the provider has for one answer. */
const PATIENCE_S = 5;
/** After a failure it is asked again after this long, doubled up to the longest. */
const AGAIN_MS = { first: 1000, longest: 30_000 } as const;
/** What it said about itself is asked for again after this long; its keys are, by the library, every five minutes. */
const FRESH_MS = 60 * 60_000;
/** Clocks of two honest machines may differ by this many seconds. */
const TOLERANCE_S = 60;
/** The provider as it is at the moment. */
export interface OidcProvider {
  /** What the provider says about itself, from memory where it is fresh. Rejects with ProviderDown, at once while it is not its turn to be asked again. */
  configuration(): Promise<client.Configuration>;
}

/** A provider that nobody has asked yet. `patienceS` is for tests. */
export function oidcProvider(settings: OidcSettings, nowMs: () => number, patienceS = PATIENCE_S): OidcProvider {
  let known: { configuration: client.Configuration; sinceMs: number } | null = null;
  let failure: { error: ProviderDown; failures: number; untilMs: number } | null = null;
  let asking: Promise<client.Configuration> | null = null;

  async function ask(): Promise<client.Configuration> {
    try {
      const configuration = await discover(settings, patienceS);
      known = { configuration, sinceMs: nowMs() };
      failure = null;
      return configuration;
    } catch (error) {
      const failures = (failure?.failures ?? 0) + 1;
      failure = { error: new ProviderDown('The identity provider does not answer as one.', { cause: error }), failures, untilMs: nowMs() + Math.min(AGAIN_MS.longest, AGAIN_MS.first * 2 ** (failures - 1)) };
      // What it said before is good until it says something else.
      if (known !== null) return known.configuration;
      throw failure.error;
    } finally {
      asking = null;
    }
  }

  return {
    configuration() {
      const now = nowMs();
      if (known !== null && (now < known.sinceMs + FRESH_MS || (failure !== null && now < failure.untilMs))) return Promise.resolve(known.configuration);
      if (failure !== null && now < failure.untilMs) return Promise.reject(failure.error);
      return (asking ??= ask());
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings, patienceS: number): Promise<client.Configuration> {
  const metadata = { client_secret: clientSecret, [client.clockTolerance]: TOLERANCE_S };
  const [basic, post] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)];
  // A provider that does not say how it wants the secret wants it in the header (OpenID Connect Discovery 1.0).
  const authentication: client.ClientAuth = (server, ...rest) => (server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') === false ? post : basic)(server, ...rest);
  // For a token that it fetched itself the library trusts TLS. Here its signature must hold, too, by a key that only the provider has: never a shared secret, never none.
  const execute = [client.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' && isLoopback(issuer) ? [client.allowInsecureRequests] : [])];
  const configuration = await client.discovery(issuer, clientId, metadata, authentication, { timeout: patienceS, execute });
  // Throws where it has no page to sign in at, or one without TLS.
  client.buildAuthorizationUrl(configuration, {});
  return configuration;
}
