import { describe, expect, it } from 'vitest';
import { Closed } from '../../../src/server/grading/index.ts';
import { hashOf } from '../../../src/server/identity/secrets.ts';
import { LEASE_MS, takeRegrade } from '../../../src/server/regrade/lease.ts';
import { readRegrade } from '../../../src/server/regrade/read.ts';
import { editionOf, startRegrader } from '../../../src/server/regrade/regrader.ts';
import { runRegrade } from '../../../src/server/regrade/run.ts';
import { SpareSlots } from '../../../src/server/regrade/spare.ts';
import { finish, lease } from '../../../src/server/submissions/queue.ts';
import { receive } from '../../../src/server/submissions/receive.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { describeDatabases } from '../harness/databases.ts';
import { addLearner, addPast, addScore, begin, courseOf, fakeGrading, RAISED, withClass, work, written } from './history.ts';

const gradesOf = (database: Database, regrade = 'r') => database.all('SELECT submission_id, exercise_version, status, points, counts FROM grade WHERE regrade_id = ? ORDER BY submission_id', regrade);

describeDatabases('a regrade', (lab) => {
  it('evaluates equal texts once, simulates equal models once, and counts nothing yet', () => withClass(lab, async (database) => {
    for (const name of ['otter', 'heron']) await addLearner(database, name);
    await addScore(database, 'a', 'otter', 60);
    await addScore(database, 'b', 'heron', 60);
    await addScore(database, 'c', 'heron', 60, { source: 'score 60 // in other words' });
    await addScore(database, 'd', 'heron', 80);
    expect(await begin(database, RAISED)).toBe(true);
    const grading = fakeGrading();
    expect(await work(database, RAISED, grading)).toBe('ready');
    expect(grading.evaluated.sort()).toEqual(['score 60', 'score 60 // in other words', 'score 80']);
    // Somebody waits for what was handed in now.
    expect(grading.inFront).toEqual([]);
    expect(await readRegrade(database, 'r')).toMatchObject({ state: 'ready', submissions: 4, done: 4, distinct: 3, models: 2, errors: 0 });
    const failed = { exercise_version: 2, status: 'fail', points: 60, counts: 0 };
    expect(await gradesOf(database)).toEqual([{ submission_id: 'a', ...failed }, { submission_id: 'b', ...failed }, { submission_id: 'c', ...failed }, { submission_id: 'd', exercise_version: 2, status: 'pass', points: 100, counts: 0 }]);
    // Known from then on: another regrade, of these versions, simulates nothing.
    await database.run("UPDATE regrade SET state = 'dropped'");
    await begin(database, RAISED, 'again');
    const second = fakeGrading();
    expect(await work(database, RAISED, second)).toBe('ready');
    expect([second.evaluated.length, second.simulated]).toEqual([3, []]);
    expect(await readRegrade(database, 'again')).toMatchObject({ models: 2, simulated: 0 });
  }));

  it('leaves out what waited, what comes later, other exercises, other classes, and what the course no longer has', () => withClass(lab, async (database) => {
    const course = courseOf([{ id: 'weights', version: 2, limit: 70 }, { id: 'headroom', version: 1, limit: 50 }]);
    await addLearner(database, 'otter');
    await addScore(database, 'a', 'otter', 60);
    await addScore(database, 'other', 'otter', 60, { exercise: 'headroom' });
    await addScore(database, 'gone', 'otter', 60, { exercise: 'no-more' });
    await database.run("INSERT INTO cohort (id, name, created_ms) VALUES ('d', 'Other', 1)");
    await addLearner(database, 'stork');
    await database.run("UPDATE learner SET cohort_id = 'd' WHERE id = 'stork'");
    await addScore(database, 'foreign', 'stork', 60);
    // Of a text whose turn comes later: it would be found.
    const source = Array.from({ length: 20 }, (_, i) => `score ${i}`).find((one) => hashOf(one) > hashOf('score 60'))!;
    await database.transaction((connection) => receive(connection, 'otter', { id: 'waits', exercise: 'weights', source, hints: 0 }, 4000));
    await begin(database, course, 'r', 5000, 'weights');
    expect(await readRegrade(database, 'r')).toMatchObject({ submissions: 1, exercise: 'weights' });
    // What waited is graded in the middle, and something else comes.
    let isFirst = true;
    const grading = fakeGrading(5, async () => {
      if (!isFirst) return;
      isFirst = false;
      await database.transaction((connection) => lease(connection, 'g', 5500));
      await database.transaction((connection) => finish(connection, 'g', 'waits', { exerciseVersion: 2, graderVersion: 5, modelHash: 'm', status: 'fail', points: 10, checks: '[]', reason: null }, 5600));
      await addScore(database, 'late', 'otter', 90, { receivedMs: 5700 });
    });
    expect(await work(database, course, grading)).toBe('ready');
    expect((await gradesOf(database)).map((row) => row['submission_id'])).toEqual(['a']);
    await database.run("UPDATE regrade SET state = 'dropped'");
    await begin(database, course, 'all', 7000);
    expect(await work(database, course, fakeGrading(), { nowMs: 8000 })).toBe('ready');
    expect((await gradesOf(database, 'all')).map((row) => row['submission_id'])).toEqual(['a', 'late', 'other', 'waits']);
    expect(await readRegrade(database, 'all')).toMatchObject({ submissions: 4, done: 4 });
  }));

  it('goes on without whoever is removed in the middle', () => withClass(lab, async (database) => {
    for (const name of ['otter', 'heron']) await addLearner(database, name);
    for (let i = 0; i < 8; i++) await addScore(database, `o${i}`, 'otter', 10 + i);
    await addScore(database, 'h', 'heron', 12);
    await begin(database, RAISED);
    let count = 0;
    const grading = fakeGrading(5, async () => { if (++count === 4) await database.run("DELETE FROM learner WHERE id = 'otter'"); });
    expect(await work(database, RAISED, grading)).toBe('ready');
    expect((await gradesOf(database)).map((row) => row['submission_id'])).toEqual(['h']);
    expect(await readRegrade(database, 'r')).toMatchObject({ submissions: 9, done: 1 });
  }));

  it('is worked on by one; who comes back too late writes nothing', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    for (let i = 0; i < 5; i++) await addScore(database, `o${i}`, 'otter', 10 + i);
    await begin(database, RAISED);
    const slow = await database.transaction((connection) => takeRegrade(connection, 'slow', editionOf(RAISED), 6000));
    expect(await work(database, RAISED, fakeGrading(), { owner: 'quick', nowMs: 5999 + LEASE_MS })).toBeNull();
    expect(await work(database, RAISED, fakeGrading(), { owner: 'quick', nowMs: 6000 + LEASE_MS })).toBe('ready');
    const before = await written(database);
    expect(await runRegrade({ database, grading: fakeGrading(), course: RAISED, owner: 'slow', nowMs: () => 7000 + LEASE_MS, slots: 2 }, slow!, () => false)).toBe('lost');
    const done = { ...slow!, after: { hash: '~', exercise: '' } };
    expect(await runRegrade({ database, grading: fakeGrading(), course: RAISED, owner: 'slow', nowMs: () => 7000 + LEASE_MS, slots: 2 }, done, () => false)).toBe('lost');
    expect(await written(database)).toEqual(before);
    expect(before.grades).toHaveLength(10);
  }));

  it('begins anew where the server is replaced in the middle by another version', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    for (let i = 0; i < 250; i++) await addScore(database, `o${i}`, 'otter', i);
    await begin(database, RAISED);
    let count = 0;
    expect(await work(database, RAISED, fakeGrading(5, () => void count++), { isStopped: () => count > 150 })).toBe('stopped');
    expect(await readRegrade(database, 'r')).toMatchObject({ done: 100, distinct: 100 });
    const newer = courseOf([{ id: 'weights', version: 3, limit: 90 }]);
    expect(await work(database, newer, fakeGrading())).toBe('ready');
    expect(await readRegrade(database, 'r')).toMatchObject({ done: 250, distinct: 250, models: 250, simulated: 250 });
    expect(new Set((await gradesOf(database)).map((row) => row['exercise_version']))).toEqual(new Set([3]));
  }));

  it('says how many could not be graded, and keeps the reason of each', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    await addPast(database, { id: 'bomb', learner: 'otter', source: 'boom', grade: null });
    await addScore(database, 'a', 'otter', 60);
    await begin(database, RAISED);
    expect(await work(database, RAISED, fakeGrading())).toBe('ready');
    expect(await database.all("SELECT submission_id, reason FROM grade WHERE regrade_id = 'r' ORDER BY submission_id")).toEqual([{ submission_id: 'a', reason: null }, { submission_id: 'bomb', reason: 'worker-failed' }]);
    expect(await readRegrade(database, 'r')).toMatchObject({ done: 2, errors: 1, distinct: 2, models: 1, simulated: 1 });
    expect(await database.all('SELECT status FROM verdict')).toEqual([{ status: 'fail' }]);
  }));

  it('is taken up by the worker of a server, given back when that drains, and ends with the next', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    for (let i = 0; i < 130; i++) await addScore(database, `o${i}`, 'otter', i);
    await begin(database, RAISED);
    const errors: unknown[] = [];
    const start = (owner: string, grading = fakeGrading()) => startRegrader({ database, grading, course: RAISED, owner, nowMs: () => 6000, slots: 2, onError: (error) => errors.push(error) });
    let count = 0;
    const reached = Promise.withResolvers<void>();
    const first = start('first', fakeGrading(5, () => { if (++count === 110) reached.resolve(); }));
    await reached.promise;
    await first.drain();
    expect(await database.first('SELECT state, lease_owner, done FROM regrade')).toEqual({ state: 'running', lease_owner: null, done: 100 });
    // Grading that ends under the worker ends the run, too, and is no fault to be told.
    const closed = start('closed', { ...fakeGrading(), grade: () => Promise.reject(new Closed('The server ends.')), evaluated: [], simulated: [] });
    closed.wake();
    await closed.drain();
    const last = start('last');
    while ((await database.first('SELECT state FROM regrade'))!['state'] !== 'ready') await new Promise((resolve) => setTimeout(resolve, 20));
    await last.drain();
    expect(errors).toEqual([]);
    expect(await readRegrade(database, 'r')).toMatchObject({ done: 130, distinct: 130 });
  }));

  it('rejects with what the database says, and goes on from there', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    for (let i = 0; i < 130; i++) await addScore(database, `o${i}`, 'otter', i);
    await begin(database, RAISED);
    const fault = new Error('gone');
    let count = 0;
    await expect(work(database, RAISED, fakeGrading(5, () => { if (++count === 120) throw fault; }))).rejects.toBe(fault);
    expect(await work(database, RAISED, fakeGrading())).toBe('ready');
    expect(await readRegrade(database, 'r')).toMatchObject({ done: 130, distinct: 130, simulated: 130 });
  }));
});

describe('spare slots', () => {
  it('are all but one while a submission waits', async () => {
    let [isWaiting, looked] = [true, 0];
    const looks: (() => void)[] = [];
    const slots = new SpareSlots(2, async () => {
      if (++looked === 4) looks.shift()?.();
      return isWaiting;
    });
    const one = Promise.withResolvers<void>();
    expect(await slots.free(() => false)).toBe(true);
    slots.take(one.promise);
    const lookedOften = new Promise<void>((resolve) => looks.push(resolve));
    let isFree = false;
    const second = slots.free(() => false).then((free) => (isFree = free));
    await lookedOften;
    expect(isFree).toBe(false);
    isWaiting = false;
    expect(await second).toBe(true);
    slots.take(Promise.reject(new Error('a task that fails frees its slot')));
    isWaiting = true;
    const third = slots.free(() => false);
    one.resolve();
    expect(await third).toBe(true);
    await slots.quiet(() => false);
    slots.take(new Promise(() => {}));
    await slots.quiet(() => true);
  });
  it('are none of one, and waiting ends when it has become pointless', async () => {
    let looked = 0;
    const slots = new SpareSlots(1, async () => { looked++; return true; });
    expect(await slots.free(() => looked === 3)).toBe(false);
  });
});
