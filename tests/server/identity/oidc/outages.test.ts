import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../src/server/store/sqlite.ts';
import type { Database } from '../../../../src/server/store/database.ts';
import { startForger } from './forger.ts';
import { CALLBACK_URL, leadsTo, openSite, SITE, type Site } from './lab.ts';
import { signInThere, startProvider, type Lab } from './provider.ts';

const DOWN = '/teach/index.html#oidc-error=provider-down';

describe('a provider that is away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-oidc-'));
  const opened: Database[] = [];
  let provider: Lab;
  beforeAll(async () => { provider = await startProvider(CALLBACK_URL); });
  afterAll(async () => {
    for (const database of opened) await database.close();
    await provider.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function fresh(): Database {
    const database = openSqlite(join(folder, `${opened.length}.db`));
    opened.push(database);
    return database;
  }
  const signIn = async (site: Site): Promise<string | null> => {
    const browser = site.browser();
    return leadsTo(await browser.get(await signInThere(browser, await site.begin(browser), 'ada')));
  };

  it('at the start stops nobody; sign-in works once it is back', async () => {
    await provider.stop();
    const site = await openSite(fresh(), provider.issuer, 'sub:ada');
    const browser = site.browser();
    expect(await site.begin(browser)).toBe(DOWN);
    const posted = await browser.post(`${SITE}/api/v1/auth/oidc/start`, '{"token":"x"}', 'application/json');
    expect([posted.status, posted.headers.get('retry-after'), await posted.json()]).toMatchObject([503, '30', { code: 'provider-down' }]);
    expect(await site.database.all('SELECT state_hash FROM oidc_flow')).toEqual([]);
    await provider.start();
    site.clock.nowMs += 30_000;
    expect(await signIn(site)).toBe('/teach/index.html');
  });

  it('between a sign-in\'s beginning and end is told, and the next sign-in works', async () => {
    const site = await openSite(fresh(), provider.issuer, 'sub:ada');
    const browser = site.browser();
    const answer = await signInThere(browser, await site.begin(browser), 'ada');
    await provider.stop();
    expect(leadsTo(await browser.get(answer))).toBe(DOWN);
    await provider.start();
    expect(await signIn(site)).toBe('/teach/index.html');
    expect(site.errors).toEqual([]);
  });

  it('is known from before for as long as it does not answer', async () => {
    const site = await openSite(fresh(), provider.issuer, 'sub:ada');
    await site.begin(site.browser());
    await provider.stop();
    site.clock.nowMs += 2 * 3_600_000;
    expect(await site.begin(site.browser())).toMatch(/^http:\/\/127/);
    await provider.start();
    expect(await signIn(site)).toBe('/teach/index.html');
  });

  it('because it answers too slowly is let go of, and asked again', async () => {
    // Waited out twice; but honest answers have no longer either, and a busy machine needs its time for them.
    const site = await openSite(fresh(), provider.issuer, 'sub:ada', { patienceS: 2 });
    let release = (): void => {};
    provider.slow = new Promise((resolve) => { release = resolve; });
    expect(await site.begin(site.browser())).toBe(DOWN);
    release();
    provider.slow = null;
    // So is one that becomes slow while somebody is there.
    site.clock.nowMs += 30_000;
    const browser = site.browser();
    const answer = await signInThere(browser, await site.begin(browser), 'ada');
    provider.slow = new Promise((resolve) => { release = resolve; });
    expect(leadsTo(await browser.get(answer))).toBe(DOWN);
    release();
    provider.slow = null;
    const patient = await openSite(fresh(), provider.issuer, 'sub:ada');
    expect(await signIn(patient)).toBe('/teach/index.html');
  });

  it('is asked by one of many who come at once, and after 1, 2, 4 … 30 s', async () => {
    const forger = await startForger();
    try {
      forger.status = 503;
      const site = await openSite(fresh(), forger.issuer);
      const start = site.clock.nowMs;
      const askedAt: number[] = [];
      for (let seconds = 0; seconds <= 95; seconds += 0.5) {
        site.clock.nowMs = start + seconds * 1000;
        const before = forger.seen.length;
        await site.database.run('DELETE FROM rate');
        expect(new Set(await Promise.all([site.begin(site.browser()), site.begin(site.browser())]))).toEqual(new Set([DOWN]));
        for (let asked = forger.seen.length - before; asked > 0; asked--) askedAt.push(seconds);
      }
      expect(askedAt).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    } finally {
      await forger.stop();
    }
  });

  it('in everything but name, being another\'s or no provider, is not believed', async () => {
    const forger = await startForger();
    try {
      for (const description of [{ issuer: 'https://evil.example' }, { issuer: undefined }, { authorization_endpoint: undefined }, { authorization_endpoint: 'javascript:alert(1)' }]) {
        forger.description = description;
        const site = await openSite(fresh(), forger.issuer);
        expect(await site.begin(site.browser())).toBe(DOWN);
        expect(site.errors).toEqual([]);
      }
    } finally {
      await forger.stop();
    }
  });
});
