// Launches by the system: what content is told, what the LMS writes, and content that does everything right.
import { afterEach, describe, expect, it } from 'vitest';
import { asArray, at } from './json.ts';
import { startCmi5System, type Cmi5Options, type Cmi5System } from './index.ts';
import { BLOCK_TYPE, CONTEXT, COURSE_TYPE, VERBS } from './rules/vocabulary.ts';
import { ask, begin, mastery, parametersOf, send, stateOf, statement } from './samples/content.ts';
import { BLOCKS, sampleCourse, samplePackage } from './samples/course.ts';

let system: Cmi5System;
const start = async (source = sampleCourse(), options: Cmi5Options = {}): Promise<Cmi5System> => (system = await startCmi5System(source, options));
const verbs = (learner: string): unknown[] => system.statements(learner).map((one) => at(one, 'verb', 'id'));
afterEach(() => system.close());

describe('a launch', () => {
  it('has the five parameters, in any order, and a query of the AU\'s own beside them (8.1, 13.1.4)', async () => {
    await start(sampleCourse({ url: 'au/index.html?theme=dark#top' }));
    const orders = new Set<string>();
    for (const learner of ['ada', 'ben', 'cleo']) {
      const url = new URL(await system.launch({ learner }));
      orders.add([...url.searchParams.keys()].filter((key) => key !== 'theme').join());
      expect([...url.searchParams.keys()].sort()).toEqual(['activityId', 'actor', 'endpoint', 'fetch', 'registration', 'theme']);
      expect(url.hash).toBe('#top');
      expect((await fetch(url)).status).toBe(200);
      expect(parametersOf(url.href).actor).toEqual({ objectType: 'Agent', account: { homePage: 'https://lms.example.com', name: learner } });
    }
    expect(orders.size).toBe(3);
  });

  it('gives ids of the LMS\'s own, the same at every launch of a registration (8.1)', async () => {
    await start();
    const [first, second] = [parametersOf(await system.launch({ learner: 'ada' })), parametersOf(await system.launch({ learner: 'ada' }))];
    expect(second.activityId).toBe(first.activityId);
    expect(second.registration).toBe(first.registration);
    expect(first.activityId).not.toBe('https://publisher.example/au');
    expect(second.fetch).not.toBe(first.fetch);
    system.enrol('ada');
    const again = parametersOf(await system.launch({ learner: 'ada' }));
    expect(again.registration).not.toBe(first.registration);
    expect(again.activityId).toBe(first.activityId);
  });

  it('writes launched with the launch\'s facts before content runs (9.3.1, 9.6.3)', async () => {
    await start(samplePackage(BLOCKS));
    const url = await system.launch({ learner: 'ada', au: 'https://publisher.example/last', mode: 'Browse' });
    const launched = system.statements('ada').at(-1);
    expect(at(launched, 'verb', 'id')).toBe(VERBS.launched);
    expect(at(launched, 'context', 'extensions')).toMatchObject({ [CONTEXT.launchMode]: 'Browse', [CONTEXT.moveOn]: 'CompletedOrPassed', [CONTEXT.launchParameters]: 'speed=2', [CONTEXT.launchUrl]: url.split('?')[0] });
    expect(asArray(at(launched, 'context', 'contextActivities', 'grouping'))).toEqual([{ id: 'https://publisher.example/last' }]);
    const { data } = await begin(url);
    expect(data).toMatchObject({ launchMode: 'Browse', moveOn: 'CompletedOrPassed', launchParameters: 'speed=2', entitlementKey: { courseStructure: 'key-1' } });
    expect(data).not.toHaveProperty('masteryScore');
  });

  it('gives the token once, by POST only (8.2)', async () => {
    await start();
    const { fetch: address } = parametersOf(await system.launch({ learner: 'ada' }));
    expect((await fetch(address)).status).toBe(405);
    const first = await fetch(address, { method: 'POST' });
    expect(first.headers.get('content-type')).toBe('application/json');
    expect(await first.json()).toEqual({ 'auth-token': expect.any(String) as string });
    const second = await fetch(address, { method: 'POST' });
    expect(second.status).toBe(200);
    expect(await second.json()).toMatchObject({ 'error-code': '1' });
    expect(await (await fetch(`${address}x`, { method: 'POST' })).json()).toMatchObject({ 'error-code': '2' });
    expect(system.violations.map((one) => `${one.section} ${one.level}`)).toEqual(['cmi5 8.2.1 must', 'cmi5 8.2.1 should']);
  });

  it('can name a return address, and counts who comes back (10)', async () => {
    await start();
    const launch = await begin(await system.launch({ learner: 'ada' }));
    expect((await fetch(String(launch.data.returnURL))).status).toBe(200);
    expect(system.returns('ada')).toBe(1);
  });

  it('shows an AU in a frame where asked', async () => {
    await start();
    const page = await (await fetch(await system.launch({ learner: 'ada', framed: true }))).text();
    expect(page).toContain('<iframe');
    expect(page).toContain('/package/au/index.html?');
  });
});

describe('content that does everything right', () => {
  it.each(['same', 'other'] as const)('has no violation with the store at the %s origin, and satisfies the course', async (store) => {
    await start(sampleCourse(), { store });
    const launch = await begin(await system.launch({ learner: 'ada' }));
    expect(launch.endpoint.startsWith(new URL(system.addresses.content).origin)).toBe(store === 'same');
    await send(launch, statement(launch, 'initialized'));
    await ask(launch, 'PUT', 'activities/state', stateOf(launch, 'bookmark'), { at: 3 });
    await send(launch, statement(launch, 'completed'));
    expect(system.isSatisfied('ada')).toBe(false);
    await send(launch, statement(launch, 'passed', { result: { score: { scaled: 0.8, raw: 8, min: 0, max: 10 } }, extensions: mastery(launch) }));
    expect(system.isSatisfied('ada')).toBe(true);
    expect((await send(launch, statement(launch, 'terminated'))).status).toBe(200);
    expect(system.violations).toEqual([]);
    expect(verbs('ada')).toEqual([VERBS.launched, VERBS.initialized, VERBS.completed, VERBS.passed, VERBS.satisfied, VERBS.terminated]);
    expect(system.stateDocuments('ada').get('bookmark')?.content.toString()).toBe('{"at":3}');
    const satisfied = system.statements('ada').find((one) => at(one, 'verb', 'id') === VERBS.satisfied);
    expect(at(satisfied, 'object', 'definition', 'type')).toBe(COURSE_TYPE);
    expect(at(satisfied, 'context', 'extensions', CONTEXT.sessionId)).toBe(system.session('ada')?.sessionId);
  });

  it('fails in one session and passes in the next, and reads what it left behind', async () => {
    await start();
    const first = await begin(await system.launch({ learner: 'ada' }));
    await send(first, statement(first, 'initialized'), statement(first, 'failed', { result: { score: { scaled: 0.2 } }, extensions: mastery(first) }));
    await ask(first, 'PUT', 'activities/state', stateOf(first, 'bookmark'), { at: 3 });
    await send(first, statement(first, 'terminated'));
    const second = await begin(await system.launch({ learner: 'ada' }));
    expect(await (await ask(second, 'GET', 'activities/state', stateOf(second, 'bookmark'))).json()).toEqual({ at: 3 });
    await send(second, statement(second, 'initialized'), statement(second, 'passed'), statement(second, 'completed'));
    expect(system.violations).toEqual([]);
    expect(system.isSatisfied('ada')).toBe(true);
  });

  it.each(['Browse', 'Review'] as const)('only starts and ends in mode %s (10)', async (mode) => {
    await start();
    const launch = await begin(await system.launch({ learner: 'ada', mode }));
    await send(launch, statement(launch, 'initialized'), statement(launch, 'terminated'));
    expect(system.violations).toEqual([]);
    expect(launch.data.launchMode).toBe(mode);
  });

  it('is told of a masteryScore that the LMS set itself (10)', async () => {
    await start(sampleCourse(), { masteryScore: 0.25 });
    const launch = await begin(await system.launch({ learner: 'ada' }));
    expect(launch.data.masteryScore).toBe(0.25);
    await send(launch, statement(launch, 'initialized'), statement(launch, 'passed', { result: { score: { scaled: 0.3 } }, extensions: mastery(launch) }));
    expect(system.violations).toEqual([]);
  });
});

describe('sessions and registrations', () => {
  it('writes abandoned when the next session begins, with the time up to the last statement (9.3.6, 9.5.4.2)', async () => {
    await start();
    const launch = await begin(await system.launch({ learner: 'ada' }));
    const last = new Date(system.session('ada')!.launchedAt + 90_000).toISOString();
    await send(launch, statement(launch, 'initialized', { timestamp: new Date(system.session('ada')!.launchedAt).toISOString() }), statement(launch, 'completed', { timestamp: last }));
    const old = system.session('ada')!;
    await system.launch({ learner: 'ada' });
    const abandoned = system.statements('ada').find((one) => at(one, 'verb', 'id') === VERBS.abandoned);
    expect(at(abandoned, 'result', 'duration')).toBe('PT90S');
    expect(at(abandoned, 'context', 'extensions', CONTEXT.sessionId)).toBe(old.sessionId);
    expect((await send(launch, statement(launch, 'terminated'))).status).toBe(403);
    expect(system.violations.at(-1)?.section).toBe('cmi5 9.3.6');
  });

  it('satisfies blocks and the course as their AUs are, those with NotApplicable at registration (9.3.9, 9.6.1, 13.1.4)', async () => {
    await start(samplePackage(BLOCKS));
    const satisfied = (): unknown[] => system.statements('ada').filter((one) => at(one, 'verb', 'id') === VERBS.satisfied).map((one) => [asArray(at(one, 'context', 'contextActivities', 'grouping')).map((activity) => at(activity, 'id')).join(), at(one, 'object', 'definition', 'type')]);
    const inner = ['https://publisher.example/inner', BLOCK_TYPE];
    const first = await begin(await system.launch({ learner: 'ada', au: 'https://publisher.example/one' }));
    expect(satisfied()).toEqual([inner]);
    await send(first, statement(first, 'initialized'), statement(first, 'completed'), statement(first, 'terminated'));
    expect(satisfied()).toEqual([inner, ['https://publisher.example/outer', BLOCK_TYPE]]);
    const last = await begin(await system.launch({ learner: 'ada', au: 'https://publisher.example/last' }));
    await send(last, statement(last, 'initialized'), statement(last, 'passed'), statement(last, 'completed'), statement(last, 'terminated'));
    expect(satisfied()).toEqual([inner, ['https://publisher.example/outer', BLOCK_TYPE], ['https://publisher.example/course', COURSE_TYPE]]);
    expect(system.isSatisfied('ada')).toBe(true);
    system.enrol('ada');
    expect(system.isSatisfied('ada')).toBe(false);
    expect(system.isSatisfied('ben')).toBe(false);
  });

  it('keeps learners apart', async () => {
    await start();
    const [ada, ben] = [await begin(await system.launch({ learner: 'ada' })), await begin(await system.launch({ learner: 'ben' }))];
    await send(ada, statement(ada, 'initialized'));
    expect(system.statements('ben').length).toBe(1);
    expect((await send(ben, { ...statement(ada, 'completed') })).status).toBe(400);
    const answer = await ask(ben, 'GET', 'activities/state', stateOf(ada, 'bookmark'));
    expect(answer.status).toBe(403);
    expect(system.violations.map((one) => one.section)).toContain('cmi5 8.1');
  });
});
