// The record store as content meets it: statements, documents, preconditions, errors, and a store on another origin.
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { startCmi5System, type Cmi5Options, type Cmi5System } from './index.ts';
import { PREFERENCES, VERBS } from './rules/vocabulary.ts';
import { allowed, ask, begin, send, stateOf, statement, type Launch } from './samples/content.ts';
import { sampleCourse } from './samples/course.ts';

let system: Cmi5System;
afterEach(() => system.close());
const start = async (options: Cmi5Options = {}): Promise<Launch> => {
  system = await startCmi5System(sampleCourse(), options);
  return begin(await system.launch({ learner: 'ada' }));
};
type Result = { statements: { id: string; verb: { id: string } }[]; more: string };

describe('statements (xAPI Communication 2.1)', () => {
  it('are stored by PUT with 204 and by POST with their ids', async () => {
    const launch = await start();
    const [first, second, third] = [statement(launch, 'initialized'), allowed(launch), statement(launch, 'completed')];
    expect((await ask(launch, 'PUT', 'statements', { statementId: String(first.id) }, first)).status).toBe(204);
    const answer = await send(launch, second, third);
    expect([answer.status, await answer.json()]).toEqual([200, [second.id, third.id]]);
    const one = await ask(launch, 'GET', 'statements', { statementId: String(third.id) });
    expect(await one.json()).toMatchObject({ ...third, version: '1.0.0', stored: expect.any(String) as string, authority: { objectType: 'Agent' } });
    expect(Date.parse(one.headers.get('x-experience-api-consistent-through')!)).toBeGreaterThan(0);
  });

  it('may be sent again: the same statement changes nothing, before and after the end of the session', async () => {
    const launch = await start();
    const sent = [statement(launch, 'initialized'), statement(launch, 'completed'), statement(launch, 'terminated')];
    await send(launch, ...sent);
    const count = system.statements().length;
    for (const one of sent) {
      const respelled = { ...one, timestamp: String(one.timestamp).replace('Z', '+00:00'), verb: { id: (one.verb as { id: string }).id } };
      expect((await ask(launch, 'PUT', 'statements', { statementId: String(one.id) }, respelled)).status).toBe(204);
    }
    expect((await send(launch, ...sent)).status).toBe(200);
    expect(system.statements()).toHaveLength(count);
    expect(system.violations).toEqual([]);
  });

  it('are stored all or none: one that is refused refuses its batch, and nothing of it counts', async () => {
    const launch = await start();
    await send(launch, statement(launch, 'initialized'));
    const completed = statement(launch, 'completed');
    expect((await send(launch, completed, statement(launch, 'passed', { result: { success: false } }))).status).toBe(400);
    expect(system.statements('ada')).toHaveLength(2);
    expect((await send(launch, completed)).status).toBe(200);
  });

  it('are judged in the order of their timestamps within a batch (cmi5 9.3)', async () => {
    const launch = await start();
    const time = (offset: number): string => new Date(Date.now() + offset).toISOString();
    const [first, last] = [statement(launch, 'initialized', { timestamp: time(0) }), statement(launch, 'terminated', { timestamp: time(20) })];
    expect((await send(launch, last, statement(launch, 'completed', { timestamp: time(10) }), first)).status).toBe(200);
    expect(system.violations).toEqual([]);
  });

  it('are found by their filters, newest first, in pages', async () => {
    const launch = await start();
    await send(launch, statement(launch, 'initialized'), allowed(launch), statement(launch, 'completed'));
    const get = async (query: { [name: string]: string }): Promise<Result> => (await ask(launch, 'GET', 'statements', query)).json() as Promise<Result>;
    const verbs = async (query: { [name: string]: string }): Promise<string[]> => (await get(query)).statements.map((one) => one.verb.id.split('/').at(-1)!);
    expect(await verbs({})).toEqual(['completed', 'experienced', 'initialized', 'launched']);
    expect(await verbs({ ascending: 'true', limit: '2' })).toEqual(['launched', 'initialized']);
    expect(await verbs({ verb: VERBS.completed, agent: JSON.stringify(launch.actor), registration: launch.registration, activity: launch.activityId })).toEqual(['completed']);
    expect(await verbs({ activity: 'https://publisher.example/au' })).toEqual([]);
    expect(await verbs({ activity: 'https://publisher.example/au', related_activities: 'true' })).toHaveLength(4);
    expect(await verbs({ since: new Date(Date.now() + 1000).toISOString() })).toEqual([]);
    const page = await get({ limit: '3' });
    const rest = await (await fetch(new URL(page.more, launch.endpoint), { headers: { Authorization: `Basic ${launch.token}`, 'X-Experience-API-Version': '1.0.3' } })).json() as Result;
    expect([...page.statements, ...rest.statements].map((one) => one.id)).toEqual((await get({})).statements.map((one) => one.id));
    expect(rest.more).toBe('');
    expect((await ask(launch, 'GET', 'statements', { statementId: launch.registration })).status).toBe(404);
  });
});

describe('documents (xAPI Communication 2.2, 2.3, 2.6, 2.7, 3.1)', () => {
  it('of State are kept as sent, listed, and deleted', async () => {
    const launch = await start();
    const bytes = 'ä plain text';
    await ask(launch, 'PUT', 'activities/state', stateOf(launch, 'note'), bytes, { 'Content-Type': 'text/plain; charset=utf-8' });
    const answer = await ask(launch, 'GET', 'activities/state', stateOf(launch, 'note'));
    expect(await answer.text()).toBe(bytes);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('etag')).toBe(`"${createHash('sha1').update(bytes).digest('hex')}"`);
    expect(answer.headers.get('last-modified')).not.toBeNull();
    const { stateId: _none, ...context } = stateOf(launch, 'note');
    expect(await (await ask(launch, 'GET', 'activities/state', context)).json()).toEqual(['LMS.LaunchData', 'note']);
    expect(await (await ask(launch, 'GET', 'activities/state', { ...context, since: new Date(Date.now() + 1000).toISOString() })).json()).toEqual([]);
    const head = await ask(launch, 'HEAD', 'activities/state', stateOf(launch, 'note'));
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', answer.headers.get('etag')]);
    expect((await ask(launch, 'DELETE', 'activities/state', stateOf(launch, 'note'))).status).toBe(204);
    expect((await ask(launch, 'GET', 'activities/state', stateOf(launch, 'note'))).status).toBe(404);
    expect(system.violations).toEqual([]);
  });

  it('are merged by POST, and replaced by PUT', async () => {
    const launch = await start();
    const read = async (): Promise<unknown> => (await ask(launch, 'GET', 'activities/state', stateOf(launch, 'bag'))).json();
    await ask(launch, 'POST', 'activities/state', stateOf(launch, 'bag'), { x: 'foo', y: 'bar' });
    await ask(launch, 'POST', 'activities/state', stateOf(launch, 'bag'), { x: 'bash', z: 'faz' });
    expect(await read()).toEqual({ x: 'bash', y: 'bar', z: 'faz' });
    await ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bag'), { z: 1 });
    expect(await read()).toEqual({ z: 1 });
  });

  it('change under If-Match and If-None-Match only as their headers say', async () => {
    const launch = await start();
    const put = async (body: unknown, headers: { [name: string]: string }): Promise<number> => (await ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bag'), body, headers)).status;
    const tag = async (): Promise<string> => (await ask(launch, 'GET', 'activities/state', stateOf(launch, 'bag'))).headers.get('etag')!;
    expect(await put({ a: 1 }, { 'If-Match': '"abc"' })).toBe(412);
    expect(await put({ a: 1 }, { 'If-None-Match': '*' })).toBe(204);
    expect(await put({ a: 2 }, { 'If-None-Match': '*' })).toBe(412);
    const first = await tag();
    expect(await put({ a: 2 }, { 'If-Match': first })).toBe(204);
    expect(await put({ a: 3 }, { 'If-Match': first })).toBe(412);
    expect((await ask(launch, 'DELETE', 'activities/state', stateOf(launch, 'bag'), undefined, { 'If-Match': first })).status).toBe(412);
    expect((await ask(launch, 'DELETE', 'activities/state', stateOf(launch, 'bag'), undefined, { 'If-Match': await tag() })).status).toBe(204);
    expect(system.violations).toEqual([]);
  });

  it('of an activity are shared by all learners (cmi5 12)', async () => {
    const launch = await start();
    const place = { activityId: launch.activityId, profileId: 'hints' };
    expect((await ask(launch, 'PUT', 'activities/profile', place, { open: true }, { 'If-None-Match': '*' })).status).toBe(204);
    const ben = await begin(await system.launch({ learner: 'ben' }));
    expect(await (await ask(ben, 'GET', 'activities/profile', place)).json()).toEqual({ open: true });
    expect(await (await ask(ben, 'GET', 'activities/profile', { activityId: launch.activityId })).json()).toEqual(['hints']);
  });

  it('of preferences can be absent, and can be kept back by the LMS, which is no fault of content (cmi5 11)', async () => {
    const launch = await start({ preferences: null });
    const place = { agent: JSON.stringify(launch.actor), profileId: PREFERENCES };
    expect((await ask(launch, 'GET', 'agents/profile', place)).status).toBe(404);
    expect((await send(launch, statement(launch, 'initialized'))).status).toBe(200);
    expect((await ask(launch, 'PUT', 'agents/profile', place, { languagePreference: 'de-CH,en' }, { 'If-None-Match': '*' })).status).toBe(204);
    system.lockPreferences(true);
    const tag = (await ask(launch, 'GET', 'agents/profile', place)).headers.get('etag')!;
    expect((await ask(launch, 'PUT', 'agents/profile', place, { audioPreference: 'off' }, { 'If-Match': tag })).status).toBe(403);
    expect(system.violations).toEqual([]);
  });

  it('over the limit get 413', async () => {
    const launch = await start({ documentLimit: 10 });
    expect((await ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bag'), 'x'.repeat(10), { 'Content-Type': 'text/plain' })).status).toBe(204);
    expect((await ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bag'), 'x'.repeat(11), { 'Content-Type': 'text/plain' })).status).toBe(413);
    expect(system.stateDocuments('ada').get('bag')?.content).toHaveLength(10);
  });
});

describe('the store', () => {
  it('explains its errors as plain text, HTML or JSON (3.2)', async () => {
    const launch = await start();
    for (const [accept, type] of [['text/html', 'text/html; charset=utf-8'], ['application/json', 'application/json'], ['*/*', 'text/plain; charset=utf-8']] as const) {
      const answer = await ask(launch, 'GET', 'statements', { learner: '<ada>' }, undefined, { Accept: accept });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([400, type]);
      expect(await answer.text()).toContain('the parameter learner');
    }
  });

  it('tells who is asked for and what it is, to anyone (2.4, 2.5, 2.8)', async () => {
    const launch = await start();
    const about = await fetch(`${launch.endpoint}about`);
    expect(await about.json()).toMatchObject({ version: expect.arrayContaining(['1.0.3']) as string[] });
    expect(await (await ask(launch, 'GET', 'agents', { agent: JSON.stringify(launch.actor) })).json()).toEqual({ objectType: 'Person', account: [launch.actor.account] });
    expect(await (await ask(launch, 'GET', 'activities', { activityId: launch.activityId })).json()).toEqual({ objectType: 'Activity', id: launch.activityId });
    expect((await ask(launch, 'GET', 'grades')).status).toBe(404);
  });

  it('lets a page of another origin ask and read what it needs, and sends files without such headers', async () => {
    const launch = await start({ store: 'other' });
    const origin = new URL(system.addresses.content).origin;
    const preflight = await fetch(`${launch.endpoint}statements`, { method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'authorization,content-type,x-experience-api-version,if-match,if-none-match' } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('DELETE, GET, HEAD, POST, PUT');
    for (const name of ['Authorization', 'Content-Type', 'X-Experience-API-Version', 'If-Match', 'If-None-Match']) expect(preflight.headers.get('access-control-allow-headers')).toContain(name);
    const refused = await ask(launch, 'GET', 'statements', {}, undefined, { Origin: origin, Authorization: 'Basic x' });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, origin]);
    expect(refused.headers.get('access-control-expose-headers')).toContain('ETag');
    expect(refused.headers.get('www-authenticate')).toBeNull();
    const page = await fetch(`${system.addresses.content}au/index.html`, { headers: { Origin: origin } });
    expect([...page.headers.keys()].sort()).toEqual(['connection', 'content-type', 'date', 'keep-alive', 'transfer-encoding']);
    expect((await fetch(`${system.addresses.content}au/`)).status).toBe(404);
    expect((await fetch(`${system.addresses.content}..%2fcmi5.xml`)).status).toBe(404);
  });
});
