import { expect, it } from 'vitest';
import { IDLE_MS, LONGEST_MS } from '../../../src/server/identity/sessions.ts';
import { inSchool, type Client, type School } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';
import { everything, founder, PASSWORD, tokenOf } from './school.ts';
import { setCookie, setFlowCookie } from '../../../src/server/http/cookie.ts';
import { turnJoinCode } from '../../../src/server/cohorts/join.ts';

const isIn = async (client: Client): Promise<boolean> => (await client.get('/me')).json['caller'] !== null;
const signIn = async (school: School, client = school.client(), password = PASSWORD) => ({ client, reply: await client.send('POST', '/sign-in', { login: 'ada', password }) });

describeDatabases('a session', (lab) => {
  it('is a cookie that scripts, other hosts and plain HTTP do not get', () => inSchool(lab, async (school) => {
    await founder(school);
    const { reply } = await signIn(school);
    expect(reply.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-nsp=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/)]);
    expect(setFlowCookie('x', 600, true)).toBe('__Host-nsp-oidc=x; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure');
    // Without TLS, Secure and the prefix would make browsers refuse it.
    expect(setCookie('x', false)).toBe('nsp=x; Path=/; Max-Age=17280000; HttpOnly; SameSite=Lax');
  }));

  it('has a new token of 256 random bits after each sign-in, and the one before ends', () => inSchool(lab, async (school) => {
    const { secrets } = await founder(school);
    const { client, reply } = await signIn(school);
    const first = tokenOf(reply.headers)!;
    const again = await signIn(school, client);
    const second = tokenOf(again.reply.headers)!;
    expect(new Set([first, second, secrets[2]]).size).toBe(3);
    expect(Buffer.from(second, 'base64url')).toHaveLength(32);
    expect([await isIn(school.client(first)), await isIn(school.client(second))]).toEqual([false, true]);
  }));

  it('is never one that somebody else chose', () => inSchool(lab, async (school) => {
    await founder(school);
    const planted = 'A'.repeat(43);
    const { reply } = await signIn(school, school.client(planted));
    expect(tokenOf(reply.headers)).not.toBe(planted);
    expect(await isIn(school.client(planted))).toBe(false);
    // Nor does a learner who joins keep the session that the browser had.
    const cohort = await school.cohort(await school.instructor());
    const attacker = await school.learner(cohort);
    const code = await turnJoinCode(school.database, cohort, null);
    expect(await attacker.send('POST', '/join', { code, pseudonym: 'Victim' })).toMatchObject({ status: 201 });
    expect(await school.database.all('SELECT token_hash FROM session WHERE learner_id = ?', attacker.id)).toEqual([]);
  }));

  it('ends when it is not used, and at last however it is used', () => inSchool(lab, async (school) => {
    await founder(school);
    const [idle, used] = [(await signIn(school)).client, (await signIn(school)).client];
    const begin = school.nowMs;
    for (let hours = 1; hours <= 13; hours++) {
      school.nowMs = begin + hours * 3_600_000;
      expect(await isIn(used)).toBe(true);
    }
    expect([IDLE_MS.instructor, LONGEST_MS.instructor]).toEqual([12 * 3_600_000, 7 * 86_400_000]);
    expect(await isIn(idle)).toBe(false);
    for (let hours = 14; hours < 7 * 24; hours++) {
      school.nowMs = begin + hours * 3_600_000;
      await isIn(used);
    }
    expect(await isIn(used)).toBe(true);
    school.nowMs = begin + 7 * 86_400_000;
    expect(await isIn(used)).toBe(false);
  }));

  it('ends on the server with a sign-out, whoever has a copy of the token; others go on', () => inSchool(lab, async (school) => {
    await founder(school);
    const [here, there] = [await signIn(school), await signIn(school)];
    const copy = tokenOf(here.reply.headers)!;
    const out = await here.client.send('POST', '/sign-out');
    expect(out.headers.getSetCookie()).toEqual(['__Host-nsp=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure']);
    expect([await isIn(school.client(copy)), await isIn(there.client)]).toEqual([false, true]);
  }));

  it('ends everywhere with a sign-out everywhere, for this person alone', () => inSchool(lab, async (school) => {
    await founder(school);
    const other = await school.instructor();
    const [here, there] = [(await signIn(school)).client, (await signIn(school)).client];
    await here.send('POST', '/sign-out-everywhere');
    expect([await isIn(there), await isIn(other)]).toEqual([false, true]);
  }));

  it('ends with a new password, but for the browser that set it, which gets a new token', () => inSchool(lab, async (school) => {
    await founder(school);
    const [here, there] = [await signIn(school), await signIn(school)];
    const old = tokenOf(here.reply.headers)!;
    expect((await here.client.send('POST', '/password', { old: 'not the old one', new: 'pebble harbour violin six' })).status).toBe(403);
    expect(await isIn(there.client)).toBe(true);
    const reply = await here.client.send('POST', '/password', { old: PASSWORD, new: 'pebble harbour violin six' });
    expect([reply.status, tokenOf(reply.headers) === old]).toEqual([200, false]);
    expect([await isIn(here.client), await isIn(school.client(old)), await isIn(there.client)]).toEqual([true, false, false]);
    expect([(await signIn(school)).reply.status, (await signIn(school, school.client(), 'pebble harbour violin six')).reply.status]).toEqual([401, 200]);
  }));

  it('ends when its account is disabled, or its learner removed', () => inSchool(lab, async (school) => {
    const { id } = await founder(school);
    const { client } = await signIn(school);
    await school.database.run('UPDATE instructor SET disabled_ms = ? WHERE id = ?', school.nowMs, id);
    expect(await isIn(client)).toBe(false);
    expect((await signIn(school)).reply.status).toBe(401);
    const learner = await school.learner(await school.cohort(await school.instructor()));
    await school.database.run('UPDATE learner SET removed_ms = ? WHERE id = ?', school.nowMs, learner.id);
    expect(await isIn(learner)).toBe(false);
  }));
});

describeDatabases('the database', (lab) => {
  it('has no token, code or password in clear', () => inSchool(lab, async (school) => {
    const ada = await founder(school);
    const cohort = await school.cohort(ada);
    const code = await turnJoinCode(school.database, cohort, null);
    const learner = school.client();
    const joined = await learner.send('POST', '/join', { code, pseudonym: 'Otter' });
    const invited = await ada.send('POST', '/invitations', { cohort: null });
    const { reply } = await signIn(school);
    await school.client().send('POST', '/sign-in', { login: 'ada', password: 'a wrong guess of mine' });
    const secrets = [...ada.secrets, code, tokenOf(joined.headers)!, String(joined.json['recoveryCode']), String(invited.json['token']), tokenOf(reply.headers)!, 'a wrong guess of mine'];
    const all = await everything(school.database);
    expect(all).toContain('Otter');
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(7);
      for (const form of [secret, secret.replaceAll('-', ''), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')]) expect(all, secret).not.toContain(form);
    }
    expect(await school.database.first('SELECT password_hash FROM instructor WHERE login = ?', 'ada')).toEqual({ password_hash: expect.stringMatching(/^scrypt\$32768\$8\$3\$/) });
  }));
});
