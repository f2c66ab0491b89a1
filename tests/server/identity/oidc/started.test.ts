import { afterAll, beforeAll, expect, it } from 'vitest';
import { readOidcSettings } from '../../../../src/server/identity/oidc-settings.ts';
import { startReal, type RealServer } from '../../security/real-server.ts';
import { openBrowser } from './browser.ts';
import { CALLBACK_URL, leadsTo, SITE } from './lab.ts';
import { CLIENT, signInThere, startProvider, type Lab } from './provider.ts';

let provider: Lab;
let server: RealServer;
let aheadMs = 0;
beforeAll(async () => {
  provider = await startProvider(CALLBACK_URL);
  await provider.stop();
  const oidc = readOidcSettings({ NSP_OIDC_ISSUER: provider.issuer, NSP_OIDC_CLIENT_ID: CLIENT.id, NSP_OIDC_CLIENT_SECRET: CLIENT.secret, NSP_PUBLIC_URL: SITE, NSP_OIDC_NAME: 'Lab' }, () => '');
  server = await startReal({ oidc, isBehindProxy: true, nowMs: () => Date.now() + aheadMs });
});
afterAll(async () => {
  await server.close();
  await provider.stop();
});

it('a class server starts while its provider is away, names it, and signs in by the setup link once it is back', async () => {
  const browser = openBrowser(SITE, (url, init) => fetch(url.replace(SITE, server.url), init));
  const json = async (response: Promise<Response>): Promise<unknown> => (await response).json();
  expect(await json(browser.get(`${SITE}/api/v1/meta`))).toMatchObject({ oidc: { name: 'Lab' }, needsSetup: true });
  const start = (): Promise<Response> => browser.post(`${SITE}/api/v1/auth/oidc/start`, JSON.stringify({ token: server.setup() }), 'application/json');
  expect((await start()).status).toBe(503);
  await provider.start();
  aheadMs += 30_000;
  const { location } = await json(start()) as { location: string };
  const response = await browser.get(await signInThere(browser, location, 'ada'));
  expect([response.status, leadsTo(response)]).toEqual([303, '/teach/index.html']);
  expect(await json(browser.get(`${SITE}/api/v1/me`))).toMatchObject({ caller: { kind: 'instructor', login: 'instructor' } });
  expect(await json(browser.get(`${SITE}/api/v1/meta`))).toMatchObject({ needsSetup: false });
  expect(server.log.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ level: 'warn', event: 'provider-down', why: expect.stringMatching(/ECONNREFUSED/) }));
  expect(server.log.join('\n')).not.toMatch(/"error"|ada|secret/);
});
