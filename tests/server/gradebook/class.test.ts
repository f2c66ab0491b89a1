// A class as its instructors see it: what counts, dates, decisions, files of grades.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { roster } from '../../../src/server/cohorts/learners.ts';
import { gradesCsv } from '../../../src/server/gradebook/grades-csv.ts';
import { pages } from '../../../src/server/gradebook/submissions.ts';
import type { Connection } from '../../../src/server/store/database.ts';
import { inSchool, TEST_MODULES } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';

const HOUR = 3_600_000;

describeDatabases('a class', (lab) => {
  it('is seen by exercise: tries, hints, stuck, late, overridden', () => inSchool(lab, async (school) => {
    const start = school.nowMs;
    const ada = await school.instructor('ada');
    const cohort = await school.cohort(ada, [{ module: 'balancing', dueMs: start + HOUR, lateMs: HOUR, latePct: 50 }, { module: 'redundancy', dueMs: start + HOUR }]);
    const [otter, heron] = [await school.learner(cohort, 'Otter'), await school.learner(cohort, 'Heron')];
    for (let i = 0; i < 3; i++) await school.work(otter, 'weights', 'fail', 40 + i, i);
    const waiting = await school.handIn(heron, 'spof-hunt');
    school.nowMs = start + 1.5 * HOUR;
    const late = await school.work(heron, 'weights', 'pass', 100);
    await school.work(heron, 'n-plus-one', 'pass', 100);
    await school.work(heron, 'reads-to-replicas', 'pass', 100);
    const { learners } = (await ada.get(`/cohorts/${cohort}/roster`)).json as { learners: Record<string, unknown>[] };
    const none = { hints: 0, stuck: false, late: false, overridden: false, waiting: 0 };
    expect(learners).toEqual([
      { id: heron.id, pseudonym: 'Heron', createdMs: start, seenMs: school.nowMs - 180_000, handedIn: 4, waiting: 1, exercises: {
        'weights': { ...none, points: 75, status: 'passed', tries: 1, late: true }, 'spof-hunt': { ...none, points: null, status: 'waiting', tries: 1, waiting: 1 },
        'n-plus-one': { ...none, points: 0, status: 'passed', tries: 1, late: true }, 'reads-to-replicas': { ...none, points: 100, status: 'passed', tries: 1 } } },
      { id: otter.id, pseudonym: 'Otter', createdMs: start, seenMs: start, handedIn: 3, waiting: 0, exercises: { weights: { ...none, points: 42, status: 'failed', tries: 3, hints: 2, stuck: true } } },
    ]);

    // An extension changes at once what was handed in long before.
    expect((await ada.send('PUT', `/learners/${heron.id}/extensions/balancing`, { dueMs: start + 2 * HOUR, reason: 'was ill' })).status).toBe(200);
    const given = { id: randomUUID(), exercise: 'weights', points: 80, reason: '=oral exam' };
    const twice = await Promise.all([1, 2].map(() => ada.send('POST', `/learners/${otter.id}/overrides`, given)));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect((await ada.send('POST', `/learners/${otter.id}/overrides`, { ...given, points: 81 })).status).toBe(409);
    const page = (await ada.get(`/learners/${heron.id}`)).json as { exercises: object[]; submissions: object[] };
    expect(page).toMatchObject({ pseudonym: 'Heron', cohort, extensions: [{ module: 'balancing', dueMs: start + 2 * HOUR, reason: 'was ill', givenMs: school.nowMs, by: 'ada' }], overrides: [] });
    expect(page.exercises[0]).toMatchObject({ exercise: 'weights', points: 100, late: false, submission: late, dueMs: start + 2 * HOUR, hints: 0, stuck: false });
    expect(page.submissions).toHaveLength(4);
    expect((await ada.get(`/learners/${otter.id}`)).json).toMatchObject({ overrides: [{ exercise: 'weights', points: 80, reason: '=oral exam', by: 'ada' }] });
    expect((await ada.get(`/cohorts/${cohort}/grades.csv`)).text).toBe(`pseudonym,learner,weights,spof-hunt,n-plus-one,headroom,sum,mean\r\nHeron,${heron.id},100,,0,,100,25\r\nOtter,${otter.id},80,,,,80,20\r\n`);
    const long = (await ada.get(`/cohorts/${cohort}/grades.csv?form=long`)).text.split('\r\n');
    expect(long).toHaveLength(1 + 2 * 4 + 1);
    expect(long[0]).toBe('pseudonym,learner,module,exercise,points,status,late,tries,hints,override,reason');
    expect(long[5]).toBe(`Otter,${otter.id},balancing,weights,80,overridden,no,3,2,80,'=oral exam`);

    expect((await ada.send('POST', `/learners/${otter.id}/overrides`, { exercise: 'weights', points: null, reason: 'a mistake' })).status).toBe(201);
    expect((await ada.send('DELETE', `/learners/${heron.id}/extensions/balancing`)).status).toBe(200);
    expect((await ada.send('DELETE', `/learners/${heron.id}/extensions/balancing`)).status).toBe(404);
    expect((await ada.get(`/cohorts/${cohort}/grades.csv`)).text).toContain(`Heron,${heron.id},75,,0,,75,18.75\r\nOtter,${otter.id},42,`);
    await school.grade(waiting, 'error', 0);
    expect((await ada.get(`/cohorts/${cohort}/grades.csv?form=long`)).text).toContain(`Heron,${heron.id},balancing,spof-hunt,,error,no,1,0,,`);
  }));

  it('gives its submissions by page and whole, with sources and the history of grades', () => inSchool(lab, async (school) => {
    const ada = await school.instructor();
    const cohort = await school.cohort(ada);
    const [otter, heron] = [await school.learner(cohort, 'Otter'), await school.learner(cohort, 'Heron')];
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift(await school.work(i % 2 === 0 ? otter : heron, 'weights', 'fail', i));
    // Two of one moment: none is lost between two pages.
    ids.unshift(...[await school.handIn(otter, 'headroom'), await school.handIn(heron, 'headroom')].sort().reverse());
    await school.grade(ids[6]!, 'pass', 100, { regrade: 'r' });
    const list = async (query: string) => (await ada.get(`/cohorts/${cohort}/submissions?${query}`)).json as { submissions: { id: string }[]; more: boolean };
    const first = await list('limit=1');
    expect(first).toMatchObject({ more: true, submissions: [{ id: ids[0], exercise: 'headroom', state: 'queued' }] });
    expect(Object.keys(first.submissions[0]!)).not.toContain('source');
    const rest = await list(`limit=6&before=${ids[0]}`);
    expect([rest.more, rest.submissions.map(({ id }) => id)]).toEqual([false, ids.slice(1)]);
    expect((await list(`exercise=headroom&learner=${otter.id}`)).submissions).toMatchObject([{ pseudonym: 'Otter', exercise: 'headroom' }]);
    const whole = await ada.get(`/cohorts/${cohort}/submissions.json`);
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="submissions.json"');
    const { submissions } = whole.json as { submissions: { id: string; source: string; grades: object[] }[] };
    expect(submissions.map(({ id }) => id).reverse()).toEqual(ids);
    expect(submissions[0]).toMatchObject({ pseudonym: 'Otter', source: expect.stringContaining('// '), grade: { points: 100, regrade: 'r' }, grades: [{ regrade: 'r', counts: true }, { regrade: null, points: 0 }] });
    const inPages: string[] = [];
    for await (const page of pages(school.database, cohort, school.course, {}, {}, 2)) inPages.push(...page.map(({ id }) => id));
    expect(inPages.reverse()).toEqual(ids);
    expect((await ada.get(`/submissions/${ids[6]}`)).json).toMatchObject({ pseudonym: 'Otter', grades: [{ regrade: 'r' }, { regrade: null }] });
  }));

  it('tells why a design could not be graded to those who teach, and to nobody else', () => inSchool(lab, async (school) => {
    const ada = await school.instructor();
    const otter = await school.learner(await school.cohort(ada), 'Otter');
    const id = await school.work(otter, 'weights', 'error', 0);
    await school.database.run("UPDATE grade SET reason = 'took-too-long' WHERE submission_id = ?", id);
    expect((await ada.get(`/submissions/${id}`)).json).toMatchObject({ grade: { status: 'error', reason: 'took-too-long' }, grades: [{ reason: 'took-too-long', counts: true }] });
    const own = (await otter.get(`/submissions/${id}`)).json as { grade: object };
    expect(own.grade).toMatchObject({ status: 'error' });
    expect(own.grade).not.toHaveProperty('reason');
  }));

  it('of 300 learners, 5 exercises and 4,500 submissions takes a handful of questions', () => inSchool(lab, async (school) => {
    const cohort = await school.cohort(await school.instructor());
    await school.database.transaction(async (connection) => {
      for (let at = 0; at < 300; at++) {
        await connection.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, 1)', `l${at}`, cohort, `L${at}`, `l${at}`, `r${at}`);
        for (const exercise of Object.values(TEST_MODULES).flat()) {
          const ids = [0, 1, 2].map((one) => `${exercise} ${at} ${one}`);
          await connection.run(`INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state) VALUES ${ids.map(() => "(?, ?, ?, 'x', 'x', ?, 'graded')").join(', ')}`, ...ids.flatMap((id, i) => [id, `l${at}`, exercise, i]));
          await connection.run(`INSERT INTO grade (submission_id, exercise_version, grader_version, model_hash, status, points, checks, graded_ms, counts) VALUES ${ids.map(() => "(?, 1, 1, 'm', 'fail', ?, '[]', 1, 1)").join(', ')}`, ...ids.flatMap((id, i) => [id, 10 * i]));
        }
      }
    });
    let questions = 0;
    const counting: Connection = { ...school.database, all: (...asked) => { questions++; return school.database.all(...asked); }, first: (...asked) => { questions++; return school.database.first(...asked); }, run: (...asked) => school.database.run(...asked) };
    const learners = await roster(counting, cohort, school.course);
    expect([learners.length, learners[0]!.exercises['weights'], learners[299]!.handedIn]).toEqual([300, { points: 20, status: 'failed', tries: 3, hints: 0, stuck: true, late: false, overridden: false, waiting: 0 }, 15]);
    expect(questions).toBeLessThanOrEqual(5);
    expect((await gradesCsv(counting, cohort, school.course, 'long')).split('\r\n')).toHaveLength(1502);
    expect(questions).toBeLessThanOrEqual(10);
  }), 60_000);
});
