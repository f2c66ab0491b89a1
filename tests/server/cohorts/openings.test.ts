import { expect, it } from 'vitest';
import { hintsOpen, solutionsOpen } from '../../../src/server/cohorts/openings.ts';
import type { Caller } from '../../../src/server/identity/sessions.ts';
import { inSchool, type Learner } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';

const asCaller = ({ id, cohort }: Learner): Caller => ({ kind: 'learner', id, cohort });

describeDatabases('solutions', (lab) => {
  it('with a due date open for all once nobody can gain by them', () => inSchool(lab, async (school) => {
    const ada = await school.instructor();
    const start = school.nowMs;
    const cohort = await school.cohort(ada, [{ module: 'balancing', dueMs: start + 1000, lateMs: 500, latePct: 50 }]);
    const [otter, heron] = [await school.learner(cohort), await school.learner(cohort)];
    const at = (nowMs: number, who: Caller | null = asCaller(otter)) => solutionsOpen(school.database, who, 'weights', school.course, nowMs);
    await school.work(otter, 'weights', 'pass', 100);
    expect(await at(start + 1500)).toEqual({ open: false, openMs: start + 1501 });
    expect(await at(start + 1501)).toEqual({ open: true, openMs: start + 1501 });
    expect((await ada.send('PUT', `/learners/${heron.id}/extensions/balancing`, { dueMs: start + 5000, reason: 'was ill' })).status).toBe(200);
    expect(await at(start + 5500)).toEqual({ open: false, openMs: start + 5501 });
    expect(await at(start + 5501)).toMatchObject({ open: true });
    expect((await otter.get('/me/progress')).json).toMatchObject({ exercises: [{ exercise: 'weights', solutionsOpen: true, solutionsOpenMs: start + 5501 }, {}, {}, {}, {}] });
    await school.database.run('UPDATE learner SET removed_ms = 1 WHERE id = ?', heron.id);
    expect(await at(start + 1501)).toMatchObject({ open: true });
    expect(await at(start + 9e9, null)).toEqual({ open: false, openMs: null });
    expect(await at(0, { kind: 'instructor', id: ada.id })).toEqual({ open: true, openMs: null });
    expect(await solutionsOpen(school.database, asCaller(otter), 'unheard-of', school.course, 9e15)).toEqual({ open: false, openMs: null });
  }));

  it('without a due date open by a pass or three designs that failed, and in an exam never', () => inSchool(lab, async (school) => {
    const cohort = await school.cohort(await school.instructor(), [{ module: 'balancing' }]);
    const [otter, heron] = [await school.learner(cohort), await school.learner(cohort)];
    const at = (who: Learner, exercise: string) => solutionsOpen(school.database, asCaller(who), exercise, school.course, school.nowMs);
    await school.work(otter, 'weights', 'fail', 10);
    await school.work(otter, 'weights', 'error', 0);
    await school.work(otter, 'weights', 'fail', 10);
    await school.work(otter, 'spof-hunt', 'fail', 10);
    expect(await at(otter, 'weights')).toEqual({ open: false, openMs: null });
    await school.work(otter, 'weights', 'fail', 10);
    expect(await at(otter, 'weights')).toEqual({ open: true, openMs: null });
    expect((await at(otter, 'spof-hunt')).open).toBe(false);
    expect((await at(heron, 'weights')).open).toBe(false);
    await school.work(heron, 'reads-to-replicas', 'pass', 100);
    expect((await at(heron, 'reads-to-replicas')).open).toBe(true);
    expect(await hintsOpen(school.database, asCaller(heron))).toBe(true);
    await school.database.run('UPDATE cohort SET exam = 1');
    expect(await at(otter, 'weights')).toEqual({ open: false, openMs: null });
    expect(await hintsOpen(school.database, asCaller(heron))).toBe(false);
    expect(await hintsOpen(school.database, null)).toBe(false);
    expect(await hintsOpen(school.database, { kind: 'instructor', id: 'i' })).toBe(true);
  }));
});
