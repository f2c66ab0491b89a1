import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../src/server/routes/index.ts';
import { inSchool } from '../harness/api.ts';
import { oneDatabase } from './school.ts';

const HOST = { host: 'course.example' };

describe('a request that another site makes', () => {
  const lab = oneDatabase();

  it.each<[string, Record<string, string>, number]>([
    ['of another site, as browsers say', { 'sec-fetch-site': 'cross-site' }, 403],
    ['of a site under the same name', { 'sec-fetch-site': 'same-site' }, 403],
    ['of a word that no browser says', { 'sec-fetch-site': 'own' }, 403],
    ['of another site, whose origin is claimed to be ours', { 'sec-fetch-site': 'cross-site', origin: 'https://course.example', ...HOST }, 403],
    ['of another origin', { origin: 'https://evil.example', ...HOST }, 403],
    ['of our name without TLS', { origin: 'http://course.example', ...HOST }, 403],
    ['of another port', { origin: 'https://course.example:8443', ...HOST }, 403],
    ['of a name that begins like ours', { origin: 'https://course.example.evil.example', ...HOST }, 403],
    ['of a name that ends like ours', { origin: 'https://evilcourse.example', ...HOST }, 403],
    ['of no origin that can be told', { origin: 'null', ...HOST }, 403],
    ['of an origin that is none', { origin: 'course.example', ...HOST }, 403],
    ['of ours, as browsers say', { 'sec-fetch-site': 'same-origin' }, 200],
    ['of ours, of an older browser', { origin: 'https://course.example', ...HOST }, 200],
    ['of a program, which says nothing', {}, 200],
  ])('%s', (_, headers, expected) => inSchool(lab, async (school) => {
    const instructor = await school.instructor();
    const reply = await instructor.send('POST', '/sign-out-everywhere', undefined, headers);
    expect(reply.status).toBe(expected);
    expect((await school.database.all('SELECT token_hash FROM session')).length).toBe(expected === 200 ? 0 : 1);
  }));

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; application/json', 'application/jsonp', '', 'application/json, text/plain'])('as a form of type %j is no JSON', (type) => inSchool(lab, async (school) => {
    const instructor = await school.instructor();
    const reply = await instructor.send('POST', '/invitations', '{"cohort":null}', { 'content-type': type });
    expect([reply.status, reply.json['code']]).toEqual([415, 'json-only']);
    expect(await school.database.all('SELECT token_hash FROM invitation')).toEqual([]);
  }));

  it('is refused by every route that changes something, before anything is looked up', () => inSchool(lab, async (school) => {
    const before = await school.dump();
    const changing = ROUTES.filter(({ method }) => method !== 'GET');
    expect(changing.length).toBeGreaterThan(10);
    for (const { method, path } of changing) {
      const reply = await school.client().send(method, path.replace(/:\w+/g, 'x'), undefined, { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' });
      expect([reply.status, reply.json['code']], `${method} ${path}`).toEqual([403, 'foreign']);
    }
    expect(await school.dump()).toEqual(before);
  }));

  it('is not answered where it asks whether it may: no route has an answer for OPTIONS, and none for other origins', () => inSchool(lab, async (school) => {
    const reply = await school.client().send('OPTIONS', '/sign-out-everywhere', undefined, { origin: 'https://evil.example', 'access-control-request-method': 'POST' });
    expect(reply.status).toBe(404);
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }));

  it('that only reads changes nothing: no route of GET writes, but for when a session was used and a way to the provider', () => inSchool(lab, async (school) => {
    const instructor = await school.instructor();
    const cohort = await school.cohort(instructor);
    const learner = await school.learner(cohort);
    const submission = await school.handIn(learner, 'weights');
    await school.database.run("INSERT INTO regrade (id, cohort_id, state, instructor_id, begun_ms, submissions) VALUES ('r', ?, 'ready', ?, 1, 0)", cohort, instructor.id);
    const before = await school.dump();
    for (const { path, object } of ROUTES.filter(({ method }) => method === 'GET')) {
      const id = { cohort, learner: learner.id, submission, regrade: 'r' }[object ?? 'cohort'];
      for (const who of [instructor, learner]) await who.get(path.replace(':id', id));
    }
    expect(await school.dump()).toEqual(before);
  }));
});
