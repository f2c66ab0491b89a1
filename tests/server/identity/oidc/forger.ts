// A provider that says whatever a test wants: for tokens that no honest provider makes.
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { CLIENT } from './provider.ts';

/** What a token says, and how it is signed. */
export interface Forged {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  /** The provider's own key when left out. */
  key?: KeyObject | { secret: string } | null;
}

/** A provider that can be told what to answer. */
export interface Forger {
  readonly issuer: string;
  /** Its public key as text, which is no secret. */
  readonly publicKey: string;
  /** What the token endpoint answers next; the nonce is that of the browser that began. */
  next: Forged | 'no-token';
  /** Status of its description of itself. */
  status: number;
  /** Further or other words in that description. */
  description: Record<string, unknown>;
  userinfo: Record<string, unknown>;
  readonly seen: string[];
  stop(): Promise<void>;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed({ header = {}, key }: Forged, claims: Record<string, unknown>, own: KeyObject): string {
  const text = `${encoded({ alg: 'RS256', kid: 'own', ...header })}.${encoded(claims)}`;
  if (key === null) return `${text}.`;
  const signature = key !== undefined && 'secret' in key ? createHmac('sha256', key.secret).update(text).digest('base64url') : createSign('RSA-SHA256').update(text).sign(key ?? own, 'base64url');
  return `${text}.${signature}`;
}

/** Starts one on loopback. */
export async function startForger(): Promise<Forger> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer((request, response) => {
    const path = request.url!.split('?')[0]!;
    forger.seen.push(path);
    const now = Math.floor(Date.now() / 1000);
    const answer = (status: number, value: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)); };
    if (path.startsWith('/.well-known/')) {
      const at = (name: string): string => `${forger.issuer}/${name}`;
      return answer(forger.status, { issuer: forger.issuer, authorization_endpoint: at('authorize'), token_endpoint: at('token'), jwks_uri: at('keys'), userinfo_endpoint: at('userinfo'), response_types_supported: ['code'], subject_types_supported: ['public'], ...forger.description });
    }
    if (path === '/keys') return answer(200, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] });
    if (path === '/userinfo') return answer(200, forger.userinfo);
    const claims = { iss: forger.issuer, aud: CLIENT.id, sub: 'ada', iat: now, exp: now + 300, ...(forger.next === 'no-token' ? {} : forger.next.claims) };
    return answer(200, { access_token: 'access', token_type: 'bearer', ...(forger.next === 'no-token' ? {} : { id_token: signed(forger.next, claims, own.privateKey) }) });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const forger: Forger = {
    issuer: `http://127.0.0.1:${(server.address() as { port: number }).port}`, publicKey: own.publicKey.export({ format: 'pem', type: 'spki' }) as string, next: {}, status: 200, description: {}, userinfo: { sub: 'ada' }, seen: [],
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return forger;
}
