import { expect, it } from 'vitest';
import { sweep } from '../../../src/server/cohorts/sweep.ts';
import { route } from '../../../src/server/http/route.ts';
import { signIn } from '../../../src/server/identity/accounts.ts';
import { GOOD_FOR_MS, needsSetup, newSetup } from '../../../src/server/identity/invitations.ts';
import { LIMITS, tryOnce } from '../../../src/server/identity/limits.ts';
import { Busy, hashPassword } from '../../../src/server/identity/passwords.ts';
import { hashOf } from '../../../src/server/identity/secrets.ts';
import type { Database, Row, Value } from '../../../src/server/store/database.ts';
import { inSchool, School } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';

const PASSWORD = 'seven unlike teapots';

describeDatabases('accounts of instructors', (lab) => {
  it('begin with a link of one use, and bring in colleagues', () => inSchool(lab, async (school) => {
    const setup = async () => (await school.database.transaction((connection) => newSetup(connection, school.nowMs)))?.token;
    const [token, other] = [await setup(), await setup()];
    const ada = school.client();
    const account = { token, login: ' Ada ', password: PASSWORD };
    expect(await ada.send('POST', '/setup', { ...account, token: 'guess' })).toMatchObject({ status: 404, json: { code: 'no-such-link' } });
    expect(await ada.send('POST', '/setup', { ...account, password: 'short' })).toMatchObject({ status: 422, json: { code: 'password-short' } });
    expect(await ada.send('POST', '/setup', { ...account, login: 'a b' })).toMatchObject({ status: 422, json: { code: 'bad-login' } });
    const made = await ada.send('POST', '/setup', account);
    expect(made).toMatchObject({ status: 201, json: { caller: { kind: 'instructor', login: 'ada' } } });
    expect(await needsSetup(school.database)).toBe(false);
    expect(await setup()).toBeUndefined();
    for (const used of [token, other]) expect((await school.client().send('POST', '/setup', { ...account, token: used, login: 'eve' })).status).toBe(404);

    const { json: { id: cohort } } = await ada.send('POST', '/cohorts', { name: 'Evening class', exam: false, modules: [] });
    const invited = (await ada.send('POST', '/invitations', { cohort })).json as { token: string; expiresMs: number };
    expect(invited.expiresMs).toBe(school.nowMs + GOOD_FOR_MS.colleague);
    const grace = school.client();
    expect((await grace.send('POST', '/setup', { token: invited.token, login: 'grace', password: PASSWORD })).status).toBe(404);
    expect(await grace.send('POST', '/invitations/accept', { token: invited.token, login: 'ADA', password: PASSWORD })).toMatchObject({ status: 409, json: { code: 'login-taken' } });
    expect((await grace.send('POST', '/invitations/accept', { token: invited.token, login: 'grace', password: PASSWORD })).status).toBe(201);
    expect((await grace.get('/cohorts')).json).toMatchObject({ cohorts: [{ id: cohort, role: 'assistant' }] });
    expect((await school.client().send('POST', '/invitations/accept', { token: invited.token, login: 'eve', password: PASSWORD })).status).toBe(404);
    const late = (await ada.send('POST', '/invitations', { cohort: null })).json as { token: string };
    school.nowMs += GOOD_FOR_MS.colleague;
    expect((await school.client().send('POST', '/invitations/accept', { token: late.token, login: 'eve', password: PASSWORD })).status).toBe(404);
    expect(await sweep(school.database, school.nowMs)).toMatchObject({ invitations: 2 });
    expect(JSON.stringify(await school.dump())).not.toContain(PASSWORD);
  }), 60_000);

  it('are made once by two who use one link at the same time', () => inSchool(lab, async (school) => {
    const { token } = (await school.database.transaction((connection) => newSetup(connection, school.nowMs)))!;
    const replies = await Promise.all(['ada', 'eve'].map((login) => school.client().send('POST', '/setup', { token, login, password: PASSWORD })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 404]);
    expect(await school.database.all('SELECT id FROM instructor')).toHaveLength(1);
  }), 60_000);

  it('are signed in to, and a new password ends every other session', () => inSchool(lab, async (school) => {
    const { token } = (await school.database.transaction((connection) => newSetup(connection, school.nowMs)))!;
    const [here, there] = [school.client(), school.client()];
    await here.send('POST', '/setup', { token, login: 'ada', password: PASSWORD });
    expect(await there.send('POST', '/sign-in', { login: 'Ada', password: `${PASSWORD}.` })).toMatchObject({ status: 401, json: { code: 'wrong' } });
    const unknown = await there.send('POST', '/sign-in', { login: 'nobody', password: PASSWORD });
    expect(unknown.text).toBe((await there.send('POST', '/sign-in', { login: 'Ada', password: 'x' })).text);
    expect(await there.send('POST', '/sign-in', { login: 'ADA ', password: PASSWORD })).toMatchObject({ status: 200, json: { caller: { login: 'ada' } } });
    expect(await school.database.all('SELECT token_hash FROM session')).toHaveLength(2);
    expect((await there.send('POST', '/sign-in', { login: 'ada', password: PASSWORD })).status).toBe(200);
    expect(await school.database.all('SELECT token_hash FROM session')).toHaveLength(2);

    expect(await here.send('POST', '/password', { old: 'x', new: 'other unlike kettles' })).toMatchObject({ status: 403, json: { code: 'wrong' } });
    expect(await here.send('POST', '/password', { old: PASSWORD, new: 'adaadaadaada' })).toMatchObject({ status: 422 });
    expect((await here.send('POST', '/password', { old: PASSWORD, new: 'other unlike kettles' })).status).toBe(200);
    expect((await here.get('/cohorts')).status).toBe(200);
    expect((await there.get('/cohorts')).status).toBe(401);
    school.nowMs += 120_000;
    expect((await there.send('POST', '/sign-in', { login: 'ada', password: PASSWORD })).status).toBe(401);
    await school.database.run('UPDATE instructor SET disabled_ms = 1');
    expect((await there.send('POST', '/sign-in', { login: 'ada', password: 'other unlike kettles' })).status).toBe(401);
  }), 60_000);

  it('are not signed in to with a password that is taken back while it is worked on', () => inSchool(lab, async (school) => {
    await school.instructor('ada');
    await school.database.run('UPDATE instructor SET password_hash = ?', await hashPassword(PASSWORD));
    for (const change of ["UPDATE instructor SET password_hash = 'scrypt$2$1$1$AA==$AA=='", 'UPDATE instructor SET disabled_ms = 1']) {
      const sessions = await school.database.all('SELECT token_hash FROM session');
      const { database } = school;
      const first = async <R extends Row>(sql: string, ...values: Value[]): Promise<R | null> => {
        const row = await database.first<R>(sql, ...values);
        await database.run(change);
        return row;
      };
      const changing: Database = { kind: database.kind, first, all: (...args) => database.all(...args), run: (...args) => database.run(...args), transaction: (work) => database.transaction(work), close: () => database.close() };
      expect(await signIn(changing, 'ada', PASSWORD, school.nowMs)).toBeNull();
      expect(await school.database.all('SELECT token_hash FROM session')).toEqual(sessions);
      await school.database.run('UPDATE instructor SET disabled_ms = NULL, password_hash = ?', await hashPassword(PASSWORD));
    }
  }), 60_000);

  it('are not guessed at without end, by login and by address', () => inSchool(lab, async (school) => {
    const client = school.client();
    const guess = (login: string) => client.send('POST', '/sign-in', { login, password: 'x' });
    // A try takes much processor time on purpose, so all but the last that is allowed are only counted.
    const count = async (what: keyof typeof LIMITS, who: string, most: number): Promise<void> => { for (let i = 0; i < most; i++) await tryOnce(school.database, what, hashOf(who), school.nowMs); };
    await count('login', 'ada', LIMITS.login.most - 1);
    expect((await guess('ada')).status).toBe(401);
    const refused = await guess('ADA');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    await count('loginFrom', 'here', LIMITS.loginFrom.most - 3);
    expect((await guess('grace')).status).toBe(401);
    expect((await guess('grace')).status).toBe(429);
    for (let i = 0; i < LIMITS.token.most; i++) expect((await client.send('POST', '/invitations/accept', { token: `${i}`, login: 'eve', password: PASSWORD })).status).toBe(404);
    expect((await client.send('POST', '/setup', { token: 'x', login: 'eve', password: PASSWORD })).status).toBe(429);
    expect(JSON.stringify(await school.database.all('SELECT * FROM rate'))).not.toMatch(/ada|here|grace/);
  }), 60_000);

  it('ask to come again when too many passwords are worked on', () => inSchool(lab, async ({ database }) => {
    const busy = new School(database, [route({ method: 'POST', path: '/busy', who: 'anyone', handle: async () => { throw new Busy('Too many people sign in at the moment.'); } })]);
    const { status, headers } = await busy.client().send('POST', '/busy');
    expect([status, headers.get('retry-after')]).toEqual([503, '2']);
  }));
});
