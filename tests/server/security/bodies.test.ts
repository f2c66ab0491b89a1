import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../src/server/routes/index.ts';
import { inSchool, type Client } from '../harness/api.ts';
import { founder, oneDatabase, PASSWORD } from './school.ts';

describe('a body', () => {
  const lab = oneDatabase();
  const signIn = (client: Client, body: string, headers: Record<string, string> = {}) => client.send('POST', '/sign-in', body, headers);

  it.each<[string, string, number, string]>([
    ['is cut', '{"login":"ada"', 400, 'not-json'],
    ['is empty', '', 400, 'not-json'],
    ['has a comment', '{"login":"ada"/**/,"password":"x"}', 400, 'not-json'],
    ['has a last comma', '{"login":"ada","password":"x",}', 400, 'not-json'],
    ['is JavaScript', '{login:"ada"}', 400, 'not-json'],
    ['is two values', '{"login":"ada","password":"x"}{}', 400, 'not-json'],
    ['has a mark before it', '\ufeff\ufeff{"login":"ada","password":"x"}', 400, 'not-json'],
    ['is NaN', 'NaN', 400, 'not-json'],
    ['is a text', '"text"', 422, 'invalid'],
    ['is a list', '[]', 422, 'invalid'],
    ['is null', 'null', 422, 'invalid'],
    ['has a list for a text', '{"login":["ada"],"password":"x"}', 422, 'invalid'],
    ['has an object for a text', '{"login":{"$ne":null},"password":{"$gt":""}}', 422, 'invalid'],
    ['has a number for a text', '{"login":1,"password":true}', 422, 'invalid'],
    ['has a text that is too long', JSON.stringify({ login: 'ada', password: 'x'.repeat(10_000) }), 422, 'invalid'],
    ['is as deep as it is long', '['.repeat(60_000), 400, 'not-json'],
    ['is deep and whole', '['.repeat(20_000) + ']'.repeat(20_000), 422, 'invalid'],
    ['is deep in a field that nobody asks for', `{"login":"ada","password":"x","more":${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}}`, 401, 'wrong'],
    ['is too long', JSON.stringify({ login: 'ada', password: 'x'.repeat(70_000) }), 413, 'too-large'],
  ])('that %s is refused', (_, body, status, code) => inSchool(lab, async (school) => {
    expect(await signIn(school.client(), body)).toMatchObject({ status, json: { code } });
  }));

  it('that says something twice means the last of it, to the check and to the handler', () => inSchool(lab, async (school) => {
    await founder(school);
    expect((await signIn(school.client(), `{"login":"nobody","login":"ada","password":"x","password":"${PASSWORD}"}`)).status).toBe(200);
    expect((await signIn(school.client(), `{"login":"ada","login":["ada"],"password":"${PASSWORD}"}`)).status).toBe(422);
  }));

  it.each(['{"__proto__":{"login":"ada","password":"x"}}', '{"__proto__":null,"constructor":{"prototype":{"login":"ada"}}}', '{"login":"ada","password":"x","__proto__":{"isAdmin":true}}', '{"login":"__proto__","password":"constructor"}'])('%s changes no object but itself', (body) => inSchool(lab, async (school) => {
    expect([401, 422]).toContain((await signIn(school.client(), body)).status);
    expect(({} as { isAdmin?: boolean; login?: string }).isAdmin ?? ({} as { login?: string }).login).toBeUndefined();
    expect((await school.client().get('/me')).json).toEqual({ caller: null, nowMs: school.nowMs });
  }));

  it('with more in it than is asked for gives nobody more', () => inSchool(lab, async (school) => {
    const ada = await founder(school);
    const made = await ada.send('POST', '/invitations', { cohort: null });
    const accepted = await school.client().send('POST', '/invitations/accept', { token: made.json['token'], login: 'ben', password: PASSWORD, id: 'mine', created_ms: 1, disabled_ms: null, cohort: 'other', role: 'owner', oidc_subject: 'x' });
    expect(accepted.status).toBe(201);
    expect(await school.database.first("SELECT id, oidc_subject, created_ms FROM instructor WHERE login = 'ben'")).toEqual({ id: expect.not.stringMatching('mine'), oidc_subject: null, created_ms: school.nowMs });
    expect(await school.database.all('SELECT * FROM staff')).toEqual([]);
  }));

  it('of a route without one is not read, whatever it is', () => inSchool(lab, async (school) => {
    const reply = await (await school.instructor()).send('POST', '/sign-out-everywhere', '{{{', { 'content-type': 'text/plain' });
    expect(reply.status).toBe(200);
  }));

  it('is asked for by every route that changes something with more than its address', () => {
    const without = ROUTES.filter(({ method, body }) => method !== 'GET' && body === undefined).map(({ method, path }) => `${method} ${path}`);
    for (const line of without) expect(line).toMatch(/^POST \/(sign-out|sign-out-everywhere|learners\/:id\/recovery-code|regrades\/:id\/(commit|drop))$|^DELETE \/(cohorts\/:id\/(join-code|staff\/:instructor)|learners\/:id\/extensions\/:module)$/);
  });
});

describe('an address', () => {
  const lab = oneDatabase();

  it.each(['/nothing', '/me/', '/me/nothing', '/ME', '/__proto__', '/constructor', '/me%2f..', '/auth/oidc', '/%', '/%ff', '/cohorts/%E0%A4%A'])('%s is not there', (path) => inSchool(lab, async (school) => {
    for (const who of [school.client(), await school.instructor()]) for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const reply = await who.send(method, path, method === 'GET' ? undefined : {});
      expect([401, 404], `${method} ${path}: ${reply.status}`).toContain(reply.status);
      expect(reply.headers.get('content-type')).toBe('application/problem+json');
    }
  }));

  it('is met with its own method alone', () => inSchool(lab, async (school) => {
    const ways = new Map<string, Set<string>>();
    for (const { method, path } of ROUTES) ways.set(path, (ways.get(path) ?? new Set()).add(method));
    for (const [path, methods] of ways) for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (methods.has(method) || [...ways].some(([other, its]) => its.has(method) && new RegExp(`^${other.replace(/:\w+/g, '[^/]+')}$`).test(path))) continue;
      expect((await school.client().send(method, path, method === 'GET' ? undefined : {}, { 'x-http-method-override': [...methods][0]! })).status, `${method} ${path}`).toBe(404);
    }
  }));
});

describe('a mistake of the server', () => {
  const lab = oneDatabase();

  it('is told without a word of what it was', () => inSchool(lab, async (school) => {
    const instructor = await school.instructor();
    await school.database.run('ALTER TABLE staff RENAME TO gone');
    const reply = await instructor.get('/cohorts');
    expect([reply.status, reply.json]).toEqual([500, { type: 'about:blank', status: 500, code: 'internal', detail: 'The server made a mistake. It is written in its log. What was acknowledged is safe.' }]);
    expect(school.errors.splice(0).map(String)).toEqual([expect.stringMatching(/no such table/)]);
    await school.database.run('ALTER TABLE gone RENAME TO staff');
  }));
});
