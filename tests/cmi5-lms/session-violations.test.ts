// One wrong thing at a time in the order of a session, in its requests, and in its documents.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCmi5System, type Cmi5System } from './index.ts';
import { LAUNCH_DATA, PREFERENCES } from './rules/vocabulary.ts';
import { allowed, ask, begin, parametersOf, send, stateOf, statement, type Launch } from './samples/content.ts';
import { sampleCourse } from './samples/course.ts';

let system: Cmi5System;
beforeAll(async () => {
  system = await startCmi5System(sampleCourse());
});
afterAll(() => system.close());

const at = (offset: number): string => new Date(Date.now() + offset).toISOString();
const agent = (launch: Launch): { agent: string } => ({ agent: JSON.stringify(launch.actor) });
const other = { objectType: 'Agent', account: { homePage: 'https://lms.example.com', name: 'somebody' } };
const initialized = (launch: Launch): Promise<Response> => send(launch, statement(launch, 'initialized'));

/** Plays a session up to its fault, and returns the answer to it. */
type Play = (launch: Launch, again: () => Promise<Launch>) => Promise<Response>;

const ORDER: readonly (readonly [section: string, what: string, play: Play])[] = [
  ['cmi5 9.3.2', 'completed before initialized', (launch) => send(launch, statement(launch, 'completed'))],
  ['cmi5 7.1.3', 'a cmi5 allowed statement before initialized', (launch) => send(launch, allowed(launch))],
  ['cmi5 9.3.2', 'initialized twice', async (launch) => {
    await initialized(launch);
    return initialized(launch);
  }],
  ['cmi5 9.3.2', 'initialized with a time before the launch', (launch) => send(launch, statement(launch, 'initialized', { timestamp: at(-3_600_000) }))],
  ['cmi5 9.3', 'a time before the one of initialized', async (launch) => {
    await initialized(launch);
    return send(launch, statement(launch, 'completed', { timestamp: at(-3_600_000) }));
  }],
  ['cmi5 9.3', 'terminated with a time before other statements', async (launch) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'completed', { timestamp: at(30_000) }));
    return send(launch, statement(launch, 'terminated', { timestamp: at(20_000) }));
  }],
  ['cmi5 9.3', 'completed twice in a session', async (launch) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'completed'));
    return send(launch, statement(launch, 'completed'));
  }],
  ['cmi5 9.3', 'failed and passed in one session', async (launch) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'failed'));
    return send(launch, statement(launch, 'passed'));
  }],
  ['cmi5 9.3', 'passed and failed in one session', async (launch) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'passed'));
    return send(launch, statement(launch, 'failed'));
  }],
  ['cmi5 9.3.8', 'a statement after terminated', async (launch) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'terminated'));
    return send(launch, allowed(launch));
  }],
  ['cmi5 9.3.8', 'terminated twice', async (launch) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'terminated'));
    return send(launch, statement(launch, 'terminated'));
  }],
  ['cmi5 9.3.6', 'a statement after abandoned', async (launch, again) => {
    await initialized(launch);
    await again();
    return send(launch, statement(launch, 'completed'));
  }],
  ['cmi5 9.3.3', 'completed in a second session of the registration', async (launch, again) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'completed'), statement(launch, 'terminated'));
    const next = await again();
    await initialized(next);
    return send(next, statement(next, 'completed'));
  }],
  ['cmi5 9.3.4', 'passed in a second session of the registration', async (launch, again) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'passed'), statement(launch, 'terminated'));
    const next = await again();
    return send(next, statement(next, 'initialized'), statement(next, 'passed'));
  }],
  ['cmi5 9.3', 'failed in a session after passed', async (launch, again) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'passed'), statement(launch, 'terminated'));
    const next = await again();
    return send(next, statement(next, 'initialized'), statement(next, 'failed'));
  }],
  ['cmi5 8.2.1', 'a document after terminated', async (launch) => {
    await send(launch, statement(launch, 'initialized'), statement(launch, 'terminated'));
    return ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bookmark'), {});
  }],
  ['cmi5 10', 'changing LMS.LaunchData', (launch) => ask(launch, 'PUT', 'activities/state', stateOf(launch, LAUNCH_DATA), {})],
  ['cmi5 10', 'deleting LMS.LaunchData', (launch) => ask(launch, 'DELETE', 'activities/state', stateOf(launch, LAUNCH_DATA))],
  ['cmi5 10', 'deleting all State documents', (launch) => ask(launch, 'DELETE', 'activities/state', { activityId: launch.activityId, ...agent(launch), registration: launch.registration })],
  ['cmi5 8.1', 'State of another agent', (launch) => ask(launch, 'GET', 'activities/state', { ...stateOf(launch, 'bookmark'), agent: JSON.stringify(other) })],
  ['cmi5 8.1', 'State of another registration', (launch) => ask(launch, 'GET', 'activities/state', { ...stateOf(launch, 'bookmark'), registration: '760e3480-ba55-4991-94b0-01820dbd23a2' })],
  ['cmi5 8.1', 'the Agent Profile of another agent', (launch) => ask(launch, 'GET', 'agents/profile', { agent: JSON.stringify(other), profileId: PREFERENCES })],
  ['cmi5 11', 'another document of the Agent Profile', (launch) => ask(launch, 'GET', 'agents/profile', { ...agent(launch), profileId: 'settings' })],
];

describe('a session with one wrong thing in it', () => {
  it.each(ORDER)('%s: %s', async (section, what, play) => {
    const learner = `${section} ${what}`;
    const answer = await play(await begin(await system.launch({ learner })), async () => begin(await system.launch({ learner })));
    expect(system.violations.filter((one) => one.learner === learner).map((one) => [one.section, one.level, one.refused])).toEqual([[section, 'must', true]]);
    expect(answer.status).toBe(403);
  });

  it.each(['Browse', 'Review'] as const)('cmi5 10: completed and passed in mode %s', async (mode) => {
    const learner = `mode ${mode}`;
    const launch = await begin(await system.launch({ learner, mode }));
    await initialized(launch);
    expect((await send(launch, statement(launch, 'completed'))).status).toBe(403);
    expect((await send(launch, statement(launch, 'passed'))).status).toBe(403);
    expect((await send(launch, statement(launch, 'terminated'))).status).toBe(200);
    expect(system.violations.filter((one) => one.learner === learner).map((one) => one.section)).toEqual(['cmi5 10', 'cmi5 10']);
  });

  it('cmi5 10 and 11: initialized before the launch data and the preferences were read', async () => {
    const learner = 'in a hurry';
    const parameters = parametersOf(await system.launch({ learner }));
    const { 'auth-token': token } = await (await fetch(parameters.fetch, { method: 'POST' })).json() as { 'auth-token': string };
    const access = { ...parameters, token };
    const early = { ...access, contextTemplate: system.session(learner)!.contextTemplate as Launch['contextTemplate'], data: {} };
    expect((await initialized(early)).status).toBe(403);
    expect(system.violations.filter((one) => one.learner === learner).map((one) => one.section)).toEqual(['cmi5 10', 'cmi5 11']);
  });
});

const REQUESTS: readonly (readonly [section: string, status: number, what: string, play: (launch: Launch) => Promise<Response>])[] = [
  ['cmi5 8.2.1', 401, 'no token', (launch) => ask(launch, 'GET', 'statements', {}, undefined, { Authorization: undefined })],
  ['cmi5 8.2.1', 401, 'a token by another scheme', (launch) => ask(launch, 'GET', 'statements', {}, undefined, { Authorization: `Bearer ${launch.token}` })],
  ['cmi5 8.2.1', 401, 'another token', (launch) => ask(launch, 'GET', 'statements', {}, undefined, { Authorization: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==' })],
  ['xAPI Communication 3.3', 400, 'no version', (launch) => ask(launch, 'GET', 'statements', {}, undefined, { 'X-Experience-API-Version': undefined })],
  ['xAPI Communication 3.3', 400, 'an old version', (launch) => ask(launch, 'GET', 'statements', {}, undefined, { 'X-Experience-API-Version': '0.95' })],
  ['xAPI Communication 3.3', 400, 'a new version', (launch) => ask(launch, 'GET', 'statements', {}, undefined, { 'X-Experience-API-Version': '2.0.0' })],
  ['xAPI Communication 3.2', 400, 'a parameter that the resource does not know', (launch) => ask(launch, 'GET', 'statements', { learner: 'ada' })],
  ['xAPI Communication 3.2', 400, 'a parameter in the wrong case', (launch) => ask(launch, 'GET', 'activities/state', { ...stateOf(launch, 'bookmark'), StateId: 'x' })],
  ['xAPI Communication 2.1.3', 400, 'a filter that has no value of its type', (launch) => ask(launch, 'GET', 'statements', { since: 'yesterday' })],
  ...Object.entries({ statementId: '1', registration: '1', verb: 'completed', activity: 'unit', agent: 'ada', limit: '-1', format: 'short', ascending: 'yes', until: '2026' }).map(([name, value]) => ['xAPI Communication 2.1.3', 400, `the filter ${name} ${value}`, (launch: Launch) => ask(launch, 'GET', 'statements', { [name]: value })] as const),
  ['xAPI Communication 2.1.3', 400, 'two kinds of statement ids', (launch) => ask(launch, 'GET', 'statements', { statementId: launch.registration, voidedStatementId: launch.registration })],
  ['xAPI Communication 2.1', 400, 'something that is no statement', (launch) => send(launch, 'completed', statement(launch, 'completed'))],
  ['xAPI Communication 2.1', 400, 'no statement', (launch) => ask(launch, 'POST', 'statements', {}, [])],
  ['xAPI Communication 1.3', 400, 'the alternate request syntax', (launch) => ask(launch, 'POST', 'statements', { method: 'GET' }, 'content=', { 'Content-Type': 'application/x-www-form-urlencoded' })],
  ['xAPI Communication 2.0', 400, 'a method that no resource knows', (launch) => ask(launch, 'PATCH', 'activities/state', stateOf(launch, 'bag'), {})],
  ['xAPI Communication 2.3', 400, 'a registration that is no UUID', (launch) => ask(launch, 'GET', 'activities/state', { ...stateOf(launch, 'bag'), registration: '1' })],
  ['xAPI Communication 2.3', 400, 'documents since no time', (launch) => ask(launch, 'GET', 'activities/state', { activityId: launch.activityId, ...agent(launch), since: '1' })],
  ['xAPI Communication 2.6', 400, 'a profile without its id', (launch) => ask(launch, 'PUT', 'agents/profile', agent(launch), {})],
  ['xAPI Communication 2.2', 400, 'POST of a new document that is no object', (launch) => ask(launch, 'POST', 'activities/state', stateOf(launch, 'bag'), [])],
  ['xAPI Communication 2.3', 400, 'State without a stateId', (launch) => ask(launch, 'PUT', 'activities/state', { activityId: launch.activityId, ...agent(launch) }, {})],
  ['xAPI Communication 2.3', 400, 'State of an activity that is no IRI', (launch) => ask(launch, 'PUT', 'activities/state', { ...stateOf(launch, 'bookmark'), activityId: 'course' }, {})],
  ['xAPI Data 2.4.2', 400, 'an agent that is no JSON', (launch) => ask(launch, 'GET', 'agents/profile', { agent: 'ada', profileId: PREFERENCES })],
  ['xAPI Communication 1.5.1', 400, 'statements that are not application/json', (launch) => ask(launch, 'POST', 'statements', {}, statement(launch, 'completed'), { 'Content-Type': 'text/plain' })],
  ['xAPI Communication 3.2', 400, 'statements that are no JSON', (launch) => ask(launch, 'POST', 'statements', {}, '{"id":')],
  ['xAPI Communication 3.2', 400, 'a JSON document that is none', (launch) => ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bookmark'), '{"at":')],
  ['xAPI Communication 2.1.1', 400, 'PUT under another id', (launch) => ask(launch, 'PUT', 'statements', { statementId: '760e3480-ba55-4991-94b0-01820dbd23a2' }, statement(launch, 'completed'))],
  ['xAPI Communication 2.1.1', 400, 'PUT without an id', (launch) => ask(launch, 'PUT', 'statements', {}, statement(launch, 'completed'))],
  ['xAPI Communication 2.1.2', 400, 'one id twice in a request', (launch) => {
    const one = statement(launch, 'completed');
    return send(launch, one, { ...statement(launch, 'terminated'), id: one.id });
  }],
  ['xAPI Communication 2.1.1', 409, 'another statement under a known id', async (launch) => {
    const one = statement(launch, 'completed');
    await send(launch, one);
    return send(launch, { ...one, result: { completion: true, duration: 'PT9S' } });
  }],
  ['xAPI Communication 2.1', 400, 'deleting statements', (launch) => ask(launch, 'DELETE', 'statements')],
  ['xAPI Communication 2.2', 400, 'POST of a document that cannot be merged', async (launch) => {
    await ask(launch, 'PUT', 'activities/state', stateOf(launch, 'note'), 'text', { 'Content-Type': 'text/plain' });
    return ask(launch, 'POST', 'activities/state', stateOf(launch, 'note'), {});
  }],
  ['xAPI Communication 3.1', 409, 'PUT of a profile that exists, without If-Match', (launch) => ask(launch, 'PUT', 'agents/profile', { ...agent(launch), profileId: PREFERENCES }, { audioPreference: 'off' })],
  ['xAPI Communication 3.1', 400, 'If-Match without quotes', (launch) => ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bookmark'), {}, { 'If-Match': 'abc' })],
  ['cmi5 11', 400, 'preferences that are no object', (launch) => ask(launch, 'PUT', 'agents/profile', { ...agent(launch), profileId: PREFERENCES }, [])],
  ['cmi5 11.1', 400, 'a list of languages that is none', (launch) => ask(launch, 'PUT', 'agents/profile', { ...agent(launch), profileId: PREFERENCES }, { languagePreference: 'en-US;q=1' })],
  ['cmi5 11.2', 400, 'sound that is neither on nor off', (launch) => ask(launch, 'PUT', 'agents/profile', { ...agent(launch), profileId: PREFERENCES }, { audioPreference: 'yes' })],
];

describe('a request with one wrong thing in it', () => {
  it.each(REQUESTS)('%s, %i: %s', async (section, status, what, play) => {
    const launch = await begin(await system.launch({ learner: what }));
    await initialized(launch);
    const before = system.violations.length;
    const answer = await play(launch);
    expect(system.violations.slice(before).map((one) => [one.section, one.refused])).toEqual([[section, true]]);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-experience-api-version')).toBe('1.0.3');
  });

  it('of which some are accepted: an older 1.0 version once a session, a new profile without a precondition', async () => {
    const learner = 'accepted';
    const launch = await begin(await system.launch({ learner }));
    for (const version of ['1.0.1', '1.0.1']) expect((await ask(launch, 'GET', 'statements', {}, undefined, { 'X-Experience-API-Version': version })).status).toBe(200);
    expect((await ask(launch, 'PUT', 'activities/profile', { activityId: launch.activityId, profileId: 'notes' }, {})).status).toBe(204);
    expect(system.violations.filter((one) => one.learner === learner).map((one) => [one.section, one.level, one.refused])).toEqual([['xAPI Communication 3.3', 'should', false], ['xAPI Communication 3.1', 'must', false]]);
  });
});
