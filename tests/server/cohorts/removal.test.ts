// What is removed is gone, and what is exported is all of one and nothing of another.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { removeCohort } from '../../../src/server/cohorts/removal.ts';
import { sweep } from '../../../src/server/cohorts/sweep.ts';
import type { Row } from '../../../src/server/store/database.ts';
import { TABLES } from '../../../src/server/store/schema.ts';
import { inSchool, type Learner, type Person, type School } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';

/** Somebody of whom every table has something: handed in, graded, decided, limited, noted. */
async function busy(school: School, teacher: Person, cohort: string, name: string): Promise<Learner> {
  const learner = await school.learner(cohort, `${name} the learner`);
  const id = await school.handIn(learner, 'weights', `// by ${name}`);
  await school.grade(id, 'fail', 50);
  await school.handIn(learner, 'headroom', `// also by ${name}`);
  expect((await teacher.send('PUT', `/learners/${learner.id}/extensions/balancing`, { dueMs: school.nowMs + 9e9, reason: `${name} was ill` })).status).toBe(200);
  expect((await teacher.send('POST', `/learners/${learner.id}/overrides`, { exercise: 'weights', points: 7, reason: `${name} said so` })).status).toBe(201);
  return learner;
}

/** Every cell of every table that has one of these texts in it. */
async function traces(school: School, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of [...TABLES, 'schema_version']) {
    for (const row of await school.database.all<Row>(`SELECT * FROM ${table}`)) for (const [column, value] of Object.entries(row)) {
      if (texts.some((text) => String(value).includes(text))) found.push(`${table}.${column}`);
    }
  }
  return [...new Set(found)].sort();
}

async function inClass(school: School): Promise<{ teacher: Person; cohort: string; otter: Learner; heron: Learner }> {
  const teacher = await school.instructor();
  const cohort = await school.cohort(teacher, [{ module: 'balancing', dueMs: school.nowMs + 1e9 }], { name: 'Class of the evening' });
  return { teacher, cohort, otter: await busy(school, teacher, cohort, 'Otter'), heron: await busy(school, teacher, cohort, 'Heron') };
}

describeDatabases('removal', (lab) => {
  it('of a learner, by the learner or the instructor, leaves no trace in any column, and the others whole', () => inSchool(lab, async (school) => {
    const { teacher, cohort, otter, heron } = await inClass(school);
    const ofHeron = await traces(school, [heron.id, 'Heron']);
    for (const table of ['learner.id', 'learner.pseudonym', 'session.learner_id', 'submission.source', 'extension.reason', 'override.reason', 'audit.object']) expect(ofHeron).toContain(table);
    expect(await traces(school, [otter.id, 'Otter'])).toEqual(ofHeron);

    expect(await otter.send('DELETE', '/me', { pseudonym: 'Heron the learner' })).toMatchObject({ status: 422, json: { code: 'name-differs' } });
    expect((await otter.send('DELETE', '/me', { pseudonym: 'Otter the learner' })).status).toBe(200);
    expect(await traces(school, [otter.id, 'Otter', 'otter'])).toEqual([]);
    expect((await otter.get('/me')).json).toEqual({ caller: null, nowMs: school.nowMs });
    expect((await school.client().send('POST', '/recover', { recoveryCode: otter.recoveryCode })).status).toBe(404);
    expect(await traces(school, [heron.id, 'Heron'])).toEqual(ofHeron);
    expect((await teacher.get(`/cohorts/${cohort}/audit`)).json).toMatchObject({ acts: expect.arrayContaining([expect.objectContaining({ action: 'learner.removed', actor: 'removed', object: 'removed' })]) });

    expect((await teacher.send('DELETE', `/learners/${heron.id}`, { pseudonym: 'Otter the learner' })).status).toBe(422);
    expect((await teacher.send('DELETE', `/learners/${heron.id}`, { pseudonym: 'Heron the learner' })).status).toBe(200);
    expect(await traces(school, [heron.id, 'Heron', 'heron'])).toEqual([]);
    expect((await heron.get('/me/work')).status).toBe(401);
  }));

  it('of a cohort leaves the others whole, and of itself that it was', () => inSchool(lab, async (school) => {
    const { teacher, cohort, otter } = await inClass(school);
    const other = await school.cohort(teacher, [{ module: 'balancing', dueMs: school.nowMs + 1e9 }], { name: 'Other' });
    const stork = await busy(school, teacher, other, 'Stork');
    const ofStork = await traces(school, [stork.id, 'Stork']);
    const { token } = (await teacher.send('POST', '/invitations', { cohort })).json as { token: string };
    expect((await teacher.send('DELETE', `/cohorts/${cohort}`, { name: 'Other' })).status).toBe(422);
    expect((await teacher.send('DELETE', `/cohorts/${cohort}`, { name: 'Class of the evening' })).status).toBe(200);
    expect(await traces(school, [otter.id, 'Otter', 'Heron', 'Class of the evening'])).toEqual([]);
    expect(await traces(school, [cohort])).toEqual(['audit.cohort_id', 'audit.object']);
    expect(await traces(school, [stork.id, 'Stork'])).toEqual(ofStork);
    expect((await teacher.get(`/cohorts/${cohort}`)).status).toBe(404);
    expect((await school.client().send('POST', '/invitations/accept', { token, login: 'eve', password: 'seven unlike teapots' })).status).toBe(404);
    expect((await teacher.get('/cohorts')).json).toMatchObject({ cohorts: [{ id: other }] });
  }));

  it('that is stopped half-way shows nothing, and is finished by the sweeper', () => inSchool(lab, async (school) => {
    const { teacher, cohort, otter } = await inClass(school);
    const broken = { ...school.database, all: async () => { throw new Error('stopped'); }, transaction: school.database.transaction.bind(school.database) };
    await expect(removeCohort(broken as unknown as typeof school.database, cohort, { actor: teacher.id, nowMs: school.nowMs, newId: randomUUID })).rejects.toThrow('stopped');
    expect(await traces(school, [otter.id])).toContain('learner.id');
    expect((await teacher.get(`/cohorts/${cohort}/roster`)).status).toBe(404);
    expect((await otter.get('/me')).json).toEqual({ caller: null, nowMs: school.nowMs });
    expect((await school.client().send('POST', '/recover', { recoveryCode: otter.recoveryCode })).status).toBe(404);
    expect(await sweep(school.database, school.nowMs)).toMatchObject({ removed: 3 });
    expect(await traces(school, [otter.id, 'Otter', 'Heron', 'Class of the evening'])).toEqual([]);
  }));
});

describeDatabases('an export', (lab) => {
  it('has everything that is kept about a learner, and nothing of others', () => inSchool(lab, async (school) => {
    const { teacher, cohort, otter, heron } = await inClass(school);
    const mine = await otter.get('/me/export');
    expect(mine.headers.get('content-disposition')).toContain('attachment');
    expect(mine.json).toMatchObject({
      format: 'no-single-point-learner', version: 1, learner: { id: otter.id, pseudonym: 'Otter the learner', cohort: { id: cohort, name: 'Class of the evening' } }, sessions: [{ createdMs: school.nowMs }],
      extensions: [{ module: 'balancing', reason: 'Otter was ill' }], overrides: [{ exercise: 'weights', points: 7, reason: 'Otter said so' }], acts: expect.arrayContaining([expect.objectContaining({ action: 'extension.given' }), expect.objectContaining({ action: 'override.given' })]),
    });
    const { submissions } = mine.json as { submissions: object[] };
    expect(submissions).toHaveLength(2);
    expect(submissions).toContainEqual(expect.objectContaining({ source: '// by Otter', grades: [expect.objectContaining({ points: 50 })] }));
    for (const foreign of [heron.id, 'Heron', teacher.id, 'instructor-', otter.recoveryCode]) expect(mine.text).not.toContain(foreign);
    expect((await teacher.get(`/learners/${otter.id}/export`)).json).toEqual(mine.json);
  }));
});
