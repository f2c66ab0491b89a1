import { describe, expect, it } from 'vitest';
import { learnerOf, readLaunch } from '../../../../src/site/package/cmi5/launch.ts';
import { LaunchProblem } from '../../../../src/site/package/learning-system.ts';
import { FakeSystem, type Bend } from './fake-system.ts';

const problemOf = async (task: () => unknown): Promise<string> => {
  try {
    await task();
  } catch (error) {
    expect(error).toBeInstanceOf(LaunchProblem);
    return (error as Error).message;
  }
  return 'none';
};

/** The address with one parameter changed; null takes it away. */
const changed = (name: string, value: string | null): string => {
  const url = new URL(new FakeSystem().newTab().address);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url.href;
};

describe('the launch address', () => {
  it('is read in any order, with a slash at the end of the endpoint', () => {
    const url = new URL(new FakeSystem().newTab().address);
    const turned = [...url.searchParams].reverse();
    url.search = new URLSearchParams(turned).toString();
    expect(readLaunch(url.href)).toEqual({ ...readLaunch(new FakeSystem().newTab().address), endpoint: 'https://lms.example/xapi/' });
    expect(readLaunch(url.href).endpoint).toBe('https://lms.example/xapi/');
  });

  it.each([
    ['nothing at all', 'https://course.example/launch.html', 'No learning system opened this page'],
    ['one left out', changed('registration', null), 'it does not say registration'],
    ['an endpoint that would run here', changed('endpoint', 'javascript:alert(1)'), 'its endpoint is not a web address'],
    ['a fetch that is no address', changed('fetch', 'http://'), 'its fetch is not a web address'],
    ['an actor that is no JSON', changed('actor', '{'), 'its actor is not an agent'],
    ['an actor without an identifier', changed('actor', '{"objectType":"Agent","name":"x"}'), 'its actor is not an agent'],
    ['an actor that is a list', changed('actor', '[1]'), 'its actor is not an agent'],
  ])('%s is a launch problem', async (_, address, words) => {
    expect(await problemOf(() => readLaunch(address))).toContain(words);
  });
});

describe('the beginning', () => {
  it.each<[string, Bend, string]>([
    ['a used launch', ({ path }) => (path === '/token' ? Response.json({ 'error-code': '1', 'error-text': 'used up' }) : undefined), 'was used before, or is over (error 1: “used up”)'],
    ['a security error', ({ path }) => (path === '/token' ? Response.json({ 'error-code': '2', 'error-text': 'bad key' }) : undefined), 'refuses this session (error 2: “bad key”)'],
    ['a fault of the application', ({ path }) => (path === '/token' ? Response.json({ 'error-code': '3' }) : undefined), 'at the moment (error 3)'],
    ['a page in place of a token', ({ path }) => (path === '/token' ? new Response('<html>sign in</html>') : undefined), 'has no auth-token'],
    ['a token that no header can hold', ({ path }) => (path === '/token' ? Response.json({ 'auth-token': 'a\nb' }) : undefined), 'has no auth-token'],
    ['a failing token address', ({ path }) => (path === '/token' ? new Response('<p>no', { status: 500 }) : undefined), 'cannot answer about the key of this session at the moment (500)'],
    ['no network', () => 'away', 'did not answer about the key of this session'],
    ['no launch data', ({ query }) => (query.get('stateId') === 'LMS.LaunchData' ? new Response('', { status: 404 }) : undefined), 'no launch data'],
    ['launch data that are no JSON', ({ query }) => (query.get('stateId') === 'LMS.LaunchData' ? new Response('<') : undefined), 'without a context template'],
    ['a record store that fails', ({ query }) => (query.get('stateId') === 'no-single-point' ? new Response('full', { status: 503 }) : undefined), 'at the moment (503: “full”). Load this page again'],
  ])('%s', async (_, bend, words) => {
    const lms = new FakeSystem();
    lms.bend = bend;
    expect(await problemOf(() => lms.launch().system.begin())).toContain(words);
  });

  it('refused at the first statement is a launch problem with the words of the system', async () => {
    const lms = new FakeSystem();
    lms.bend = ({ path, method }) => (path === '/xapi/statements' ? (method === 'POST' ? Response.json({ message: 'session abandoned' }, { status: 403 }) : new Response('', { status: 404 })) : undefined);
    expect(await problemOf(() => lms.launch().system.begin())).toContain('does not accept the statement “initialized” in this session (403: “session abandoned”)');
  });

  it('asks for launch data, state and preferences with the token, then says initialized', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    const attempt = await system.begin();
    expect(attempt).toEqual({ learner: learnerOf(readLaunch(lms.newTab().address)), state: null, stateCharsMax: 1_000_000, isForCredit: true });
    expect(lms.asked.map(({ method, path, query }) => `${method} ${path} ${query.get('stateId') ?? query.get('profileId') ?? ''}`.trim())).toEqual([
      'POST /token', 'GET /xapi/activities/state LMS.LaunchData', 'GET /xapi/activities/state no-single-point', 'GET /xapi/agents/profile cmi5LearnerPreferences', 'POST /xapi/statements',
    ]);
    expect(lms.asked.slice(1).every(({ headers }) => headers.get('authorization') === 'Basic token-k1' && headers.get('x-experience-api-version') === '1.0.3')).toBe(true);
    expect(system.returnUrl).toBe('https://lms.example/back');
  });

  it('preferences that may not be read are no problem, and a returnURL that would run here is none', async () => {
    const lms = new FakeSystem();
    lms.launchData['returnURL'] = 'javascript:alert(1)';
    lms.bend = ({ path }) => (path.endsWith('profile') ? new Response('', { status: 403 }) : undefined);
    const { system } = lms.launch();
    await system.begin();
    expect(system.returnUrl).toBeNull();
  });

  it('tells learners apart, and the registrations of one: who enrols again begins anew', async () => {
    const learner = (name: string, value: string): string => learnerOf(readLaunch(changed(name, value)));
    const actor = (name: string): string => JSON.stringify({ account: { homePage: 'https://lms.example', name } });
    expect(learner('actor', actor('7'))).toBe(learner('fetch', 'https://lms.example/token?k=other'));
    expect(new Set([learner('actor', actor('7')), learner('actor', actor('8')), learner('registration', 'r2'), learner('actor', '{"mbox":"mailto:a@b.example"}')]).size).toBe(4);
  });
});
