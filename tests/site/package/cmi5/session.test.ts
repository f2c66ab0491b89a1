import { describe, expect, it } from 'vitest';
import { CommitProblem } from '../../../../src/site/package/learning-system.ts';
import { FakeSystem, finished, standing, tried, type Asked } from './fake-system.ts';

const problemOf = async (task: Promise<unknown>): Promise<string> => {
  const error = await task.then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(CommitProblem);
  return (error as Error).message;
};

const isStatement = ({ path, method }: Asked): boolean => path === '/xapi/statements' && method === 'POST';
const isState = ({ query, method }: Asked): boolean => query.get('stateId') === 'no-single-point' && method === 'PUT';
const posted = (lms: FakeSystem): string[] => lms.asked.filter(isStatement).flatMap(({ body }) => [JSON.parse(body)].flat() as { id: string }[]).map(({ id }) => id);

describe('over the visits of a registration', () => {
  it('brings the state back, and says passed and completed once', async () => {
    const lms = new FakeSystem();
    const first = lms.launch().system;
    await first.begin();
    await first.commit(finished({ seconds: 60 }));
    first.end(finished({ seconds: 70 }));
    const second = lms.launch().system;
    expect((await second.begin()).state).toBe('all');
    await second.commit(finished({ seconds: 5 }));
    second.end(finished({ seconds: 5 }));
    expect(lms.verbs()).toEqual(['initialized session-1', 'passed session-1', 'completed session-1', 'terminated session-1', 'initialized session-2', 'terminated session-2']);
    expect(JSON.parse(lms.document!)).toEqual({ format: 1, state: 'all', seconds: 75, completed: true, passed: true });
  });

  it('a session that failed is followed by one that passes, with the time of both', async () => {
    const lms = new FakeSystem();
    const first = lms.launch().system;
    await first.begin();
    first.end(tried(100, 60, { seconds: 100 }));
    const second = lms.launch().system;
    await second.begin();
    await second.commit(finished({ seconds: 20 }));
    expect(lms.verbs().slice(1)).toEqual(['failed session-1', 'terminated session-1', 'initialized session-2', 'passed session-2', 'completed session-2']);
    expect(lms.statements.at(-1)!.result).toMatchObject({ duration: 'PT120S' });
  });

  it('counts once what was stored but never known to be', async () => {
    const lms = new FakeSystem();
    const first = lms.launch().system;
    await first.begin();
    lms.bend = (asked, own) => (isStatement(asked) ? (own(), 'away') : undefined);
    expect(await problemOf(first.commit(finished()))).toContain('did not answer about the statement “passed”');
    lms.bend = () => undefined;
    // The browser is killed; the next session cannot know that passed is there.
    const second = lms.launch().system;
    await second.begin();
    await second.commit(finished());
    expect(lms.verbs()).toEqual(['initialized session-1', 'passed session-1', 'initialized session-2', 'completed session-2']);
    expect(JSON.parse(lms.document!)).toMatchObject({ completed: true, passed: true });
  });

  it('a state that is damaged is handed on, not taken for a first visit', async () => {
    const lms = new FakeSystem();
    lms.document = '{"format":1,"state":17';
    expect((await lms.launch().system.begin()).state).toBe('{"format":1,"state":17');
  });
});

describe('looking only', () => {
  it.each(['Browse', 'Review'])('%s: nothing but initialized and terminated', async (launchMode) => {
    const lms = new FakeSystem();
    lms.launchData['launchMode'] = launchMode;
    const { system } = lms.launch();
    expect((await system.begin()).isForCredit).toBe(false);
    system.end(finished());
    expect(lms.verbs()).toEqual(['initialized session-1', 'terminated session-1']);
    expect(lms.statements[1]!.result).toEqual({ duration: 'PT10S' });
    expect(lms.document).toBeNull();
  });
});

describe('a record store that fails', () => {
  it.each<[number, string]>([[401, 'no longer accepts this session (401: “no”). Close this window'], [403, 'does not accept'], [409, 'refuses'], [413, 'has no room for'], [429, 'is busy'], [500, 'at the moment (500: “no”)'], [503, 'at the moment']])('%i is a commit problem in words, and the same statement goes out again', async (status, words) => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    lms.bend = (asked) => (isStatement(asked) ? new Response('no', { status }) : undefined);
    expect(await problemOf(system.commit(tried(100, 100)))).toContain(words);
    lms.bend = () => undefined;
    await system.commit(tried(100, 100, { seconds: 99 }));
    const [initialized, ...passed] = posted(lms);
    expect(passed).toEqual([passed[0], passed[0]]);
    expect(passed[0]).not.toBe(initialized);
    expect(lms.verbs()).toEqual(['initialized session-1', 'passed session-1']);
  });

  it('says how long it asks to wait', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    lms.bend = () => new Response('<html>slow down', { status: 429, headers: { 'retry-after': '30' } });
    expect(await problemOf(system.commit(standing()))).toBe('The learning system is busy and did not answer about your work (429); it asks to wait 30 s.');
  });

  it('away at the first statement: the attempt goes on, and initialized comes before anything else', async () => {
    const lms = new FakeSystem();
    lms.bend = (asked) => (isStatement(asked) ? 'away' : undefined);
    const { system } = lms.launch();
    await system.begin();
    await problemOf(system.commit(finished()));
    lms.bend = () => undefined;
    await system.commit(finished());
    expect(lms.verbs()).toEqual(['initialized session-1', 'passed session-1', 'completed session-1']);
  });

  it('that refuses one statement still gets the next, and the state', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    lms.bend = (asked) => (isStatement(asked) && asked.body.includes('verbs/passed') ? new Response('no', { status: 400 }) : undefined);
    expect(await problemOf(system.commit(finished()))).toContain('refuses the statement “passed” (400: “no”)');
    expect(lms.verbs()).toEqual(['initialized session-1', 'completed session-1']);
    expect(JSON.parse(lms.document!)).toMatchObject({ state: 'all', completed: true, passed: false });
  });
});

describe('a page that is left', () => {
  it('says what was never sent together with terminated, while the page goes', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    const before = lms.asked.length;
    system.end(finished());
    const [state, statements, ...more] = lms.asked.slice(before);
    expect([isState(state!), isStatement(statements!), more]).toEqual([true, true, []]);
    expect([state!.keepalive, statements!.keepalive]).toEqual([true, true]);
    expect(lms.verbs().slice(1)).toEqual(['passed session-1', 'completed session-1', 'terminated session-1']);
    system.end(finished());
    expect(lms.asked).toHaveLength(before + 2);
  });

  it('in the middle of a commit: what is on its way is not sent a second time', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    let arrive = (): void => undefined;
    lms.bend = (asked, own) => (isStatement(asked) && asked.body.includes('verbs/passed') ? new Promise((resolve) => { arrive = () => resolve(own()); }) : undefined);
    const committing = system.commit(finished({ state: 'older' }));
    await Promise.resolve();
    system.end(finished());
    const before = lms.asked.length;
    arrive();
    await committing;
    await lms.settled();
    expect(lms.asked.slice(before), 'after the end').toEqual([]);
    expect(JSON.parse(lms.document!)).toMatchObject({ state: 'all' });
    expect(new Set(posted(lms)).size).toBe(posted(lms).length);
    expect(lms.verbs().map((verb) => verb.split(' ')[0]).sort()).toEqual(['completed', 'initialized', 'passed', 'terminated']);
    expect(lms.asked.filter(isStatement).every(({ keepalive }) => keepalive)).toBe(true);
  });

  it('while its state is on its way: it is not sent a second time; a newer one is', async () => {
    for (const [left, puts] of [['same', 1], ['newer', 2]] as const) {
      const lms = new FakeSystem();
      const { system } = lms.launch();
      await system.begin();
      lms.bend = (asked) => (isState(asked) ? new Promise(() => undefined) : undefined);
      void system.commit(standing({ state: 'same', seconds: 5 }));
      await expect.poll(() => lms.asked.filter(isState).length).toBe(1);
      system.end(standing({ state: left, seconds: 6 }));
      const sent = lms.asked.filter(isState);
      expect([sent.length, sent.every(({ keepalive }) => keepalive), sent[1]?.headers.get('if-none-match') ?? null], left).toEqual([puts, true, null]);
    }
  });

  it('with a state that no leaving page can carry still says terminated', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    system.end(standing({ state: 'x'.repeat(70_000) }));
    expect(lms.asked.slice(-2).map(({ keepalive }) => keepalive)).toEqual([false, true]);
    expect(lms.verbs()).toEqual(['initialized session-1', 'terminated session-1']);
  });
});

describe('a page that is loaded again', () => {
  it('goes on with its token, and says initialized once', async () => {
    const lms = new FakeSystem();
    const { system, tab } = lms.launch();
    await system.begin();
    await system.commit(standing({ seconds: 30 }));
    // The browser was killed and brings the tab back: nothing was said in between.
    const again = lms.launch(tab).system;
    expect((await again.begin()).state).toBe('state');
    await again.commit(finished({ seconds: 12 }));
    again.end(finished({ seconds: 12 }));
    expect(lms.asked.filter(({ path }) => path === '/token')).toHaveLength(1);
    expect(lms.verbs()).toEqual(['initialized session-1', 'passed session-1', 'completed session-1', 'terminated session-1']);
    expect(lms.statements.at(-1)!.result).toMatchObject({ duration: 'PT42S' });
  });

  it('after terminated asks nothing of the system and tells what to do; the next session says what was done', async () => {
    const lms = new FakeSystem();
    const { system, tab } = lms.launch();
    const { learner } = await system.begin();
    system.end(standing());
    const before = lms.asked.length;
    const again = lms.launch(tab).system;
    expect(await again.begin()).toMatchObject({ learner, state: null });
    expect(await problemOf(again.commit(finished()))).toBe('The session ended when this page was left or loaded again. Close this window and open the course again from your learning system.');
    again.end(finished());
    expect(lms.asked).toHaveLength(before);
    const next = lms.launch().system;
    expect(await next.begin()).toMatchObject({ learner, state: 'state' });
    await next.commit(finished());
    expect(lms.verbs()).toEqual(['initialized session-1', 'terminated session-1', 'initialized session-2', 'passed session-2', 'completed session-2']);
  });

  it('whose session the system has ended meanwhile is told so at the first commit', async () => {
    const lms = new FakeSystem();
    const { system, tab } = lms.launch();
    const { learner } = await system.begin();
    lms.bend = () => new Response('', { status: 403 });
    const again = lms.launch(tab).system;
    expect(await again.begin()).toMatchObject({ learner, state: null });
    expect(await problemOf(again.commit(finished()))).toContain('The session ended');
  });

  it('without a place to remember, initialized is found to be there', async () => {
    const lms = new FakeSystem();
    const { system, tab } = lms.launch();
    await system.begin();
    const kept = JSON.parse(tab.store.getItem(`no-single-point/cmi5/${new URL(tab.address).searchParams.get('fetch')}`)!) as object;
    tab.store.setItem(`no-single-point/cmi5/${new URL(tab.address).searchParams.get('fetch')}`, JSON.stringify({ ...kept, made: [] }));
    await lms.launch(tab).system.begin();
    expect(lms.verbs()).toEqual(['initialized session-1']);
  });
});
