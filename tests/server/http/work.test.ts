import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { QUEUE_MOST } from '../../../src/server/routes/hand-in.ts';
import { inSchool, type Client } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';

const DAY = 86_400_000;

describeDatabases("a learner's own work", (lab) => {
  it('is acknowledged, then graded, and stands with its credit', () => inSchool(lab, async (school) => {
    const start = school.nowMs;
    const cohort = await school.cohort(await school.instructor(), [{ module: 'balancing', dueMs: start + DAY, lateMs: DAY, latePct: 50 }]);
    const otter = await school.learner(cohort);
    const id = await school.handIn(otter, 'weights', 'export default 1', 2);
    expect(school.wakes).toBe(1);
    expect(await otter.send('PUT', `/submissions/${id}`, { exercise: 'weights', source: 'export default 1', hints: 2 })).toMatchObject({ status: 200, json: { id, receivedMs: start } });
    expect(school.wakes).toBe(1);
    expect((await otter.get(`/submissions/${id}`)).json).toEqual({ id, learner: otter.id, exercise: 'weights', source: 'export default 1', hints: 2, receivedMs: start, state: 'queued', grade: null, creditPct: 100 });
    school.nowMs += 1000;
    await school.grade(id, 'fail', 50);
    const grade = { status: 'fail', points: 50, checks: [{ id: 'available', status: 'fail', measured: 50 }], exerciseVersion: 2, graderVersion: 4, gradedMs: start + 1000, regrade: null };
    expect((await otter.get(`/me/submissions?ids=${id},${randomUUID()}`)).json).toEqual({ submissions: [{ id, learner: otter.id, exercise: 'weights', hints: 2, receivedMs: start, state: 'graded', grade, creditPct: 100 }] });
    school.nowMs = start + DAY + DAY / 2;
    const late = await school.handIn(otter, 'weights', 'export default 2');
    await school.grade(late, 'pass', 100);
    expect((await otter.get('/me/submissions?exercise=weights')).json['submissions']).toMatchObject([{ id: late, creditPct: 75, grade: { points: 100 } }, { id, creditPct: 100 }]);
    expect((await otter.get('/me/work')).json).toEqual({ work: [{ exercise: 'weights', source: 'export default 2', hints: 0, receivedMs: school.nowMs }] });
    const { exercises } = (await otter.get('/me/progress')).json as { exercises: Record<string, unknown>[] };
    expect(exercises.map(({ exercise }) => exercise)).toEqual(['weights', 'spof-hunt', 'n-plus-one', 'headroom', 'reads-to-replicas']);
    expect(exercises[0]).toEqual({
      exercise: 'weights', module: 'balancing', counts: true, points: 75, status: 'passed', submission: late, override: null, opensMs: null, dueMs: start + DAY, lateMs: DAY, latePct: 50,
      creditPct: 75, late: true, tries: 2, waiting: 0, solutionsOpen: false, solutionsOpenMs: start + 2 * DAY + 1, hints: 2, stuck: false,
    });
    expect(exercises[2]).toMatchObject({ exercise: 'n-plus-one', counts: false, points: null, status: 'none', dueMs: null, creditPct: 100, solutionsOpen: false, solutionsOpenMs: null });
  }));

  it('is told who they are, with the dates of their own', () => inSchool(lab, async (school) => {
    const teacher = await school.instructor('ada');
    const cohort = await school.cohort(teacher, [{ module: 'redundancy', dueMs: 10 }, { module: 'balancing', dueMs: 10, lateMs: 5, latePct: 50 }], { exam: true });
    const otter = await school.learner(cohort, 'Otter');
    expect((await teacher.send('PUT', `/learners/${otter.id}/extensions/redundancy`, { dueMs: 20, reason: 'was ill' })).status).toBe(200);
    expect((await otter.get('/me')).json).toEqual({ caller: { kind: 'learner', id: otter.id, pseudonym: 'Otter', createdMs: school.nowMs, cohort: { id: cohort, name: 'Evening class', exam: true, modules: [
      { module: 'balancing', opensMs: null, dueMs: 10, lateMs: 5, latePct: 50, extended: false }, { module: 'redundancy', opensMs: null, dueMs: 20, lateMs: 0, latePct: 0, extended: true },
    ] } }, nowMs: school.nowMs });
    expect((await teacher.get('/me')).json).toEqual({ caller: { kind: 'instructor', id: teacher.id, login: 'ada' }, nowMs: school.nowMs });
    expect((await school.client().get('/me')).json).toEqual({ caller: null, nowMs: school.nowMs });
    expect((await otter.send('POST', '/sign-out')).headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await otter.get('/me')).json).toEqual({ caller: null, nowMs: school.nowMs });
  }));

  it('is handed in under its owner\'s name only, where the page says whose it is', () => inSchool(lab, async (school) => {
    const cohort = await school.cohort(await school.instructor());
    const [otter, heron] = [await school.learner(cohort, 'Otter'), await school.learner(cohort, 'Heron')];
    const id = randomUUID();
    const sent = { exercise: 'weights', source: 'x', hints: 0, learner: otter.id };
    const refusal = await heron.send('PUT', `/submissions/${id}`, sent);
    expect(refusal).toMatchObject({ status: 409, json: { code: 'other-learner' } });
    expect(refusal.json['detail']).toMatch(/^Somebody else is signed in .*\.$/);
    expect(await school.database.first('SELECT id FROM submission')).toBeNull();
    expect((await otter.send('PUT', `/submissions/${id}`, sent)).status).toBe(201);
    expect(await school.database.first('SELECT learner_id FROM submission')).toEqual({ learner_id: otter.id });
  }));

  it('is refused with a sentence where it cannot be asked so', () => inSchool(lab, async (school) => {
    const otter = await school.learner(await school.cohort(await school.instructor()));
    expect(await otter.send('PUT', `/submissions/${randomUUID()}`, { exercise: 'unheard-of', source: 'x', hints: 0 })).toMatchObject({ status: 422, json: { code: 'no-such-exercise' } });
    expect((await otter.get('/me/submissions')).status).toBe(422);
    expect((await otter.get('/me/submissions?ids=1')).status).toBe(422);
    expect((await otter.get(`/me/submissions?ids=${Array.from({ length: 51 }, () => randomUUID()).join(',')}`)).status).toBe(422);
    expect((await otter.get(`/me/submissions?ids=${Array.from({ length: 50 }, () => randomUUID()).join(',')}`)).json).toEqual({ submissions: [] });
    expect(await otter.send('PUT', `/submissions/${randomUUID()}`, { exercise: 'weights', source: 'x' })).toMatchObject({ status: 422, json: { detail: 'hints is missing.' } });
    expect(await otter.send('PUT', `/submissions/${randomUUID()}`, { exercise: 'weights', source: 7, hints: 0 })).toMatchObject({ status: 422, json: { detail: 'source has the wrong type: string is asked for.' } });
    expect(await otter.send('PUT', `/submissions/${randomUUID()}`, { exercise: 'weights', source: 'x', hints: 9 })).toMatchObject({ status: 422, json: { detail: 'hints: there are 0 to 3 hints.' } });
  }));

  it('never costs when the grader could not, and is what a regrade says once it counts', () => inSchool(lab, async (school) => {
    const otter = await school.learner(await school.cohort(await school.instructor()));
    const standing = async () => ((await otter.get('/me/progress')).json as { exercises: Record<string, unknown>[] }).exercises[0];
    const first = await school.work(otter, 'weights', 'error', 0);
    expect(await standing()).toMatchObject({ points: null, status: 'error', tries: 1, submission: null });
    expect((await otter.get(`/submissions/${first}`)).json).toMatchObject({ state: 'graded', grade: { status: 'error' } });
    await school.grade(first, 'pass', 100, { regrade: 'r1', counts: false });
    expect(await standing()).toMatchObject({ points: null, status: 'error' });
    await school.database.run("UPDATE grade SET counts = 1 WHERE regrade_id = 'r1'");
    expect(await standing()).toMatchObject({ points: 100, status: 'passed', submission: first });
    school.nowMs++;
    await school.grade(first, 'fail', 50, { regrade: 'r2' });
    expect(await standing()).toMatchObject({ points: 50, status: 'failed' });
    school.nowMs++;
    await school.grade(first, 'error', 0, { regrade: 'r3' });
    expect(await standing()).toMatchObject({ points: 50, status: 'failed' });
    expect((await otter.get(`/submissions/${first}`)).json).toMatchObject({ grade: { status: 'fail', regrade: 'r2' } });
    await school.database.run("UPDATE submission SET state = 'failed'");
    expect(await standing()).toMatchObject({ points: 50 });
  }));
});

describeDatabases('a queue that is full', (lab) => {
  it('is full for the class that fills it, where everybody may still have one that waits, and for nobody else before its end', () => inSchool(lab, async (school) => {
    const owner = await school.instructor();
    const [crowded, other] = [await school.cohort(owner), await school.cohort(owner)];
    const [busy, honest, elsewhere] = [await school.learner(crowded), await school.learner(crowded), await school.learner(other)];
    const fill = (cohort: string, name: string, count: number): Promise<void> => school.database.transaction(async (connection) => {
      await connection.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, 1)', name, cohort, name, name, name);
      for (let i = 0; i < count; i++) await connection.run("INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state) VALUES (?, ?, 'weights', 'x', 'x', 1, 'queued')", `${name} ${i}`, name);
    });
    const send = async (learner: Client): Promise<unknown> => {
      const { status, json, headers } = await learner.send('PUT', `/submissions/${randomUUID()}`, { exercise: 'weights', source: 'x', hints: 0 });
      return status === 201 ? 201 : [status, json['code'], headers.get('retry-after')];
    };
    const full = [503, 'queue-full', '10'];
    expect(await send(busy)).toBe(201);
    await fill(crowded, 'crowd', QUEUE_MOST / 2 - 1);
    expect(await send(busy)).toEqual(full);
    expect([await send(honest), await send(elsewhere), await send(elsewhere)]).toEqual([201, 201, 201]);
    expect(await send(honest)).toEqual(full);
    await fill(other, 'rest', QUEUE_MOST / 2 - 3);
    expect([await send(elsewhere), await send(await school.learner(other))]).toEqual([full, full]);
  }));
});
