import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { LIMITS } from '../../../src/server/identity/limits.ts';
import { turnJoinCode } from '../../../src/server/cohorts/join.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { inSchool, type Client } from '../harness/api.ts';
import { describeDatabases, type Lab } from '../harness/databases.ts';

const withApi = (lab: Lab, test: (client: () => Client, code: string, database: Database) => Promise<void>): Promise<void> => inSchool(lab, async (school) => {
  school.nowMs = 5_000;
  await school.database.run('INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)', 'c', 'Class', 1);
  await test(() => school.client(), await turnJoinCode(school.database, 'c', null), school.database);
});

describeDatabases('a learner over HTTP', (lab) => {
  it('joins, hands in, comes back elsewhere, and signs out everywhere', () => withApi(lab, async (client, code, database) => {
    const here = client();
    const joined = await here.send('POST', '/join', { code, pseudonym: 'Otter' });
    expect(joined.status).toBe(201);
    expect(joined.headers.get('set-cookie')).toMatch(/^__Host-nsp=[\w-]{43}; Path=\/; Max-Age=17280000; HttpOnly; SameSite=Lax; Secure$/);
    const id = randomUUID();
    const design = { exercise: 'weights', source: 'export default {}', hints: 1 };
    expect((await here.send('PUT', `/submissions/${id}`, design)).status).toBe(201);
    expect((await here.send('PUT', `/submissions/${id}`, design)).status).toBe(200);
    expect(await here.send('PUT', `/submissions/${id}`, { ...design, source: '' })).toMatchObject({ status: 409, json: { code: 'other-content' } });

    const there = client();
    expect((await there.send('POST', '/recover', { recoveryCode: joined.json['recoveryCode'] })).json).toEqual({ learner: joined.json['learner'], cohort: 'c' });
    expect((await there.send('PUT', `/submissions/${randomUUID()}`, design)).status).toBe(201);
    expect((await there.send('POST', '/sign-out-everywhere')).headers.get('set-cookie')).toContain('Max-Age=0');
    expect(await here.send('PUT', `/submissions/${randomUUID()}`, design)).toMatchObject({ status: 401, json: { code: 'sign-in' } });
    expect(await database.first('SELECT COUNT(*) AS count FROM submission')).toEqual({ count: 2 });
  }));

  it('is told what is wrong, and nothing is kept', () => withApi(lab, async (client, code, database) => {
    const one = client();
    const path = `/submissions/${randomUUID()}`;
    const design = { exercise: 'weights', source: 'x', hints: 0 };
    expect((await one.send('PUT', path, design)).status).toBe(401);
    expect(await one.send('POST', '/join', { code: 'WRNG-C0DE', pseudonym: 'Otter' })).toMatchObject({ status: 404, json: { code: 'no-such-code' } });
    expect((await one.send('POST', '/join', { code, pseudonym: 'Otter' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await one.send('POST', '/join', { code, pseudonym: 'Otter' }, { origin: 'https://evil.example', host: 'course.example' })).status).toBe(403);
    expect((await one.send('POST', '/join', { code, pseudonym: 'Otter' }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await one.send('POST', '/join', '{')).status).toBe(400);
    expect(await one.send('POST', '/join', { code })).toMatchObject({ status: 422, json: { code: 'invalid' } });
    expect(await database.all('SELECT id FROM learner')).toEqual([]);
    await one.send('POST', '/join', { code, pseudonym: 'Otter' });
    expect((await one.send('PUT', path, { ...design, source: 'x'.repeat(40_000) })).status).toBe(422);
    expect((await one.send('PUT', path, { ...design, source: 'x'.repeat(70_000) })).status).toBe(413);
    expect((await one.send('PUT', '/submissions/1', design)).status).toBe(422);
    expect((await one.send('PUT', path, { ...design, hints: 0.5 })).status).toBe(422);
    expect((await one.send('GET', '/nothing')).status).toBe(404);
    expect(await database.all('SELECT id FROM submission')).toEqual([]);
  }));

  it('is asked to wait: after three designs that wait, and after many guesses', () => withApi(lab, async (client, code) => {
    const one = client();
    await one.send('POST', '/join', { code, pseudonym: 'Otter' });
    for (let i = 0; i < 3; i++) await one.send('PUT', `/submissions/${randomUUID()}`, { exercise: 'weights', source: String(i), hints: 0 });
    const fourth = await one.send('PUT', `/submissions/${randomUUID()}`, { exercise: 'weights', source: 'x', hints: 0 });
    expect([fourth.status, fourth.headers.get('retry-after'), fourth.headers.get('content-type')]).toEqual([429, '5', 'application/problem+json']);
    for (let i = 0; i < LIMITS.recover.most; i++) expect((await one.send('POST', '/recover', { recoveryCode: `guess ${i}` })).status).toBe(404);
    const refused = await one.send('POST', '/recover', { recoveryCode: 'guess' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '55']);
  }));
});
