import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeDatabases } from '../../harness/databases.ts';
import { openSqlite } from '../../../../src/server/store/sqlite.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startForger, type Forged, type Forger } from './forger.ts';
import { CALLBACK_URL, leadsTo, openSite, type Site } from './lab.ts';
import { CLIENT, signInThere, startProvider, type Lab } from './provider.ts';

const error = (code: string): string => `/teach/index.html#oidc-error=${code}`;

describe('answers of an honest provider', () => {
  let provider: Lab;
  beforeAll(async () => { provider = await startProvider(CALLBACK_URL); });
  afterAll(() => provider.stop());

  describeDatabases('in wrong hands', (lab) => {
    async function withSite(test: (site: Site) => Promise<void>): Promise<void> {
      const database = lab.open(await lab.fresh());
      try {
        const site = await openSite(database, provider.issuer, 'sub:ada sub:mallory');
        await test(site);
        expect(site.errors).toEqual([]);
      } finally {
        await database.close();
      }
    }

    it('are of no use in another browser, whether it has begun or not', () => withSite(async (site) => {
      const [ada, other, begun] = [site.browser(), site.browser(), site.browser()];
      const answer = await signInThere(ada, await site.begin(ada), 'ada');
      expect(leadsTo(await other.get(answer))).toBe(error('not-begun'));
      const own = await signInThere(begun, await site.begin(begun), 'mallory');
      expect(leadsTo(await begun.get(answer))).toBe(error('not-begun'));
      expect([await site.instructorOf(other), await site.instructorOf(begun)]).toEqual([null, null]);
      // Neither spoils what was begun.
      expect([leadsTo(await ada.get(answer)), leadsTo(await begun.get(own))]).toEqual(['/teach/index.html', '/teach/index.html']);
    }));

    it('are taken once, whoever kept the cookie, and however quickly they come again', () => withSite(async (site) => {
      const browser = site.browser();
      const answer = await signInThere(browser, await site.begin(browser), 'ada');
      const cookies = new Map(browser.cookies);
      const twin = (): typeof browser => {
        const one = site.browser();
        for (const [key, value] of cookies) one.cookies.set(key, value);
        return one;
      };
      const outcomes = await Promise.all(Array.from({ length: 5 }, async () => leadsTo(await twin().get(answer))));
      expect(outcomes.filter((one) => one === '/teach/index.html')).toHaveLength(1);
      expect(leadsTo(await twin().get(answer))).toBe(error('not-begun'));
      expect(await site.database.all('SELECT instructor_id FROM session')).toHaveLength(1);
    }));

    it('are refused with another state, or two', () => withSite(async (site) => {
      const browser = site.browser();
      const answer = new URL(await signInThere(browser, await site.begin(browser), 'ada'));
      const changed = new URL(answer);
      changed.searchParams.set('state', `${changed.searchParams.get('state')!.slice(0, -1)}_`);
      const doubled = new URL(answer);
      doubled.searchParams.append('state', 'x');
      const without = new URL(answer);
      without.searchParams.delete('state');
      for (const one of [changed, doubled, without]) expect(leadsTo(await browser.get(one.href))).toBe(error('not-begun'));
      expect(leadsTo(await browser.get(answer.href))).toBe('/teach/index.html');
    }));

    it('are refused with a code that another browser got: its verifier is not known here', () => withSite(async (site) => {
      const [victim, mallory] = [site.browser(), site.browser()];
      const stolen = new URL(await signInThere(victim, await site.begin(victim), 'ada')).searchParams.get('code')!;
      const own = new URL(await signInThere(mallory, await site.begin(mallory), 'mallory'));
      own.searchParams.set('code', stolen);
      expect(leadsTo(await mallory.get(own.href))).toBe(error('provider-answer'));
      expect(await site.instructorOf(mallory)).toBeNull();
    }));

    it('are refused where they name another issuer, or none', () => withSite(async (site) => {
      for (const change of [(url: URL) => url.searchParams.set('iss', 'https://evil.example'), (url: URL) => url.searchParams.delete('iss'), (url: URL) => url.searchParams.append('iss', provider.issuer)]) {
        const browser = site.browser();
        const answer = new URL(await signInThere(browser, await site.begin(browser), 'ada'));
        change(answer);
        expect(leadsTo(await browser.get(answer.href))).toBe(error('provider-answer'));
        expect(await site.instructorOf(browser)).toBeNull();
      }
    }));

    it('are refused after ten minutes', () => withSite(async (site) => {
      const browser = site.browser();
      const answer = await signInThere(browser, await site.begin(browser), 'ada');
      site.clock.nowMs += 10 * 60_000;
      expect(leadsTo(await browser.get(answer))).toBe(error('not-begun'));
    }));

    it('leave nothing in the database that would answer for a browser', () => withSite(async (site) => {
      const browser = site.browser();
      const location = new URL(await site.begin(browser));
      const kept = JSON.stringify(await site.database.all('SELECT * FROM oidc_flow'));
      const cookie = browser.cookies.get('course.example __Host-nsp-oidc')!;
      for (const secret of [cookie, location.searchParams.get('state')!, location.searchParams.get('nonce')!, CLIENT.secret]) expect(kept).not.toContain(secret);
      expect(cookie).toMatch(/^[\w-]{43}$/);
    }));
  });
});

describe('a forged token', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-oidc-'));
  let forger: Forger;
  let site: Site;
  beforeAll(async () => {
    forger = await startForger();
    site = await openSite(openSqlite(join(folder, 'course.db')), forger.issuer, 'sub:ada domain:example.edu');
  });
  afterAll(async () => {
    await site.database.close();
    await forger.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const now = (): number => Math.floor(Date.now() / 1000);

  async function outcome(forged: Forged | 'no-token', nonce?: string): Promise<string | null> {
    const browser = site.browser();
    site.clock.nowMs += 61_000;
    const asked = new URL(await site.begin(browser)).searchParams;
    forger.next = forged === 'no-token' ? forged : { ...forged, claims: { nonce: nonce ?? asked.get('nonce'), ...forged.claims } };
    const response = await browser.get(`${CALLBACK_URL}?code=any&state=${asked.get('state')}`);
    expect(await site.instructorOf(browser) !== null).toBe(leadsTo(response) === '/teach/index.html');
    return leadsTo(response);
  }

  it('is told from an honest one', async () => {
    expect(await outcome({})).toBe('/teach/index.html');
    expect(await outcome({ claims: { aud: [CLIENT.id] } })).toBe('/teach/index.html');
  });

  it.each<[string, () => Forged | 'no-token']>([
    ['is missing', () => 'no-token'],
    ['has no signature', () => ({ header: { alg: 'none' }, key: null })],
    ['has a signature that says nothing', () => ({ key: null })],
    ['is signed with the secret of the client', () => ({ header: { alg: 'HS256' }, key: { secret: CLIENT.secret } })],
    ['is signed with the public key as a secret', () => ({ header: { alg: 'HS256' }, key: { secret: forger.publicKey } })],
    ['is signed by a stranger', () => ({ key: stranger.privateKey })],
    ['is signed by a stranger whose key it brings', () => ({ key: stranger.privateKey, header: { jwk: stranger.publicKey.export({ format: 'jwk' }), kid: undefined } })],
    ['is signed by a stranger whose keys it points at', () => ({ key: stranger.privateKey, header: { jku: 'https://evil.example/keys', kid: 'evil' } })],
    ['is for another client', () => ({ claims: { aud: 'other' } })],
    ['is for several, issued to another', () => ({ claims: { aud: [CLIENT.id, 'other'], azp: 'other' } })],
    ['is of another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    ['has another nonce', () => ({ claims: { nonce: 'other' } })],
    ['has no nonce', () => ({ claims: { nonce: undefined } })],
    ['ended two minutes ago', () => ({ claims: { exp: now() - 120 } })],
    ['begins in two minutes', () => ({ claims: { nbf: now() + 120 } })],
    ['never ends', () => ({ claims: { exp: undefined } })],
    ['is of nobody', () => ({ claims: { sub: undefined } })],
    ['is of a number', () => ({ claims: { sub: 1 } })],
  ])('is refused that %s', async (_, forged) => {
    site.trouble.length = 0;
    expect(await outcome(forged())).toBe(error('provider-answer'));
    // The operator learns why, without a word of the token.
    expect(site.trouble).toEqual([expect.stringMatching(/^provider-answer: \w.*(OAUTH|ERR)/)]);
    expect(site.trouble[0]).not.toMatch(/evil|eyJ|ada\b/);
  });

  it('may be of a clock that is 45 seconds ahead or behind', async () => {
    expect(await outcome({ claims: { nbf: now() + 45, iat: now() + 45 } })).toBe('/teach/index.html');
    expect(await outcome({ claims: { exp: now() - 45 } })).toBe('/teach/index.html');
  });

  it('is not helped by what userinfo says of somebody else', async () => {
    forger.userinfo = { sub: 'kim', email: 'kim@example.edu', email_verified: true };
    expect(await outcome({ claims: { sub: 'mallory' } })).toBe(error('provider-answer'));
    forger.userinfo = { sub: 'mallory', email: 'mallory@example.edu', email_verified: 'true' };
    expect(await outcome({ claims: { sub: 'mallory' } })).toBe(error('not-allowed'));
    // Userinfo, which nobody signs, does not change what the ID token says.
    forger.userinfo = { sub: 'kim', iss: 'https://evil.example', email: 'kim@example.edu', email_verified: true };
    expect(await outcome({ claims: { sub: 'kim' } })).toBe('/teach/index.html');
    expect(await site.database.all("SELECT oidc_issuer FROM instructor WHERE oidc_subject = 'kim'")).toEqual([{ oidc_issuer: forger.issuer }]);
  });
});
