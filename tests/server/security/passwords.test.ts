import { describe, expect, it } from 'vitest';
import { inSchool, type School } from '../harness/api.ts';
import { founder, oneDatabase, PASSWORD } from './school.ts';

/** Of lists of stolen passwords: common ones that are long enough for the first rule. */
const COMMON = ['password1234', 'passwordpassword', 'Password123!', 'P@ssw0rd1234', '123456789012', '1234567890123', 'qwertyuiop12', 'qwertyuiop[]', 'qwerty123456', '1q2w3e4r5t6y', '1qaz2wsx3edc', 'abcdefghijkl', 'abcd12345678', 'iloveyou1234',
  'administrator', 'changeme1234', 'letmein12345', 'welcome12345', 'football1234', 'baseball2024', 'superman1234', 'princess1234', 'sunshine2023', 'aaaaaaaaaaaa', '111111111111', '121212121212', 'q1w2e3r4t5y6', 'zaq12wsxcde3', 'asdfghjkl123', 'unknown12345',
  'correcthorsebatterystaple', 'trustno1trustno1', 'monkey123456', 'dragon123456', 'master123456', 'summer202020', 'december2025', 'nosinglepoint', 'loadbalancer1', '0987654321098', '!@#$%^&*()_+', 'password!!!!!', '............', '!!!!????!!!!', 'Password123!@#'];

describe('a password of an instructor', () => {
  const lab = oneDatabase();
  const change = async (school: School, ada: Awaited<ReturnType<typeof founder>>, wanted: string): Promise<string> => {
    await school.database.run('DELETE FROM rate');
    const reply = await ada.send('POST', '/password', { old: PASSWORD, new: wanted });
    return reply.status === 200 ? 'taken' : String(reply.json['code']);
  };

  it('has twelve characters at least', () => inSchool(lab, async (school) => {
    const ada = await founder(school);
    expect(await change(school, ada, 'pebble viol')).toBe('password-short');
    expect(await change(school, ada, 'pebble violi')).toBe('taken');
  }));

  it('is none of those that are tried first', () => inSchool(lab, async (school) => {
    const ada = await founder(school);
    const taken: string[] = [];
    for (const wanted of [...COMMON, ...COMMON.map((one) => one.toUpperCase())]) if (await change(school, ada, wanted) === 'taken') taken.push(wanted);
    expect(taken).toEqual([]);
    // At setting up and by an invitation as well.
    const invitation = await ada.send('POST', '/invitations', { cohort: null });
    expect(await school.client().send('POST', '/invitations/accept', { token: invitation.json['token'], login: 'ben', password: 'password1234' })).toMatchObject({ status: 422, json: { code: 'password-common' } });
  }));

  it.each(['pebbleviolinharbour', '~;}|[:<=`/?{', '736194028517394', 'ПесокСкрипкаГавань', '砂浜小提琴港湾鴨川石橋灯台', '   pebble   violin ', '\u{1f9a6}\u{1f3ee}\u{1faa8}\u{1f5ff}\u{1f40c}\u{1f335}\u{1f9ed}\u{1fa81}\u{1f9f5}\u{1f95d}\u{1f94c}\u{1fa97}', `${'pebble violin harbour '.repeat(9)}x`])('may be of any kind: %s', (wanted) => inSchool(lab, async (school) => {
    expect(await change(school, await founder(school), wanted)).toBe('taken');
    await school.database.run('DELETE FROM rate');
    expect((await school.client().send('POST', '/sign-in', { login: 'ada', password: wanted })).status).toBe(200);
  }));

  it('is known by all of it, as it was typed', () => inSchool(lab, async (school) => {
    const long = `Pebble violin ${'harbour '.repeat(20)}end`;
    await change(school, await founder(school), long);
    for (const wrong of [long.toLowerCase(), long.slice(0, 72), long.slice(0, -1), `${long} `, ` ${long}`, long.trimEnd().replace(/ /g, '')]) {
      await school.database.run('DELETE FROM rate');
      expect((await school.client().send('POST', '/sign-in', { login: 'ada', password: wrong })).status, wrong).toBe(401);
    }
  }));

  it('is changed with the old one only', () => inSchool(lab, async (school) => {
    const ada = await founder(school);
    for (const old of ['', 'wrong', PASSWORD.toUpperCase()]) expect((await ada.send('POST', '/password', { old, new: 'pebble harbour violin six' })).status).toBe(403);
    expect((await ada.send('POST', '/password', { new: 'pebble harbour violin six' })).status).toBe(422);
    expect((await school.client().send('POST', '/sign-in', { login: 'ada', password: PASSWORD })).status).toBe(200);
  }));

  it('opens nothing in the beginning: there is no account', () => inSchool(lab, async (school) => {
    expect(await school.database.all('SELECT id FROM instructor')).toEqual([]);
    for (const login of ['admin', 'root', 'teacher']) for (const password of ['', 'admin', login]) {
      await school.database.run('DELETE FROM rate');
      expect((await school.client().send('POST', '/sign-in', { login, password })).status).toBe(401);
    }
  }));
});
