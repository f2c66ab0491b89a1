// What a page makes of whatever a class server, or something in its place, answers.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, apiUrl, ask } from '../../../src/site/class/api.ts';

const problem = async (): Promise<ApiProblem> => {
  const error = await ask('GET', '/me').then(() => null, (caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
};
const answers = (response: () => Response | Promise<Response>) => {
  const fetch = vi.fn((_url: string, _init: RequestInit) => Promise.resolve().then(response));
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

beforeEach(() => vi.stubGlobal('document', { querySelector: () => ({ content: '../' }), baseURI: 'http://class.test/course/teach/index.html' }));
afterEach(() => vi.unstubAllGlobals());

describe('asking a class server', () => {
  it('asks where the course lies, with the cookie of its own origin, and gives the JSON', async () => {
    const fetch = answers(() => new Response('{"id":"c1"}', { status: 201 }));
    expect(await ask('POST', '/cohorts', { name: 'Autumn' })).toEqual({ id: 'c1' });
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe('http://class.test/course/api/v1/cohorts');
    expect(url).toBe(apiUrl('/cohorts'));
    expect(init).toMatchObject({ method: 'POST', credentials: 'same-origin', cache: 'no-store', headers: { 'content-type': 'application/json' }, body: '{"name":"Autumn"}' });
  });

  it('sends an empty object where a change has nothing to say, and nothing with a question', async () => {
    const fetch = answers(() => new Response('{}'));
    await ask('POST', '/sign-out');
    await ask('GET', '/me');
    expect(fetch.mock.calls.map(([, init]) => init.body)).toEqual(['{}', undefined]);
  });

  it('takes an empty body of a success as null', async () => {
    answers(() => new Response(null, { status: 204 }));
    expect(await ask('DELETE', '/me', {})).toBeNull();
  });

  it('tells a problem in the words of the server, with its Retry-After', async () => {
    answers(() => new Response('{"status":429,"code":"too-often","detail":"That was often. Try again in 7 s."}', { status: 429, headers: { 'retry-after': '7' } }));
    expect(await problem()).toMatchObject({ status: 429, code: 'too-often', message: 'That was often. Try again in 7 s.', retryAfterS: 7, isPassing: true, isSignedOut: false });
  });

  it('knows that nobody is signed in any more', async () => {
    answers(() => new Response('{"status":401,"code":"sign-in","detail":"Sign in first."}', { status: 401 }));
    expect(await problem()).toMatchObject({ isPassing: false, isSignedOut: true });
    answers(() => new Response('{"status":401,"code":"wrong","detail":"Login and password do not belong together."}', { status: 401 }));
    expect(await problem()).toMatchObject({ isPassing: false, isSignedOut: false });
  });

  it('says that the server is away where nothing answers, or only what stands before it', async () => {
    answers(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await problem()).toMatchObject({ status: 0, code: 'away', isPassing: true });
    answers(() => new Response('<html>503 Service Unavailable</html>', { status: 503 }));
    expect(await problem()).toMatchObject({ status: 503, code: 'away', isPassing: true, retryAfterS: null });
  });

  it('says that it took too long, also where the body never ends', async () => {
    answers(() => Promise.reject(new DOMException('timed out', 'TimeoutError')));
    expect(await problem()).toMatchObject({ status: 0, code: 'too-slow' });
    answers(() => new Response(new ReadableStream({ start: (stream) => stream.error(new DOMException('timed out', 'TimeoutError')) })));
    expect(await problem()).toMatchObject({ status: 0, code: 'too-slow', isPassing: true });
  });

  it('does not take a page for an answer', async () => {
    answers(() => new Response('<!doctype html><title>Welcome to the hotel</title>'));
    expect(await problem()).toMatchObject({ code: 'not-a-class-server', isPassing: false });
  });
});
