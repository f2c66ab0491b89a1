// Two instances behind HAProxy, and what becomes of what learners hand in while one of them goes away. All is real but the site: HAProxy, PostgreSQL, the shipped files.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { account, enrol, EXERCISE, handIn, newDesign, report, send, startLoad, type Design, type Learner, type Seen } from './lab/load.ts';
import { describeDeployed, until } from './lab/places.ts';
import { createStage, type Stage } from './lab/stage.ts';

const HOUR_MS = 3_600_000;

describeDeployed('two instances behind HAProxy', () => {
  let stage: Stage;
  beforeAll(async () => { stage = await createStage(); });
  afterAll(async () => { await stage?.remove(); });
  // A test that failed may have left one ended, or out of HAProxy's turn.
  beforeEach(async () => {
    for (const place of [0, 1] as const) {
      if (stage.instances[place].isOver()) stage.restart(place);
      await stage.balancer.command(`set server api/nsp${place + 1} state ready`);
    }
    await stage.areUp();
  });

  /** Breaks something after 60 acknowledged designs, and goes on for 40 more after it is over. */
  async function underLoad(fault: string, breakIt: () => Promise<void>, learners = 200): Promise<Seen> {
    const load = startLoad(stage.balancer, await enrol(stage.database, learners));
    try {
      await until('designs come in', () => load.seen.acknowledged.length >= 60);
      await breakIt();
      const then = load.seen.acknowledged.length;
      await until('more designs come in', () => load.seen.acknowledged.length >= then + 40);
    } finally {
      await load.stop();
    }
    const { lost } = await account(stage.database, load.seen.acknowledged);
    report(fault, load.seen, lost);
    expect(lost).toBe(0);
    return load.seen;
  }
  const count = async (condition: string): Promise<number> => (await stage.database.first<{ count: number }>(`SELECT COUNT(*) AS count FROM submission WHERE ${condition}`))!.count;
  /** Hands in at one instance, past HAProxy. */
  const direct = (place: 0 | 1, { cookie }: Learner, { id, source }: Design): Promise<number> => fetch(`http://127.0.0.1:${stage.instances[place].port}/api/v1/submissions/${id}`, {
    method: 'PUT', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify({ exercise: EXERCISE, source, hints: 0 }),
  }).then(({ status }) => status);
  /** Every answer was a yes; a 200 says that the design was there already: HAProxy had sent it again. */
  const expectNoErrors = ({ statuses }: Seen): void => expect(Object.keys(statuses).filter((status) => status !== '200' && status !== '201')).toEqual([]);

  it('one is killed: learners notice nothing', async () => {
    const seen = await underLoad('kill -9 of one of two instances', async () => {
      await stage.instances[0].end('SIGKILL');
      await stage.balancer.reaches('api/nsp1', 'DOWN');
    });
    expectNoErrors(seen);
    stage.restart(0);
    await stage.areUp();
  });

  it('one is told to end: it drains, and learners notice nothing', async () => {
    // Long enough for HAProxy to notice on a busy machine, too: it asks every second, and believes the second no.
    await stage.instances[0].end('SIGKILL');
    stage.restart(0, { drainMs: 10_000 });
    await stage.areUp();
    const seen = await underLoad('SIGTERM of one of two instances', async () => {
      const before = Number(await stage.balancer.stat('api/nsp1', 'wretr'));
      expect(await stage.instances[0].end('SIGTERM')).toBe(0);
      // Nobody was sent to it after it had said "not ready": nothing had to be tried again.
      expect(Number(await stage.balancer.stat('api/nsp1', 'wretr'))).toBe(before);
    });
    expectNoErrors(seen);
    stage.restart(0);
    await stage.areUp();
  });

  it('both are replaced, one after the other', async () => {
    const seen = await underLoad('rolling restart of both instances', async () => {
      for (const place of [0, 1] as const) {
        await stage.balancer.command(`set server api/nsp${place + 1} state drain`);
        expect(await stage.instances[place].end('SIGTERM')).toBe(0);
        stage.restart(place);
        await stage.balancer.command(`set server api/nsp${place + 1} state ready`);
        await stage.areUp();
      }
    }, 500);
    expectNoErrors(seen);
  });

  it('the same design through both at once is one row and one grade', async () => {
    const [learner] = await enrol(stage.database, 1);
    const design = newDesign(learner!);
    const statuses = await Promise.all([0, 1, 0, 1, 0, 1].map((place) => direct(place as 0 | 1, learner!, design)));
    expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 200, 201]);
    // Those of the tests before wait, too; this one goes to the front.
    await stage.database.run('UPDATE submission SET received_ms = 0 WHERE id = ?', design.id);
    await until('it is graded', async () => (await stage.database.first<{ state: string }>('SELECT state FROM submission WHERE id = ?', design.id))!.state === 'graded');
    const rows = await stage.database.all('SELECT s.id, g.status FROM submission s JOIN grade g ON g.submission_id = s.id WHERE s.id = ?', design.id);
    console.log(`the same design six times at once through two instances: answers ${statuses.join(', ')}; ${rows.length} row with its grade`);
    expect(rows).toEqual([{ id: design.id, status: 'fail' }]);
  });

  it('what is not safe to repeat is not repeated: a killed instance that may have done it', async () => {
    const [learner] = await enrol(stage.database, 1);
    // Nobody accepts at the other place, and this one takes the request and dies before it answers.
    await stage.balancer.command('set server api/nsp2 state maint');
    process.kill(stage.instances[0].pid, 'SIGSTOP');
    const join = send(stage.balancer, { method: 'POST', path: '/api/v1/join' }, JSON.stringify({ code: 'K7QM-2XRD', pseudonym: 'Otter' }));
    const put = handIn(stage.balancer, learner!, newDesign(learner!));
    await until('both are in its hands', async () => await stage.balancer.stat('api/nsp1', 'scur') === '2');
    await stage.balancer.command('set server api/nsp2 state ready');
    await stage.instances[0].end('SIGKILL');
    const answers = [(await join).status, (await put).status];
    console.log(`an instance dies with a request in its hands: POST /join gets ${answers[0]}, PUT /submissions/ID gets ${answers[1]}`);
    expect(answers).toEqual([502, 201]);
    stage.restart(0);
    await stage.areUp();
  });

  it('a clock that is an hour ahead: nobody is signed out, nothing is graded twice or set aside', async () => {
    const [learner] = await enrol(stage.database, 1);
    await stage.instances[0].end('SIGTERM');
    stage.restart(0, { clockMs: HOUR_MS });
    await stage.areUp();
    expect(await direct(0, learner!, newDesign(learner!))).toBe(201);
    const seen = await underLoad('the clock of one of two instances an hour ahead', async () => {
      for (let i = 0; i < 4; i++) expect((await send(stage.balancer, { path: '/api/v1/me', headers: { cookie: learner!.cookie } })).text).toContain(learner!.id);
    });
    expectNoErrors(seen);
    const graded = async (): Promise<number> => (await stage.database.first<{ count: number }>('SELECT COUNT(*) AS count FROM grade WHERE graded_ms > ?', Date.now() + HOUR_MS / 2))!.count;
    await until('the one ahead has graded some', async () => await graded() >= 5);
    expect(await stage.database.all("SELECT submission_id FROM grade WHERE regrade_id = '' GROUP BY submission_id HAVING COUNT(*) > 1")).toEqual([]);
    const ahead = (await stage.database.first<{ count: number }>('SELECT COUNT(*) AS count FROM submission WHERE received_ms > ?', Date.now() + HOUR_MS / 2))!.count;
    const [aside, again] = [await count("state = 'failed'"), await count('tries > 1')];
    console.log(`  of them ${ahead} are received an hour too late by their time, ${again} were taken twice from the queue, ${aside} set aside`);
    expect([ahead > 0, aside]).toEqual([true, 0]);
    await stage.instances[0].end('SIGTERM');
    stage.restart(0);
    await stage.areUp();
  });
});
