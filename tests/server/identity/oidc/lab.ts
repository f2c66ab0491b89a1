// The API with sign-in through a provider, and people in front of it.
import { randomUUID } from 'node:crypto';
import { createApi } from '../../../../src/server/http/app.ts';
import type { Route } from '../../../../src/server/http/route.ts';
import { hashOf } from '../../../../src/server/identity/secrets.ts';
import { openOidc } from '../../../../src/server/identity/oidc.ts';
import { readOidcSettings } from '../../../../src/server/identity/oidc-settings.ts';
import { callerOf } from '../../../../src/server/identity/sessions.ts';
import { OIDC_ROUTES } from '../../../../src/server/routes/oidc.ts';
import type { Database } from '../../../../src/server/store/database.ts';
import { migrate } from '../../../../src/server/store/migrate.ts';
import { openBrowser, type Browser } from './browser.ts';
import { CLIENT } from './provider.ts';

/** Where browsers find the server under test. */
export const SITE = 'https://course.example';
/** The address that providers lead back to. */
export const CALLBACK_URL = `${SITE}/api/v1/auth/oidc/callback`;

/** A server under test. */
export interface Site {
  database: Database;
  clock: { nowMs: number };
  /** What nobody expected. */
  errors: unknown[];
  /** What the operator is told about the provider. */
  trouble: string[];
  browser(): Browser;
  /** Begins; where the browser is sent. With a token as the page does it, without as a link does. */
  begin(browser: Browser, token?: string): Promise<string>;
  /** Who a browser is, as the sessions have it: an instructor's id. */
  instructorOf(browser: Browser): Promise<string | null>;
  /** A link of one use. */
  invite(token: string, kind?: 'setup' | 'colleague', cohort?: string | null, expiresMs?: number): Promise<void>;
}

/** A server with an empty database. */
export async function openSite(database: Database, issuer: string, allow = '', { patienceS = 5, environment = {}, routes = [] as readonly Route[] } = {}): Promise<Site> {
  await migrate(database, () => 1);
  const clock = { nowMs: Date.now() };
  const settings = readOidcSettings({ NSP_OIDC_ISSUER: issuer, NSP_OIDC_CLIENT_ID: CLIENT.id, NSP_OIDC_CLIENT_SECRET: CLIENT.secret, NSP_PUBLIC_URL: SITE, NSP_OIDC_NAME: 'Lab', NSP_OIDC_ALLOW: allow, ...environment }, () => '')!;
  const errors: unknown[] = [];
  const trouble: string[] = [];
  const services = { course: { modules: [], exercises: new Map(), graderVersion: 1 }, wake() {}, isSecure: true, isInsecureLan: false, oidc: openOidc(settings, () => clock.nowMs, (code, why) => trouble.push(`${code}: ${why}`), patienceS) };
  const api = createApi({ database, routes: [...OIDC_ROUTES, ...routes], services, nowMs: () => clock.nowMs, newId: randomUUID, from: () => 'here', onError: (error) => errors.push(error) });
  const site: Site = {
    database, clock, errors, trouble,
    browser: () => openBrowser(SITE, async (url, init) => api.request(url, init)),
    async begin(browser, token) {
      if (token === undefined) return (await browser.get(`${SITE}/api/v1/auth/oidc/start`)).headers.get('location')!;
      const response = await browser.post(`${SITE}/api/v1/auth/oidc/start`, JSON.stringify({ token }), 'application/json');
      return (await response.json() as { location: string }).location;
    },
    async instructorOf(browser) {
      const caller = await callerOf(database, browser.cookies.get('course.example __Host-nsp') ?? '', clock.nowMs);
      return caller?.kind === 'instructor' ? caller.id : null;
    },
    async invite(token, kind = 'colleague', cohort = null, expiresMs = clock.nowMs + 60_000) {
      await database.run('INSERT INTO invitation (token_hash, kind, cohort_id, created_ms, expires_ms) VALUES (?, ?, ?, 1, ?)', hashOf(token), kind, cohort, expiresMs);
    },
  };
  return site;
}

/** Where an answer of the callback leads, without the origin. */
export const leadsTo = (response: Response): string | null => response.headers.get('location');
