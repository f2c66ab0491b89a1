import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { inSchool } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';

const module = (name: string, dates: { opensMs?: number; dueMs?: number } = {}) => ({ module: name, opensMs: null, dueMs: null, lateMs: 0, latePct: 0, ...dates });

describeDatabases('cohorts over HTTP', (lab) => {
  it('are made once however often they are sent, listed, changed and looked at', () => inSchool(lab, async (school) => {
    const ada = await school.instructor('ada');
    const sent = { id: randomUUID(), name: '  Evening class ', exam: false, modules: [module('redundancy'), module('balancing', { opensMs: 5, dueMs: 9 })] };
    const replies = await Promise.all(Array.from({ length: 4 }, () => ada.send('POST', '/cohorts', sent)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(replies.every(({ json }) => json['id'] === sent.id)).toBe(true);
    const otter = await school.learner(sent.id);
    await school.handIn(otter, 'weights');
    const modules = [module('balancing', { opensMs: 5, dueMs: 9 }), module('redundancy')];
    expect((await ada.get('/cohorts')).json).toEqual({ cohorts: [{ id: sent.id, name: 'Evening class', exam: false, role: 'owner', learners: 1, waiting: 1, createdMs: school.nowMs, modules }] });
    expect((await ada.send('PATCH', `/cohorts/${sent.id}`, { name: 'Exam', exam: true, seats: 7, modules: [module('replication')] })).status).toBe(200);
    expect((await ada.send('PATCH', `/cohorts/${sent.id}`, {})).status).toBe(200);
    expect((await ada.get(`/cohorts/${sent.id}`)).json).toEqual({
      id: sent.id, name: 'Exam', exam: true, role: 'owner', createdMs: school.nowMs, modules: [module('replication')], joining: { open: true, expiresMs: null, seats: 7, taken: 1 }, staff: [{ id: ada.id, login: 'ada', role: 'owner' }],
    });
    expect((await school.instructor().then((one) => one.get('/cohorts'))).json).toEqual({ cohorts: [] });
  }));

  it('are not made with what is not allowed, and the sentence says what it is', () => inSchool(lab, async (school) => {
    const ada = await school.instructor();
    const cases: [object, string][] = [
      [{ name: ' ' }, 'name: something has to be written here.'], [{ name: 'x'.repeat(81) }, 'name: at most 80 characters.'], [{ name: 'a\u202eb' }, 'name: line ends and characters that cannot be seen are not allowed.'],
      [{ modules: [module('cooking')] }, 'This course has no module "cooking".'], [{ modules: [module('balancing'), module('balancing')] }, 'The module "balancing" is there twice.'],
      [{ modules: [module('balancing', { opensMs: 9, dueMs: 5 })] }, 'The module "balancing" is due before it opens.'],
      [{ modules: [module('balancing', { dueMs: 253_402_300_800_000 })] }, 'modules.0.dueMs: a date from 1970 to 9999 is asked for, in milliseconds.'],
      [{ modules: [{ ...module('balancing'), lateMs: 366 * 86_400_000 }] }, 'modules.0.lateMs: late work counts for 0 to 365 days, in milliseconds.'],
      [{ modules: [{ ...module('balancing'), latePct: 101 }] }, 'modules.0.latePct: a whole number from 0 to 100 is asked for.'],
      [{ exam: undefined }, 'exam is missing.'], [{ exam: 'yes' }, 'exam has the wrong type: boolean is asked for.'],
    ];
    for (const [change, detail] of cases) expect(await ada.send('POST', '/cohorts', { name: 'Class', exam: false, modules: [], ...change })).toMatchObject({ status: 422, json: { detail } });
    expect(await school.database.all('SELECT id FROM cohort')).toEqual([]);
  }));

  it('are joined by a code that turns, ends and is closed', () => inSchool(lab, async (school) => {
    const ada = await school.instructor();
    const cohort = await school.cohort(ada);
    const turn = (body: unknown) => ada.send('POST', `/cohorts/${cohort}/join-code`, body);
    expect(await turn({ expiresMs: school.nowMs, seats: null })).toMatchObject({ status: 422, json: { code: 'expires-before-now' } });
    expect((await turn({ expiresMs: null, seats: 0 })).status).toBe(422);
    const first = (await turn({ expiresMs: school.nowMs + 1000, seats: 1 })).json as { code: string };
    expect(first).toEqual({ code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/), expiresMs: school.nowMs + 1000, seats: 1 });
    expect((await school.client().send('POST', '/join', { code: first.code, pseudonym: 'Otter' })).status).toBe(201);
    expect(await school.client().send('POST', '/join', { code: first.code, pseudonym: 'Heron' })).toMatchObject({ status: 409, json: { code: 'full' } });
    const second = (await turn({ expiresMs: null, seats: null })).json as { code: string };
    expect((await school.client().send('POST', '/join', { code: first.code, pseudonym: 'Heron' })).status).toBe(404);
    expect((await school.client().send('POST', '/join', { code: second.code, pseudonym: 'Heron' })).status).toBe(201);
    expect((await ada.send('DELETE', `/cohorts/${cohort}/join-code`)).status).toBe(200);
    expect((await ada.get(`/cohorts/${cohort}`)).json).toMatchObject({ joining: { open: false, taken: 2 } });
    expect((await school.client().send('POST', '/join', { code: second.code, pseudonym: 'Stork' })).status).toBe(404);
  }));

  it('have a staff with an owner, and acts that all of it can read', () => inSchool(lab, async (school) => {
    const [ada, grace] = [await school.instructor('ada'), await school.instructor('grace')];
    const cohort = await school.cohort(ada);
    const staff = (body: unknown) => ada.send('POST', `/cohorts/${cohort}/staff`, body);
    expect(await staff({ login: 'nobody', role: 'assistant' })).toMatchObject({ status: 404, json: { code: 'no-such-login' } });
    expect((await staff({ login: 'Grace', role: 'boss' })).status).toBe(422);
    expect(await staff({ login: 'ada', role: 'assistant' })).toMatchObject({ status: 409, json: { code: 'only-owner' } });
    expect(await staff({ login: 'Grace', role: 'assistant' })).toMatchObject({ status: 200, json: { id: grace.id } });
    expect((await grace.send('PATCH', `/cohorts/${cohort}`, { exam: true })).status).toBe(200);
    expect((await grace.send('DELETE', `/cohorts/${cohort}`, { name: 'Evening class' })).status).toBe(403);
    school.nowMs++;
    expect((await staff({ login: 'grace', role: 'owner' })).status).toBe(200);
    // An owner who cannot sign in is none.
    await school.database.run('UPDATE instructor SET disabled_ms = 1 WHERE id = ?', grace.id);
    expect((await ada.send('DELETE', `/cohorts/${cohort}/staff/${ada.id}`)).status).toBe(409);
    await school.database.run('UPDATE instructor SET disabled_ms = NULL');
    school.nowMs++;
    expect((await grace.send('DELETE', `/cohorts/${cohort}/staff/${ada.id}`)).status).toBe(200);
    expect((await ada.get(`/cohorts/${cohort}`)).status).toBe(404);
    expect((await grace.send('DELETE', `/cohorts/${cohort}/staff/${grace.id}`)).status).toBe(409);
    const { acts } = (await grace.get(`/cohorts/${cohort}/audit`)).json as { acts: unknown[] };
    expect(acts.slice(0, 2)).toEqual([
      { at: school.nowMs, actor: grace.id, by: 'grace', action: 'staff.removed', object: ada.id, detail: '' }, { at: school.nowMs - 1, actor: ada.id, by: 'ada', action: 'staff.set', object: grace.id, detail: 'owner' },
    ]);
    expect(acts).toHaveLength(4);
  }));

  it('lose their open links for colleagues with the role of an owner, and no other links', () => inSchool(lab, async (school) => {
    const [ada, grace] = [await school.instructor('ada'), await school.instructor('grace')];
    const [cohort, other] = [await school.cohort(ada), await school.cohort(ada)];
    await ada.send('POST', `/cohorts/${cohort}/staff`, { login: 'grace', role: 'owner' });
    const link = async (of: string): Promise<string> => String((await grace.send('POST', '/invitations', { cohort: of })).json['token']);
    let guest = 0;
    const accept = async (token: string): Promise<number> => (await school.client().send('POST', '/invitations/accept', { token, login: `guest-${++guest}`, password: 'pebble harbour violin six' })).status;
    const [first, elsewhere] = [await link(cohort), String((await ada.send('POST', '/invitations', { cohort: other })).json['token'])];
    // Somebody else's role says nothing about links.
    await ada.send('POST', `/cohorts/${cohort}/staff`, { login: 'ada', role: 'owner' });
    expect(await accept(first)).toBe(201);
    const second = await link(cohort);
    await ada.send('POST', `/cohorts/${cohort}/staff`, { login: 'grace', role: 'assistant' });
    expect(await accept(second)).toBe(404);
    await ada.send('POST', `/cohorts/${cohort}/staff`, { login: 'grace', role: 'owner' });
    const third = await link(cohort);
    expect((await ada.send('DELETE', `/cohorts/${cohort}/staff/${grace.id}`)).status).toBe(200);
    expect(await accept(third)).toBe(404);
    expect(await accept(elsewhere)).toBe(201);
  }));
});
