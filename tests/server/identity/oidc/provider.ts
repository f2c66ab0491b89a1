// An identity provider that is not ours (oidc-provider, certified), on loopback, with its own pages for development.
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import type { Browser } from './browser.ts';

/** A person whom the provider knows. */
export interface Person { email?: string; email_verified?: boolean; preferred_username?: string; groups?: string[] }

/** A running provider. */
export interface Lab {
  readonly issuer: string;
  readonly people: Map<string, Person>;
  /** Requests that came in, as `GET /path`. */
  readonly seen: string[];
  /** While it is set, answers wait for it. */
  slow: Promise<void> | null;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** What the provider knows this server as. */
export const CLIENT = { id: 'course', secret: 'a secret of forty characters, more or less' };

/** Starts a provider, which leads back to `redirect` alone. */
export async function startProvider(redirect: string): Promise<Lab> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const issuer = `http://127.0.0.1:${port}`;
  const people = new Map<string, Person>();
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirect], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username', 'groups'] },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
    jwks: { keys: [{ ...key, kid: 'lab', use: 'sig', alg: 'RS256' }] }, cookies: { keys: ['lab'] },
    pkce: { required: () => true }, ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  });
  const callback = provider.callback();
  const lab: Lab = {
    issuer, people, seen: [], slow: null,
    async stop() { await stopped(server); },
    async start() {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
  server.on('request', (request, response) => {
    lab.seen.push(`${request.method} ${request.url!.split('?')[0]}`);
    void (lab.slow ?? Promise.resolve()).then(() => callback(request, response));
  });
  return lab;
}

async function stopped(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Goes through the provider's pages as a person does; the address that it leads back to. */
export async function signInThere(browser: Browser, location: string, person: string): Promise<string> {
  const { origin } = new URL(location);
  let url = location;
  for (let steps = 0; steps < 12; steps++) {
    let response = await browser.get(url);
    if (response.status === 200) {
      const page = await response.text();
      const action = /action="([^"]+)"/.exec(page)![1]!;
      const form = page.includes('value="login"') ? { prompt: 'login', login: person, password: 'any' } : { prompt: 'consent' };
      response = await browser.post(new URL(action, origin).href, new URLSearchParams(form as Record<string, string>).toString(), 'application/x-www-form-urlencoded');
    }
    const next = response.headers.get('location');
    if (next === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    url = new URL(next, origin).href;
    if (!url.startsWith(origin)) return url;
  }
  throw new Error('The provider leads nowhere.');
}
