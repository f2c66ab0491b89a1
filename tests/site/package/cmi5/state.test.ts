import { describe, expect, it } from 'vitest';
import { FakeSystem, standing, type Asked } from './fake-system.ts';

const puts = (lms: FakeSystem): (string | null)[] => lms.asked.filter(({ method }) => method === 'PUT').map(({ headers }) => headers.get('if-match') ?? headers.get('if-none-match'));
const isPut = ({ method }: Asked): boolean => method === 'PUT';

describe('the state document', () => {
  it('is created only where there is none, and replaced only where it is what this session knows', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    await system.commit(standing({ state: '1' }));
    await system.commit(standing({ state: '2' }));
    await system.commit(standing({ state: '2' }));
    expect(puts(lms)).toEqual(['*', expect.stringMatching(/^"[0-9a-f]{40}"$/)]);
    expect(JSON.parse(lms.document!)).toMatchObject({ state: '2' });
  });

  it('carries no condition where the store gives no ETags', async () => {
    const lms = new FakeSystem();
    lms.sendsEtags = false;
    const { system } = lms.launch();
    await system.begin();
    await system.commit(standing({ state: '1' }));
    await system.commit(standing({ state: '2' }));
    expect(puts(lms)).toEqual([null, null]);
  });

  it('of another window is not overwritten, and the learner is told', async () => {
    const lms = new FakeSystem();
    const [here, there] = [lms.launch().system, lms.launch().system];
    await here.begin();
    await there.begin();
    await there.commit(standing({ state: 'there' }));
    await expect(here.commit(standing({ state: 'here' }))).rejects.toThrow('open in another window or on another computer too');
    await expect(here.commit(standing({ state: 'here 2' }))).rejects.toThrow('open in another window');
    here.end(standing({ state: 'here 3' }));
    expect(JSON.parse(lms.document!)).toMatchObject({ state: 'there' });
  });

  it('of another window is not overwritten by a page that goes without having noticed', async () => {
    const lms = new FakeSystem();
    const [here, there] = [lms.launch().system, lms.launch().system];
    await here.begin();
    await here.commit(standing({ state: 'here' }));
    await there.begin();
    await there.commit(standing({ state: 'there' }));
    here.end(standing({ state: 'here 2' }));
    expect(JSON.parse(lms.document!)).toMatchObject({ state: 'there' });
  });

  it('that was stored while the answer was lost is known as ours', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    await system.commit(standing({ state: '1' }));
    lms.bend = (asked, own) => (isPut(asked) ? (own(), 'away') : undefined);
    await expect(system.commit(standing({ state: '2' }))).rejects.toThrow('did not answer about your work');
    lms.bend = () => undefined;
    await system.commit(standing({ state: '3' }));
    expect(JSON.parse(lms.document!)).toMatchObject({ state: '3' });
  });

  it('is stored where something on the way changes every ETag', async () => {
    const lms = new FakeSystem();
    lms.bend = (asked, own) => {
      if (isPut(asked) && asked.headers.has('if-match')) return new Response('', { status: 412 });
      if (asked.method !== 'GET' || asked.path !== '/xapi/activities/state') return undefined;
      const answer = own();
      answer.headers.set('etag', 'W/"x"');
      return answer;
    };
    const { system } = lms.launch();
    await system.begin();
    await system.commit(standing({ state: '1' }));
    await system.commit(standing({ state: '2' }));
    await system.commit(standing({ state: '3' }));
    expect(JSON.parse(lms.document!)).toMatchObject({ state: '3' });
  });

  it('goes ahead of the end when the page is about to go, so that nothing can arrive behind it', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    await system.commit(standing({ state: '1', seconds: 10 }));
    const before = lms.asked.length;
    // Both in one go: the browser has not yet heard that the document is there.
    system.leaving(standing({ state: '2', seconds: 20 }));
    system.end(standing({ state: '2', seconds: 21 }));
    await lms.settled();
    expect(lms.asked.slice(before).map(({ method, path, keepalive }) => `${method} ${path} ${keepalive}`)).toEqual(['PUT /xapi/activities/state true', 'POST /xapi/statements true']);
    expect(JSON.parse(lms.document!)).toMatchObject({ state: '2', seconds: 20 });
    expect(lms.verbs().at(-1)).toBe('terminated session-1');
  });

  it('is sent once more at the end where the learner stayed, and worked on', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    system.leaving(standing({ state: '1', seconds: 10 }));
    await lms.settled();
    system.leaving(standing({ state: '1', seconds: 12 }));
    await lms.settled();
    system.end(standing({ state: '2', seconds: 300 }));
    await lms.settled();
    expect(JSON.parse(lms.document!)).toMatchObject({ state: '2', seconds: 300 });
    expect(puts(lms)).toEqual(['*', expect.any(String), expect.any(String)]);
  });

  it('is sent at the end where it could not go ahead, since the store has to be asked first', async () => {
    const lms = new FakeSystem();
    const { system } = lms.launch();
    await system.begin();
    // A store that gives no ETag for what it was given, and then does not answer: nothing can go ahead.
    const isLook = ({ method, query }: Asked): boolean => method === 'GET' && query.get('stateId') === 'no-single-point';
    lms.bend = (asked) => (isLook(asked) ? 'away' : undefined);
    await system.commit(standing({ state: '1' }));
    lms.bend = (asked) => (isLook(asked) ? new Promise<Response>(() => undefined) : undefined);
    system.leaving(standing({ state: '2' }));
    system.end(standing({ state: '2' }));
    await lms.settled();
    expect(JSON.parse(lms.document!)).toMatchObject({ state: '2' });
  });

  it('of a visit for looking only is not sent ahead', async () => {
    const lms = new FakeSystem();
    lms.launchData['launchMode'] = 'Browse';
    const { system } = lms.launch();
    await system.begin();
    system.leaving(standing({ state: '1' }));
    await lms.settled();
    expect(puts(lms)).toEqual([]);
  });
});
