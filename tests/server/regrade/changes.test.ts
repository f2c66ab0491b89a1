import { expect, it } from 'vitest';
import { attempts } from '../../../src/server/gradebook/attempts.ts';
import { changesOf, type Change } from '../../../src/server/regrade/changes.ts';
import { commitRegrade, dropRegrade } from '../../../src/server/regrade/decide.ts';
import { readRegrade } from '../../../src/server/regrade/read.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { describeDatabases } from '../harness/databases.ts';
import { addLearner, addPast, addScore, begin, courseOf, fakeGrading, RAISED, withClass, work, WORKED_MS } from './history.ts';

const SAME = courseOf([{ id: 'weights', version: 1, limit: 50 }]);
const commit = (database: Database, id = 'r') => database.transaction((connection) => commitRegrade(connection, id));

async function changes(database: Database, id = 'r'): Promise<Change[]> {
  const summary = await readRegrade(database, id);
  return (await changesOf(database, summary!, () => 'one')).changes;
}

const brief = (list: Change[]): unknown[] => list.map(({ submission, before, after, why, standingBefore, standingAfter }) => [submission, before?.points ?? null, after.points, why, standingBefore, standingAfter]);

describeDatabases('what a regrade changes', (lab) => {
  it('is nothing where nothing has changed', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    for (const score of [10, 49, 50, 90]) await addScore(database, `s${score}`, 'otter', score);
    await begin(database, SAME);
    await work(database, SAME, fakeGrading());
    expect(await changes(database)).toEqual([]);
    expect(await commit(database)).toBe('ready');
    expect(await changes(database)).toEqual([]);
    expect((await attempts(database, { learner: 'otter' })).map(({ grade }) => grade?.points)).toEqual([10, 49, 100, 100]);
  }));

  it('is exactly those between the old and the new limit, with what becomes of their standing', () => withClass(lab, async (database) => {
    await database.run("UPDATE assignment SET opens_ms = 10, due_ms = 2000, late_ms = 1000, late_pct = 50");
    for (const name of ['below', 'between', 'above', 'better', 'given', 'late', 'extended', 'early']) await addLearner(database, name);
    await addScore(database, 'below', 'below', 40);
    await addScore(database, 'between', 'between', 60);
    await addScore(database, 'above', 'above', 80);
    await addScore(database, 'better1', 'better', 60);
    await addScore(database, 'better2', 'better', 75, { receivedMs: WORKED_MS + 1 });
    await addScore(database, 'given', 'given', 60);
    await addScore(database, 'late', 'late', 60, { receivedMs: 2500 });
    await addScore(database, 'extended', 'extended', 60, { receivedMs: 2500 });
    await addScore(database, 'early', 'early', 60, { receivedMs: 5 });
    await database.run("INSERT INTO override (id, learner_id, exercise, points, reason, instructor_id, given_ms) VALUES ('o', 'given', 'weights', 85, 'seen in class', 'teacher', 1)");
    await database.run("INSERT INTO extension (learner_id, module, due_ms, reason, instructor_id, given_ms) VALUES ('extended', 'one', 2600, 'ill', 'teacher', 1)");
    await begin(database, RAISED);
    await work(database, RAISED, fakeGrading());
    const expected = [
      ['better1', 100, 60, 'exercise', 100, 100], ['between', 100, 60, 'exercise', 100, 60], ['early', 100, 60, 'exercise', 0, 0],
      ['extended', 100, 60, 'exercise', 100, 60], ['given', 100, 60, 'exercise', 85, 85], ['late', 100, 60, 'exercise', 75, 45],
    ];
    expect(brief(await changes(database))).toEqual(expected);
    expect((await changes(database))[1]).toEqual({
      learner: 'between', pseudonym: 'BETWEEN', exercise: 'weights', submission: 'between', receivedMs: WORKED_MS, why: 'exercise', standingBefore: 100, standingAfter: 60,
      before: { points: 100, status: 'pass', exerciseVersion: 1, graderVersion: 5 }, after: { points: 60, status: 'fail', exerciseVersion: 2, graderVersion: 5 },
    });
    expect((await attempts(database, { learner: 'between' }))[0]!.grade).toEqual({ status: 'pass', points: 100 });
    await commit(database);
    expect(brief(await changes(database))).toEqual(expected);
    expect((await attempts(database, { learner: 'between' }))[0]!.grade).toEqual({ status: 'fail', points: 60 });
    // A later regrade is none of its business.
    await begin(database, SAME, 'back', 9000);
    await work(database, SAME, fakeGrading(), { nowMs: 9000 });
    await commit(database, 'back');
    expect(brief(await changes(database))).toEqual(expected);
    expect(brief(await changes(database, 'back')).slice(0, 2)).toEqual([['better1', 60, 100, 'exercise', 100, 100], ['between', 60, 100, 'exercise', 60, 100]]);
    expect((await attempts(database, { learner: 'between' }))[0]!.grade).toEqual({ status: 'pass', points: 100 });
  }));

  it('has a reason each', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    const old = { status: 'pass', points: 100 };
    const more = (exerciseVersion: number, graderVersion: number) => ({ grade: { ...old, exerciseVersion, graderVersion } });
    for (const [id, past] of Object.entries({ grader: more(2, 4), both: more(1, 4), bug: more(2, 5), exercise: more(1, 5) })) await addScore(database, id, 'otter', 60, past);
    await addPast(database, { id: 'first', learner: 'otter', source: 'score 61', grade: null });
    await addPast(database, { id: 'error', learner: 'otter', source: 'score 62', grade: { status: 'error', points: 0, exerciseVersion: 2 } });
    await begin(database, RAISED);
    await work(database, RAISED, fakeGrading());
    expect(Object.fromEntries((await changes(database)).map(({ submission, why }) => [submission, why]))).toEqual({ grader: 'grader', both: 'both', bug: 'same-versions', exercise: 'exercise', first: 'first', error: 'same-versions' });
    expect((await changes(database)).find(({ submission }) => submission === 'error')!.before).toMatchObject({ status: 'error' });
    // What was set aside has a grade from then on.
    await commit(database);
    expect(await database.first("SELECT state FROM submission WHERE id = 'first'")).toEqual({ state: 'graded' });
  }));

  it('comes in one order, by exercise and name, and tells when there is more', () => withClass(lab, async (database) => {
    const course = courseOf([{ id: 'weights', version: 2, limit: 70 }, { id: 'headroom', version: 2, limit: 70 }]);
    for (const name of ['zebra', 'ant', 'mole']) await addLearner(database, name);
    let at = 0;
    for (const name of ['mole', 'zebra', 'ant']) for (const exercise of ['weights', 'headroom']) await addScore(database, `${name} ${exercise} 1`, name, 60, { exercise, receivedMs: WORKED_MS + at++ });
    await addScore(database, 'ant headroom 0', 'ant', 61, { exercise: 'headroom', receivedMs: 500 });
    await begin(database, course);
    await work(database, course, fakeGrading());
    expect((await changes(database)).map(({ submission }) => submission)).toEqual(['ant headroom 0', 'ant headroom 1', 'mole headroom 1', 'zebra headroom 1', 'ant weights 1', 'mole weights 1', 'zebra weights 1']);
    expect((await changesOf(database, (await readRegrade(database, 'r'))!, () => 'one')).more).toBe(false);
  }));

  it('costs nobody anything where the grader could not, and follows what comes in the meantime', () => withClass(lab, async (database) => {
    for (const name of ['otter', 'heron']) await addLearner(database, name);
    await addPast(database, { id: 'a', learner: 'otter', source: 'boom', grade: { status: 'pass', points: 100 } });
    await addScore(database, 'b', 'heron', 60);
    await begin(database, RAISED);
    await work(database, RAISED, fakeGrading());
    expect(brief(await changes(database))).toEqual([['b', 100, 60, 'exercise', 100, 60]]);
    await addScore(database, 'new', 'heron', 80, { receivedMs: 7000, grade: { status: 'pass', points: 100, exerciseVersion: 2 } });
    expect(brief(await changes(database))).toEqual([['b', 100, 60, 'exercise', 100, 100]]);
    await commit(database);
    expect((await attempts(database, { cohort: 'c' })).map(({ id, grade }) => [id, grade?.points])).toEqual([['a', 100], ['b', 60], ['new', 100]]);
    expect(await database.first("SELECT counts, status FROM grade WHERE submission_id = 'a' AND regrade_id = 'r'")).toEqual({ counts: 0, status: 'error' });
  }));

  it('wins also where the clock of this instance is behind', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    await addScore(database, 'a', 'otter', 60, { receivedMs: 50_000 });
    await begin(database, RAISED, 'r', 2000);
    await work(database, RAISED, fakeGrading(), { nowMs: 3000 });
    expect(brief(await changes(database))).toHaveLength(1);
    await commit(database);
    expect((await attempts(database, { learner: 'otter' }))[0]!.grade).toEqual({ status: 'fail', points: 60 });
  }));
});

describeDatabases('the decision', (lab) => {
  it('is made once: commit, or drop, which leaves nothing behind', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    await addScore(database, 'a', 'otter', 60);
    const drop = (id: string) => database.transaction((connection) => dropRegrade(connection, id, 7000));
    await begin(database, RAISED, 'dropped');
    expect(await begin(database, RAISED, 'second')).toBe(false);
    expect(await commit(database, 'dropped')).toBe('running');
    expect(await drop('dropped')).toBe('running');
    expect(await commit(database, 'dropped')).toBe('dropped');
    expect(await work(database, RAISED, fakeGrading())).toBeNull();
    await begin(database, RAISED, 'r', 8000);
    await work(database, RAISED, fakeGrading(), { nowMs: 8000 });
    expect(await begin(database, RAISED, 'second')).toBe(false);
    expect(await drop('r')).toBe('ready');
    expect(await database.all('SELECT regrade_id FROM grade')).toEqual([{ regrade_id: '' }]);
    await begin(database, RAISED, 'kept', 9000);
    await work(database, RAISED, fakeGrading(), { nowMs: 9000 });
    expect(await commit(database, 'kept')).toBe('ready');
    expect([await commit(database, 'kept'), await drop('kept')]).toEqual(['committed', 'committed']);
    expect(await database.all('SELECT regrade_id, counts FROM grade ORDER BY regrade_id')).toEqual([{ regrade_id: '', counts: 1 }, { regrade_id: 'kept', counts: 1 }]);
  }));

  it('stops the worker when it is dropped in the middle', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    for (let i = 0; i < 130; i++) await addScore(database, `o${i}`, 'otter', i);
    await begin(database, RAISED);
    let count = 0;
    const grading = fakeGrading(5, async () => { if (++count === 120) await database.transaction((connection) => dropRegrade(connection, 'r', 7000)); });
    expect(await work(database, RAISED, grading)).toBe('lost');
    expect(await database.first("SELECT COUNT(*) AS count FROM grade WHERE regrade_id = 'r'")).toEqual({ count: 0 });
  }));

  it('of more grades than one statement changes is whole', () => withClass(lab, async (database) => {
    await addLearner(database, 'otter');
    const numbers = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)';
    await database.run(`${numbers} INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state, ended_ms) SELECT 'o' || i, 'otter', 'weights', 'score 60', 'h', 1000, 'graded', 1001 FROM n`);
    await database.run(`${numbers} INSERT INTO grade (submission_id, exercise_version, grader_version, model_hash, status, points, checks, graded_ms, counts) SELECT 'o' || i, 1, 5, 'old', 'pass', 100, '[]', 1001, 1 FROM n`);
    await begin(database, RAISED);
    await work(database, RAISED, fakeGrading());
    expect(await commit(database)).toBe('ready');
    expect(await database.first("SELECT COUNT(*) AS count FROM grade WHERE regrade_id = 'r' AND counts = 1")).toEqual({ count: 10_001 });
    const { changes: listed, more } = await changesOf(database, (await readRegrade(database, 'r'))!, () => 'one');
    expect([listed.length, more]).toEqual([5000, true]);
  }));
});
