// Faults on demand: each does what it says, to the requests it is meant for, and then no more.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCmi5System, type Cmi5System } from './index.ts';
import { ask, begin, send, stateOf, statement, type Launch } from './samples/content.ts';
import { sampleCourse } from './samples/course.ts';

let system: Cmi5System;
let launch: Launch;
beforeEach(async () => {
  system = await startCmi5System(sampleCourse(), { store: 'other' });
  launch = await begin(await system.launch({ learner: 'ada' }));
});
afterEach(() => system.close());
const get = (): Promise<Response> => ask(launch, 'GET', 'statements');
const put = (): Promise<Response> => ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bag'), { a: 1 });

describe('a fault', () => {
  it('answers with a status so many times, for one resource and method', async () => {
    const fault = system.fail({ kind: 'status', status: 503, times: 2, on: 'state', method: 'PUT', headers: { 'Retry-After': '1' } });
    expect((await get()).status).toBe(200);
    const refused = await put();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(system.stateDocuments('ada').has('bag')).toBe(false);
    expect((await put()).status).toBe(503);
    expect((await put()).status).toBe(204);
    expect(fault.hits()).toBe(2);
  });

  it('takes requests and never answers', async () => {
    system.fail({ kind: 'silent', times: 1 });
    const stopped = new AbortController();
    const asked = fetch(`${launch.endpoint}about`, { signal: stopped.signal });
    await system.until(() => system.requests.at(-1)?.status === 0, 'the silent request');
    stopped.abort();
    await expect(asked).rejects.toThrow('abort');
    expect((await get()).status).toBe(200);
  });

  it('answers late, or when told to', async () => {
    const before = Date.now();
    system.fail({ kind: 'slow', milliseconds: 30, times: 1 });
    await get();
    expect(Date.now() - before).toBeGreaterThanOrEqual(29);
    const held = system.fail({ kind: 'hold', on: ['state', 'statements'] });
    const answer = put();
    // A request for something else passes it by.
    expect((await fetch(`${launch.endpoint}about`)).status).toBe(200);
    expect(system.stateDocuments('ada').has('bag')).toBe(false);
    held.stop();
    expect((await answer).status).toBe(204);
    expect((await put()).status).toBe(204);
  });

  it('ends the connection before or after the work is done', async () => {
    await send(launch, statement(launch, 'initialized'));
    system.fail({ kind: 'cut', times: 1 });
    const completed = statement(launch, 'completed');
    await expect(send(launch, completed)).rejects.toThrow('fetch failed');
    expect(system.statements('ada')).toHaveLength(2);
    system.fail({ kind: 'lost', times: 1 });
    await expect(send(launch, completed)).rejects.toThrow('fetch failed');
    expect(system.statements('ada')).toHaveLength(3);
    expect((await send(launch, completed)).status).toBe(200);
    expect(system.violations).toEqual([]);
  });

  it('hits the fetch URL and the files only when asked to', async () => {
    const url = await system.launch({ learner: 'ben' });
    system.fail({ kind: 'status', status: 404, on: 'files', times: 1 });
    expect((await fetch(url)).status).toBe(404);
    system.fail({ kind: 'status', status: 500, on: 'fetch', times: 1 });
    const address = new URL(url).searchParams.get('fetch')!;
    expect((await fetch(address, { method: 'POST' })).status).toBe(500);
    expect(await (await fetch(address, { method: 'POST' })).json()).toHaveProperty('auth-token');
    expect((await fetch(url)).status).toBe(200);
  });
});

describe('the system', () => {
  it('refuses tokens that it let expire, and counts it as no fault of content', async () => {
    system.expireToken('ada');
    expect((await get()).status).toBe(401);
    expect(system.violations).toEqual([]);
    launch = await begin(await system.launch({ learner: 'ada' }));
    expect((await get()).status).toBe(200);
  });

  it('goes away, with the files still there, and comes back under the same address', async () => {
    await system.away();
    await expect(get()).rejects.toThrow('fetch failed');
    expect((await fetch(`${system.addresses.content}au/index.html`)).status).toBe(200);
    await system.back();
    expect((await get()).status).toBe(200);
  });

  it('says what it saw when a wait is in vain', async () => {
    await put();
    await expect(system.until(() => false, 'the impossible', 10)).rejects.toThrow(/the impossible[\s\S]*PUT \/xapi\/activities\/state/);
  });

  it('keeps the requests it got, with their bodies', async () => {
    await put();
    expect(system.requests.at(-1)).toMatchObject({ method: 'PUT', resource: 'state', status: 204, body: '{"a":1}' });
  });
});
