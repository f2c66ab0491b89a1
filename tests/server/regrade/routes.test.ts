import { expect, it } from 'vitest';
import { acts } from '../../../src/server/audit/audit.ts';
import { attempts } from '../../../src/server/gradebook/attempts.ts';
import { inSchool } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';
import { courseOf, fakeGrading, work } from './history.ts';

/** What is served from now on: the course of the school had version 2 of the exercise. */
const RAISED = courseOf([{ id: 'weights', version: 3, limit: 70 }], 4);

describeDatabases('a regrade over HTTP', (lab) => {
  it('is begun, looked at and committed once, by any of the staff', () => inSchool(lab, async (school) => {
    const [owner, assistant] = [await school.instructor(), await school.instructor()];
    const cohort = await school.cohort(owner);
    await school.assist(cohort, assistant);
    const learner = await school.learner(cohort, 'Otter');
    const submission = await school.handIn(learner, 'weights', 'score 60');
    await school.grade(submission, 'pass', 100);
    const woken = school.wakes;
    school.nowMs += 1000;

    const begun = await owner.send('POST', `/cohorts/${cohort}/regrades`, { exercise: 'weights' });
    expect([begun.status, school.wakes]).toEqual([201, woken + 1]);
    const path = `/regrades/${String(begun.json['id'])}`;
    expect((await assistant.get(path)).json).toMatchObject({ id: begun.json['id'], cohort, exercise: 'weights', state: 'running', begunMs: school.nowMs, endedMs: null, submissions: 1, done: 0, models: null, changes: [], more: false });
    expect(await owner.send('POST', `${path}/commit`)).toMatchObject({ status: 409, json: { code: 'still-running' } });
    expect(await owner.send('POST', `/cohorts/${cohort}/regrades`, { exercise: null })).toMatchObject({ status: 409, json: { code: 'undecided', detail: 'Another regrade of this class is not decided yet. Commit or drop it first.' } });

    await work(school.database, RAISED, fakeGrading(4), { nowMs: school.nowMs + 10 });
    const change = {
      learner: learner.id, pseudonym: 'Otter', exercise: 'weights', submission, why: 'exercise', standingBefore: 100, standingAfter: 60,
      before: { points: 100, status: 'pass', exerciseVersion: 2, graderVersion: 4 }, after: { points: 60, status: 'fail', exerciseVersion: 3, graderVersion: 4 },
    };
    expect((await owner.get(path)).json).toMatchObject({ state: 'ready', endedMs: school.nowMs + 10, done: 1, distinct: 1, models: 1, simulated: 1, errors: 0, changes: [change], more: false });
    expect(await assistant.send('POST', `${path}/commit`)).toMatchObject({ status: 200, json: { state: 'committed' } });
    expect((await attempts(school.database, { learner: learner.id }))[0]!.grade).toEqual({ status: 'fail', points: 60 });
    expect(await owner.send('POST', `${path}/commit`)).toMatchObject({ status: 409, json: { code: 'already-committed', detail: 'This regrade has been committed before. Its grades count already.' } });
    expect(await owner.send('POST', `${path}/drop`)).toMatchObject({ status: 409, json: { code: 'already-committed' } });
    expect((await owner.get(path)).json).toMatchObject({ state: 'committed', changes: [change] });
    expect((await owner.get(`/cohorts/${cohort}/regrades`)).json).toMatchObject({ regrades: [{ id: begun.json['id'], state: 'committed' }] });
    expect((await acts(school.database, cohort)).map(({ actor, action, object }) => [actor, action, object]).sort()).toEqual(
      [[assistant.id, 'regrade.committed', begun.json['id']], [owner.id, 'regrade.begun', begun.json['id']]].sort());
  }));

  it('is dropped while it runs, and not twice', () => inSchool(lab, async (school) => {
    const owner = await school.instructor();
    const cohort = await school.cohort(owner);
    const path = `/regrades/${String((await owner.send('POST', `/cohorts/${cohort}/regrades`, { exercise: null })).json['id'])}`;
    expect(await owner.send('POST', `${path}/drop`)).toMatchObject({ status: 200, json: { state: 'dropped' } });
    expect(await owner.send('POST', `${path}/drop`)).toMatchObject({ status: 409, json: { code: 'already-dropped' } });
    expect(await owner.send('POST', `${path}/commit`)).toMatchObject({ status: 409, json: { code: 'already-dropped' } });
    expect((await owner.send('POST', `/cohorts/${cohort}/regrades`, { exercise: null })).status).toBe(201);
  }));

  it('is one at a time, also for two who begin at once; an exercise must be there', () => inSchool(lab, async (school) => {
    const owner = await school.instructor();
    const cohort = await school.cohort(owner);
    expect(await owner.send('POST', `/cohorts/${cohort}/regrades`, { exercise: 'no-more' })).toMatchObject({ status: 422, json: { code: 'no-such-exercise' } });
    const both = await Promise.all([1, 2, 3].map(() => owner.send('POST', `/cohorts/${cohort}/regrades`, { exercise: null })));
    expect(both.map(({ status, json }) => json['code'] ?? status).sort()).toEqual([201, 'undecided', 'undecided']);
    expect((await acts(school.database, cohort))).toHaveLength(1);
  }));

  it('is not there for learners and for staff of other cohorts', () => inSchool(lab, async (school) => {
    const [owner, other] = [await school.instructor(), await school.instructor()];
    const cohort = await school.cohort(owner);
    await school.cohort(other);
    const learner = await school.learner(cohort);
    const path = `/regrades/${String((await owner.send('POST', `/cohorts/${cohort}/regrades`, { exercise: null })).json['id'])}`;
    for (const one of [learner, other]) {
      expect((await one.get(path)).status).toBe(404);
      for (const decision of ['commit', 'drop']) expect((await one.send('POST', `${path}/${decision}`)).status).toBe(404);
      expect((await one.get(`/cohorts/${cohort}/regrades`)).status).toBe(404);
      expect((await one.send('POST', `/cohorts/${cohort}/regrades`, { exercise: null })).status).toBe(404);
    }
    expect((await owner.get(path)).json['state']).toBe('running');
  }));
});
