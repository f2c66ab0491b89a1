// From the queue to a grade: with graders that do as the test says, so that it waits for what happens and not for a time.
import { expect, it } from 'vitest';
import { Closed, type Grading, type GradingJob, type Outcome, type Recall } from '../../../src/server/grading/index.ts';
import { Unavailable, type Connection, type Database } from '../../../src/server/store/database.ts';
import { lease, LEASE_MS, TRIES_MOST } from '../../../src/server/submissions/queue.ts';
import { describeDatabases } from '../harness/databases.ts';
import { until, withQueue } from './room.ts';

const OUTCOME: Outcome = { status: 'pass', points: 100, checks: '[]', modelHash: 'a'.repeat(64), exerciseVersion: 2, graderVersion: 5, isRecalled: false, reason: null };

/** A grading that does what it is told; `source` of each job in the order in which they came. */
function graderOf(grade: (job: GradingJob, recall: Recall) => Promise<Outcome>): Grading & { graded: string[] } {
  const graded: string[] = [];
  return {
    graded, close: async () => {}, stats: () => ({ started: 0, killed: 0, died: 0, graded: graded.length, recalled: 0, errors: 0, running: 0, waiting: 0 }),
    grade: (job, recall = async () => null) => (graded.push(job.source), grade(job, recall)),
  };
}

const grades = (database: Connection) => database.all<{ submission_id: string; status: string; points: number; reason: string | null; exercise_version: number }>('SELECT submission_id, status, points, reason, exercise_version FROM grade ORDER BY submission_id');
const queued = async (database: Connection): Promise<number> => (await database.all("SELECT id FROM submission WHERE state = 'queued'")).length;

describeDatabases('the runner', (lab) => {
  it('grades what waits and what comes, keeps the verdict, and recalls it', () => withQueue(lab, async ({ database, start, send }) => {
    const known: unknown[] = [];
    const runner = start({ grading: graderOf(async (_, recall) => {
      const verdict = await recall(OUTCOME.modelHash);
      known.push(verdict);
      return { ...OUTCOME, isRecalled: verdict !== null };
    }) });
    await send('l0', 'a');
    runner.wake();
    await until(async () => await queued(database) === 0);
    await send('l1', 'b');
    runner.wake();
    await until(async () => await queued(database) === 0);
    expect(await grades(database)).toEqual(['a', 'b'].map((id) => ({ submission_id: id, status: 'pass', points: 100, reason: null, exercise_version: 2 })));
    expect(known).toEqual([null, { status: 'pass', points: 100, checks: '[]' }]);
    expect(await database.all('SELECT model_hash, exercise, exercise_version, grader_version FROM verdict')).toEqual([{ model_hash: OUTCOME.modelHash, exercise: 'weights', exercise_version: 2, grader_version: 5 }]);
  }), 30_000);

  it('sets aside what cannot be graded, each with its reason, and keeps no verdict of it', () => withQueue(lab, async ({ database, start, send }) => {
    await send('l0', 'gone', 1, 'an-exercise-that-was');
    await send('l1', 'loop');
    start({ grading: graderOf(async () => ({ ...OUTCOME, status: 'error', points: 0, reason: 'took-too-long' })) });
    await until(async () => await queued(database) === 0);
    expect(await database.all('SELECT id, state FROM submission ORDER BY id')).toEqual([{ id: 'gone', state: 'failed' }, { id: 'loop', state: 'failed' }]);
    expect(await grades(database)).toEqual([
      { submission_id: 'gone', status: 'error', points: 0, reason: 'no-such-exercise', exercise_version: 0 },
      { submission_id: 'loop', status: 'error', points: 0, reason: 'took-too-long', exercise_version: 2 },
    ]);
    expect(await database.all('SELECT * FROM verdict')).toEqual([]);
  }), 30_000);

  it('gives one grade to each, with five runners at once', () => withQueue(lab, async ({ database, start, send, errors }) => {
    for (let at = 0; at < 40; at++) await send(`l${at}`, `s${at}`, at);
    const graders = Array.from({ length: 5 }, () => graderOf(async () => OUTCOME));
    const runners = graders.map((grading) => start({ grading }));
    await until(async () => {
      for (const runner of runners) runner.wake();
      return await queued(database) === 0;
    });
    expect((await grades(database)).length).toBe(40);
    expect(graders.flatMap(({ graded }) => graded).sort()).toEqual(Array.from({ length: 40 }, (_, at) => `s${at}`).sort());
    expect(errors.filter((error) => !(error instanceof Unavailable))).toEqual([]);
  }), 60_000);

  it('waits while the database is gone, before and after a grade; then nothing is lost or double', () => withQueue(lab, async ({ database, start, send, errors }) => {
    const state = { isGone: true, commits: 0 };
    const gone = (): never => { throw new Unavailable('gone', { cause: null }); };
    const shaky: Database = {
      kind: database.kind, close: async () => {},
      all: async (sql, ...values) => (state.isGone ? gone() : database.all(sql, ...values)),
      first: async (sql, ...values) => (state.isGone ? gone() : database.first(sql, ...values)),
      run: async (sql, ...values) => (state.isGone ? gone() : database.run(sql, ...values)),
      async transaction(work) {
        if (state.isGone) gone();
        const result = await database.transaction(work);
        // The answer to the first is lost on its way: it has happened, and nobody knows.
        return (state.commits += 1) === 1 ? gone() : result;
      },
    };
    await send('l0', 'a');
    const runner = start({ database: shaky, grading: graderOf(async (_, recall) => {
      state.isGone = true;
      await recall(OUTCOME.modelHash);
      return OUTCOME;
    }) });
    await until(() => errors.length > 0);
    state.isGone = false;
    runner.wake();
    // The poll, asking for the verdict, writing twice or more.
    await until(() => errors.length > 3);
    expect(await queued(database)).toBe(1);
    state.isGone = false;
    await until(async () => await queued(database) === 0);
    await until(() => state.commits > 1);
    expect((await grades(database)).length).toBe(1);
    expect(errors.every((error) => error instanceof Unavailable)).toBe(true);
  }), 60_000);

  it('draining finishes what it can, gives the rest back at once, and takes nothing more', () => withQueue(lab, async ({ database, start, send }) => {
    await send('l0', 'quick', 1);
    await send('l1', 'endless', 2);
    await send('l2', 'later', 3);
    let finishQuick = (): void => {};
    const { promise: drained, resolve: waitNoLonger } = Promise.withResolvers<void>();
    const grading = graderOf(({ source }) => new Promise((resolve) => { if (source === 'quick') finishQuick = () => resolve(OUTCOME); }));
    const runner = start({ grading, drained });
    await until(() => grading.graded.length === 2);
    const draining = runner.drain();
    finishQuick();
    await until(async () => (await database.first<{ state: string }>("SELECT state FROM submission WHERE id = 'quick'"))!.state === 'graded');
    waitNoLonger();
    await draining;
    runner.wake();
    expect(await database.all('SELECT id, state, tries, lease_owner FROM submission ORDER BY received_ms')).toEqual([
      { id: 'quick', state: 'graded', tries: 1, lease_owner: null }, { id: 'endless', state: 'queued', tries: 0, lease_owner: null }, { id: 'later', state: 'queued', tries: 0, lease_owner: null },
    ]);
    expect(grading.graded).toEqual(['quick', 'endless']);
  }), 30_000);

  it('asks the database nothing about what it gave back, however that ends', () => withQueue(lab, async ({ database, start, send, errors }) => {
    await send('l0', 'refused');
    await send('l1', 'written');
    let end = (): void => {};
    const grading = graderOf(({ source }) => new Promise((resolve, reject) => {
      const before = end;
      end = () => {
        before();
        if (source === 'refused') reject(new Closed('The server ends.'));
        else resolve(OUTCOME);
      };
    }));
    let isOver = false;
    const closing: Database = {
      kind: database.kind, close: async () => {}, all: (sql, ...values) => database.all(sql, ...values), first: (sql, ...values) => database.first(sql, ...values),
      run: (sql, ...values) => (isOver ? Promise.reject(new Error('finalized')) : database.run(sql, ...values)),
      transaction: (work) => (isOver ? Promise.reject(new Error('finalized')) : database.transaction(work)),
    };
    const runner = start({ database: closing, grading, drained: Promise.resolve() });
    await until(() => grading.graded.length === 2);
    await runner.drain();
    isOver = true;
    end();
    await new Promise((resolve) => { setImmediate(resolve); });
    expect([await queued(database), errors]).toEqual([2, []]);
  }), 30_000);

  it('ends with its graders, and gives back what they had', () => withQueue(lab, async ({ database, start, send, errors }) => {
    await send('l0', 'a');
    const grading = graderOf(() => Promise.reject(new Closed('The server ends.')));
    start({ grading });
    await until(async () => grading.graded.length > 0 && (await database.first<{ lease_owner: string | null }>('SELECT lease_owner FROM submission'))!.lease_owner === null);
    expect([await queued(database), grading.graded.length, errors]).toEqual([1, 1, []]);
  }), 30_000);

  it('leaves alone what nobody expected until its lease ends, and sets it aside after the last', () => withQueue(lab, async ({ database, start, send, errors, setNow }) => {
    await send('l0', 'a');
    const grading = graderOf(() => Promise.reject(new Error('a fault of ours')));
    const runner = start({ grading });
    for (let tries = 1; tries <= TRIES_MOST; tries++) {
      await until(() => grading.graded.length === tries && errors.length === tries);
      expect(await queued(database)).toBe(1);
      setNow(1_000 + tries * (LEASE_MS + 1));
      runner.wake();
    }
    await until(async () => await queued(database) === 0);
    expect(await database.all('SELECT state FROM submission')).toEqual([{ state: 'failed' }]);
    expect(grading.graded.length).toBe(TRIES_MOST);
  }), 30_000);
});

describeDatabases('turns', (lab) => {
  it('one who hands in much waits for their own: nobody waits for two of theirs', () => withQueue(lab, async ({ database, start, send }) => {
    for (let at = 0; at < 3; at++) await send('l0', `attack${at}`, at);
    for (let at = 1; at <= 5; at++) await send(`l${at}`, `honest${at}`, 10 + at);
    const grading = graderOf(async () => OUTCOME);
    start({ grading, slots: 1 });
    await until(async () => await queued(database) === 0);
    expect(grading.graded).toEqual(['attack0', 'honest1', 'honest2', 'honest3', 'honest4', 'honest5', 'attack1', 'attack2']);
  }), 30_000);

  it('ten that loop beside forty that do not: every one of the forty is graded, and waits for one of each at most', () => withQueue(lab, async ({ database, start, send }) => {
    for (let at = 0; at < 10; at++) for (let more = 0; more < 3; more++) await send(`l${at}`, `loop${at}-${more}`, more);
    for (let at = 0; at < 40; at++) await send(`l${at + 10}`, `honest${at}`, 10 + at);
    const grading = graderOf(async ({ source }) => (source.startsWith('loop') ? { ...OUTCOME, status: 'error', points: 0, reason: 'took-too-long' } : OUTCOME));
    start({ grading });
    await until(async () => await queued(database) === 0);
    const last = Math.max(...grading.graded.flatMap((source, at) => (source.startsWith('honest') ? [at] : [])));
    expect(grading.graded.slice(0, last).filter((source) => source.startsWith('loop')).length).toBe(10);
    expect((await grades(database)).filter(({ status }) => status === 'pass').length).toBe(40);
  }), 60_000);

  it('finds the next behind three thousand of one', () => withQueue(lab, async ({ database, send }) => {
    await database.transaction(async (connection) => {
      for (let at = 0; at < 3_000; at++) await connection.run("INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state) VALUES (?, 'l0', 'weights', 'x', 'h', ?, 'queued')", `attack${at}`, at);
    });
    await send('l1', 'honest', 10_000);
    expect((await lease(database, 'r', 20_000))!.id).toBe('attack0');
    expect((await lease(database, 'r', 20_001))!.id).toBe('honest');
    expect(await lease(database, 'r', 20_002)).toBeNull();
  }), 30_000);
});
