// Every route of the API, asked by everybody else. The list is the server's own, so a route that is added is in it.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Route } from '../../../src/server/http/route.ts';
import { ROUTES } from '../../../src/server/routes/index.ts';
import { inSchool, type Client, type Reply, type School } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';
import { makeWorld, nameOf, SAMPLES, type World } from './samples.ts';

const REFUSED = [401, 403, 404];

/** Everybody who is somebody, with reference to one class. */
async function everybody(school: School, { cohort, owner, assistant, learner, classmate }: World): Promise<{ [role: string]: Client }> {
  const stranger = await school.instructor();
  const elsewhere = await school.learner(await school.cohort(stranger));
  const [removed, disabled] = [await school.learner(cohort), await school.instructor()];
  await school.database.run('UPDATE learner SET removed_ms = ? WHERE id = ?', school.nowMs, removed.id);
  await school.database.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES (?, ?, 'owner')", cohort, disabled.id);
  await school.database.run('UPDATE instructor SET disabled_ms = ? WHERE id = ?', school.nowMs, disabled.id);
  return { nobody: school.client(), owner, assistant, learner, classmate, stranger, elsewhere, removed, disabled };
}

/** Who may ask a route about the class's objects, or at all where it has none. */
function mayAsk({ who, object, isOwners }: Route): readonly string[] {
  const staff = isOwners === true ? ['owner'] : ['owner', 'assistant'];
  if (object !== undefined) return [...(who === 'learner' ? [] : staff), ...(who === 'instructor' ? [] : object === 'cohort' ? ['learner', 'classmate'] : object === 'regrade' ? [] : ['learner'])];
  const [instructors, learners] = [['owner', 'assistant', 'stranger'], ['learner', 'classmate', 'elsewhere']];
  return [...(who === 'learner' ? [] : instructors), ...(who === 'instructor' ? [] : learners), ...(who === 'anyone' ? ['nobody', 'removed', 'disabled'] : [])];
}

const ask = (client: Client, route: Route, world: World): Promise<Reply> => {
  const { path, body } = SAMPLES[nameOf(route)]!(world);
  return client.send(route.method, path, body);
};

describeDatabases('authorisation', (lab) => {
  it('has a request for every route', () => {
    expect(ROUTES.map(nameOf).filter((name) => !(name in SAMPLES))).toEqual([]);
    expect(new Set(ROUTES.map(nameOf)).size).toBe(ROUTES.length);
  });

  it('says of every route what is promised: the rest reads it there', () => {
    const named = (which: (one: Route) => boolean): string[] => ROUTES.filter(which).map(nameOf).sort();
    expect(named(({ isOwners }) => isOwners === true)).toEqual(['DELETE /cohorts/:id', 'DELETE /cohorts/:id/staff/:instructor', 'POST /cohorts/:id/staff']);
    expect(named(({ who }) => who === 'anyone')).toEqual([
      'GET /auth/oidc/callback', 'GET /auth/oidc/start', 'GET /me', 'GET /meta', 'POST /auth/oidc/start', 'POST /invitations/accept', 'POST /join', 'POST /recover', 'POST /setup', 'POST /sign-in']);
    expect(named(({ who }) => who === 'signed-in')).toEqual(['GET /submissions/:id', 'POST /sign-out', 'POST /sign-out-everywhere']);
    expect(named(({ who }) => who === 'learner')).toEqual(['DELETE /me', 'GET /me/export', 'GET /me/progress', 'GET /me/submissions', 'GET /me/work', 'PUT /submissions/:uuid']);
    const kinds: { [folder: string]: string } = { cohorts: 'cohort', learners: 'learner', submissions: 'submission', regrades: 'regrade' };
    for (const route of ROUTES) expect(route.object, nameOf(route)).toBe(route.path.includes('/:id') ? kinds[route.path.split('/')[1]!] : undefined);
  });

  it('refuses everybody else, and nothing is changed', () => inSchool(lab, async (school) => {
    const world = await makeWorld(school);
    const people = await everybody(school, world);
    const before = await school.dump();
    let refusals = 0;
    for (const route of ROUTES) {
      const allowed = mayAsk(route);
      for (const [role, client] of Object.entries(people)) {
        if (allowed.includes(role)) continue;
        const reply = await ask(client, route, world);
        expect(REFUSED, `${nameOf(route)} as ${role}: ${reply.status}`).toContain(reply.status);
        expect(reply.headers.get('content-type'), nameOf(route)).toBe('application/problem+json');
        refusals++;
      }
      expect(await school.dump(), nameOf(route)).toEqual(before);
    }
    expect(refusals).toBeGreaterThan(5 * ROUTES.filter(({ who }) => who !== 'anyone').length);
  }), 60_000);

  it('lets those in whose it is: so the requests above are good ones', () => inSchool(lab, async (school) => {
    for (const route of ROUTES.filter(({ who, object }) => object !== undefined || who !== 'anyone')) {
      for (const role of mayAsk(route)) {
        const world = await makeWorld(school);
        // Whoever is not in the class asks for their own, which needs nothing of it.
        const client = role in world ? (world as unknown as { [role: string]: Client })[role]! : null;
        if (client === null) continue;
        const reply = await ask(client, route, world);
        // A sample may be refused for its content, such as a wrong password, which says that the guard let it through.
        expect(['not-found', 'sign-in', 'owner-only', 'internal'], `${nameOf(route)} as ${role}: ${reply.status}`).not.toContain(reply.json['code']);
      }
    }
  }), 120_000);

  it('does not tell what is another class’s from what never was', () => inSchool(lab, async (school) => {
    const world = await makeWorld(school);
    const stranger = await school.instructor();
    for (const route of ROUTES.filter(({ object }) => object !== undefined)) {
      const id = randomUUID();
      const unknown: World = { ...world, cohort: id, submission: id, regrade: id, learner: { ...world.learner, id } };
      const [foreign, never] = [await ask(stranger, route, world), await ask(stranger, route, unknown)];
      expect({ status: foreign.status, text: foreign.text }, nameOf(route)).toEqual({ status: never.status, text: never.text });
    }
  }));

  it('takes no id of elsewhere in a body or a question', () => inSchool(lab, async (school) => {
    const [world, other] = [await makeWorld(school), await makeWorld(school)];
    const { owner, assistant, learner, classmate, cohort, foreign } = world;
    const given = randomUUID();
    expect((await other.owner.send('POST', `/learners/${other.learner.id}/overrides`, { id: given, exercise: 'weights', points: 1, reason: 'x' })).status).toBe(201);
    const before = await school.dump();
    const refused = async (client: Client, method: string, path: string, body: unknown, status: number): Promise<void> => {
      const reply = await client.send(method, path, body);
      expect(reply.status, `${method} ${path} ${JSON.stringify(body)}: ${reply.text}`).toBe(status);
    };
    for (const exercise of [foreign.exercise, 'unheard-of']) await refused(owner, 'POST', `/learners/${learner.id}/overrides`, { exercise, points: 100, reason: 'x' }, 422);
    await refused(owner, 'POST', `/learners/${learner.id}/overrides`, { id: given, exercise: 'weights', points: 1, reason: 'x' }, 409);
    for (const module of [foreign.module, 'unheard-of', 'redundancy']) await refused(owner, 'PUT', `/learners/${learner.id}/extensions/${module}`, { dueMs: 4e12, reason: 'x' }, 422);
    await refused(owner, 'POST', `/cohorts/${cohort}/regrades`, { exercise: 'unheard-of' }, 422);
    await refused(owner, 'POST', '/invitations', { cohort: other.cohort }, 404);
    await refused(assistant, 'POST', '/invitations', { cohort }, 403);
    await refused(owner, 'POST', '/cohorts', { id: other.cohort, name: 'Mine', exam: false, modules: [] }, 409);
    await refused(assistant, 'POST', '/cohorts', { id: cohort, name: 'Mine', exam: false, modules: [] }, 409);
    await refused(owner, 'DELETE', `/cohorts/${cohort}/staff/${other.owner.id}`, undefined, 404);
    await refused(owner, 'GET', `/cohorts/${cohort}/submissions?before=${other.submission}`, undefined, 422);
    await refused(classmate, 'PUT', `/submissions/${world.submission}`, { exercise: 'weights', source: 'x', hints: 0 }, 409);
    expect((await owner.get(`/cohorts/${cohort}/submissions?learner=${other.learner.id}`)).json).toEqual({ submissions: [], more: false });
    expect((await classmate.get(`/me/submissions?ids=${world.submission}`)).json).toEqual({ submissions: [] });
    expect(await school.dump()).toEqual(before);
  }));

  it('meets nothing unexpected in whatever is sent to it', () => inSchool(lab, async (school) => {
    const world = await makeWorld(school);
    const hostile: unknown[] = [null, [], {}, 'text', 7, '[[[[', '{"__proto__":{}}', { name: 'x'.repeat(5000) }, { exercise: {}, source: [], points: '1', modules: [{}], dueMs: 1e30, reason: '\u0000', login: '\u0000', code: '\u0000', pseudonym: '\u202e', token: '\u0000' },
      { exercise: 'weights', source: 'a\u0000b', hints: 0 }, { dueMs: 1.5, reason: 'x' }, { dueMs: -1, reason: 'x' }, { dueMs: 9e15, reason: 'x' }];
    for (const route of ROUTES.filter(({ path }) => !path.startsWith('/sign-out'))) {
      for (const client of [world.owner, world.learner]) {
        const { path } = SAMPLES[nameOf(route)]!(world);
        for (const body of route.body === undefined ? [] : hostile) {
          const reply = await client.send(route.method, path, body);
          expect([400, 401, 403, 404, 409, 413, 415, 422, 429, 200, 201], `${nameOf(route)} ${JSON.stringify(body)}`).toContain(reply.status);
        }
        expect((await client.send(route.method, path.replace(/[0-9a-f-]{36}/, '%00'), route.body === undefined ? undefined : {})).status, nameOf(route)).toBeLessThan(500);
        expect((await client.send(route.method, `${path}${path.includes('?') ? '&' : '?'}exercise=%00&learner=%ff&before=%00&limit=-1&ids=%00&form=%00`, route.body === undefined ? undefined : {})).status, nameOf(route)).toBeLessThan(500);
      }
    }
  }), 60_000);
});
