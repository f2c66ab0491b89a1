import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeDatabases, type Lab as DatabaseLab } from '../../harness/databases.ts';
import { CALLBACK_URL, leadsTo, openSite, SITE, type Site } from './lab.ts';
import { signInThere, startProvider, type Lab } from './provider.ts';

let provider: Lab;
beforeAll(async () => { provider = await startProvider(CALLBACK_URL); });
afterAll(() => provider.stop());

async function withSite(lab: DatabaseLab, allow: string, test: (site: Site) => Promise<void>): Promise<void> {
  const database = lab.open(await lab.fresh());
  try {
    const site = await openSite(database, provider.issuer, allow);
    await test(site);
    expect(site.errors).toEqual([]);
  } finally {
    await database.close();
  }
}

describeDatabases('sign-in through an identity provider', (lab) => {
  it('makes an account for who has a link open, and knows it again without one', () => withSite(lab, '', async (site) => {
    provider.people.set('ada', { preferred_username: 'Ada@example.edu' });
    await site.invite('setup-token', 'setup');
    const here = site.browser();
    const location = await site.begin(here, 'setup-token');
    const asked = new URL(location);
    expect([asked.origin, asked.searchParams.get('scope'), asked.searchParams.get('code_challenge_method'), asked.searchParams.get('redirect_uri')]).toEqual([provider.issuer, 'openid profile', 'S256', CALLBACK_URL]);
    const response = await here.get(await signInThere(here, location, 'ada'));
    expect([response.status, leadsTo(response), response.headers.get('cache-control')]).toEqual([303, '/teach/index.html', 'no-store']);
    const id = await site.instructorOf(here);
    expect(await site.database.all('SELECT id, login, password_hash, oidc_issuer, oidc_subject FROM instructor')).toEqual([{ id, login: 'ada', password_hash: null, oidc_issuer: provider.issuer, oidc_subject: 'ada' }]);
    expect([...here.cookies.keys()].filter((key) => key.startsWith('course.example'))).toEqual(['course.example __Host-nsp']);

    const there = site.browser();
    await there.get(await signInThere(there, await site.begin(there), 'ada'));
    expect(await site.instructorOf(there)).toBe(id);
    expect(await site.database.first('SELECT COUNT(*) AS count FROM oidc_flow')).toEqual({ count: 0 });
  }));

  it('lets nobody in without a link or a rule, and keeps nothing of them', () => withSite(lab, '', async (site) => {
    const browser = site.browser();
    expect(leadsTo(await browser.get(await signInThere(browser, await site.begin(browser), 'mallory')))).toBe('/teach/index.html#oidc-error=not-allowed');
    expect(await site.instructorOf(browser)).toBeNull();
    expect(await site.database.all('SELECT id FROM instructor')).toEqual([]);
  }));

  it('uses a link once, within its time, and only when somebody came in', () => withSite(lab, '', async (site) => {
    await site.database.run("INSERT INTO cohort (id, name, created_ms) VALUES ('c', 'Class', 1)");
    await site.invite('one', 'colleague', 'c');
    await site.invite('late', 'colleague', null, site.clock.nowMs);
    const outcome = async (person: string, token: string): Promise<string | null> => {
      const browser = site.browser();
      return leadsTo(await browser.get(await signInThere(browser, await site.begin(browser, token), person)));
    };
    expect(await outcome('ben', 'late')).toBe('/teach/index.html#oidc-error=link-used');
    expect(await outcome('ben', 'never')).toBe('/teach/index.html#oidc-error=link-used');
    expect(await outcome('ben', 'one')).toBe('/teach/index.html');
    expect(await outcome('cleo', 'one')).toBe('/teach/index.html#oidc-error=link-used');
    // Who has an account takes a link as an invitation to a class.
    await site.database.run("INSERT INTO cohort (id, name, created_ms) VALUES ('d', 'Other class', 1)");
    await site.invite('two', 'colleague', 'd');
    expect([await outcome('ben', 'two'), await outcome('ben', 'two')]).toEqual(['/teach/index.html', '/teach/index.html']);
    await site.invite('setup', 'setup');
    expect(await outcome('cleo', 'setup')).toBe('/teach/index.html#oidc-error=link-used');
    expect(await site.database.all('SELECT action, cohort_id, detail FROM audit ORDER BY cohort_id')).toEqual(['c', 'd'].map((cohort) => ({ action: 'instructor.joined', cohort_id: cohort, detail: 'assistant' })));
    expect(await site.database.all('SELECT s.cohort_id, s.role, i.oidc_subject FROM staff s JOIN instructor i ON i.id = s.instructor_id ORDER BY s.cohort_id')).toEqual(['c', 'd'].map((cohort) => ({ cohort_id: cohort, role: 'assistant', oidc_subject: 'ben' })));
  }));

  it('lets in whom a rule names, by an address that was verified', () => withSite(lab, 'domain:example.edu sub:grace', async (site) => {
    provider.people.set('kim', { email: 'kim@EXAMPLE.edu', email_verified: true }).set('liar', { email: 'liar@example.edu', email_verified: false }).set('sub', { email: 'x@sub.example.edu', email_verified: true }).set('evil', { email: 'a@notexample.edu', email_verified: true });
    const comesIn = async (person: string): Promise<boolean> => {
      const browser = site.browser();
      await browser.get(await signInThere(browser, await site.begin(browser), person));
      return await site.instructorOf(browser) !== null;
    };
    expect(await Promise.all(['kim', 'grace', 'liar', 'sub', 'evil'].map(comesIn))).toEqual([true, true, false, false, false]);
    expect(JSON.stringify(await site.database.all('SELECT * FROM instructor'))).not.toContain('@');
  }));

  it('never takes over an account by its name', () => withSite(lab, 'sub:impostor', async (site) => {
    provider.people.set('impostor', { preferred_username: 'ada' });
    await site.database.run("INSERT INTO instructor (id, login, password_hash, created_ms) VALUES ('i', 'ada', 'scrypt', 1)");
    await site.database.run("INSERT INTO instructor (id, login, oidc_issuer, oidc_subject, created_ms) VALUES ('j', 'ben', 'https://other.example', 'impostor', 1)");
    const browser = site.browser();
    await browser.get(await signInThere(browser, await site.begin(browser), 'impostor'));
    expect(['i', 'j', null]).not.toContain(await site.instructorOf(browser));
    expect(await site.database.all('SELECT login FROM instructor ORDER BY login')).toEqual([{ login: 'ada' }, { login: 'ada-2' }, { login: 'ben' }]);
  }));

  it('refuses who was disabled', () => withSite(lab, 'sub:dora', async (site) => {
    await site.database.run('INSERT INTO instructor (id, login, oidc_issuer, oidc_subject, created_ms, disabled_ms) VALUES (?, ?, ?, ?, 1, 2)', 'd', 'dora', provider.issuer, 'dora');
    const browser = site.browser();
    expect(leadsTo(await browser.get(await signInThere(browser, await site.begin(browser), 'dora')))).toBe('/teach/index.html#oidc-error=disabled');
  }));

  it('ends the session that the browser had', () => withSite(lab, 'sub:eve', async (site) => {
    const browser = site.browser();
    await browser.get(await signInThere(browser, await site.begin(browser), 'eve'));
    const before = browser.cookies.get('course.example __Host-nsp')!;
    await browser.get(await signInThere(browser, await site.begin(browser), 'eve'));
    expect(browser.cookies.get('course.example __Host-nsp')).not.toBe(before);
    expect(await site.database.all('SELECT instructor_id FROM session')).toHaveLength(1);
  }));

  it('tells a person who said no, or was told no, in a page', () => withSite(lab, '', async (site) => {
    for (const [error, code] of [['access_denied', 'declined'], ['temporarily_unavailable', 'provider-down'], ['invalid_scope', 'provider-answer']]) {
      const browser = site.browser();
      const state = new URL(await site.begin(browser)).searchParams.get('state')!;
      expect(leadsTo(await browser.get(`${CALLBACK_URL}?error=${error}&state=${state}&iss=${encodeURIComponent(provider.issuer)}`))).toBe(`/teach/index.html#oidc-error=${code}`);
      expect([...browser.cookies.keys()]).toEqual([]);
    }
  }));

  it('is begun thirty times a minute from one address, and no oftener', () => withSite(lab, '', async (site) => {
    const browser = site.browser();
    site.clock.nowMs = Math.ceil(site.clock.nowMs / 60_000) * 60_000;
    for (let i = 0; i < 30; i++) expect(await site.begin(browser)).toMatch(/^http:\/\/127/);
    expect(leadsTo(await browser.get(`${SITE}/api/v1/auth/oidc/start`))).toBe('/teach/index.html#oidc-error=too-often');
    const posted = await browser.post(`${SITE}/api/v1/auth/oidc/start`, '{"token":"x"}', 'application/json');
    expect([posted.status, posted.headers.get('retry-after')]).toEqual([429, '60']);
    site.clock.nowMs += 10 * 60_000;
    await site.begin(browser);
    expect(await site.database.all('SELECT state_hash FROM oidc_flow')).toHaveLength(1);
  }));
});
