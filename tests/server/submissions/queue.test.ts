import { expect, it } from 'vitest';
import type { Database } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { finish, giveBack, lease, LEASE_MS, setAside, TRIES_MOST, waiting, type GradeRow } from '../../../src/server/submissions/queue.ts';
import { receive, WAITING_MOST } from '../../../src/server/submissions/receive.ts';
import { describeDatabases, type Lab } from '../harness/databases.ts';

const GRADE: GradeRow = { exerciseVersion: 1, graderVersion: 4, modelHash: 'm', status: 'fail', points: 40, checks: '[]', reason: null };

async function withLearners(lab: Lab, test: (database: Database) => Promise<void>): Promise<void> {
  const database = lab.open(await lab.fresh());
  try {
    await migrate(database, () => 1);
    await database.run('INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)', 'c', 'Class', 1);
    for (const name of ['otter', 'heron', 'stork']) await database.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, ?)', name, 'c', name, name, name, 1);
    await test(database);
  } finally {
    await database.close();
  }
}

const send = (database: Database, learner: string, id: string, nowMs: number, source = `// ${id}`) => database.transaction((connection) => receive(connection, learner, { id, exercise: 'weights', source, hints: 0 }, nowMs));
const take = (database: Database, owner: string, nowMs: number) => database.transaction((connection) => lease(connection, owner, nowMs));
const done = (database: Database, owner: string, id: string, nowMs: number) => database.transaction((connection) => finish(connection, owner, id, GRADE, nowMs));

describeDatabases('receiving', (lab) => {
  it('keeps one row, however often and at once it is sent', () => withLearners(lab, async (database) => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => send(database, 'otter', 'a', 10)));
    expect(outcomes.sort()).toEqual(['new', 'same', 'same', 'same', 'same']);
    expect(await send(database, 'otter', 'a', 11, 'other text')).toBe('other');
    expect(await send(database, 'heron', 'a', 11)).toBe('other');
    expect(await database.all('SELECT id, learner_id, source, received_ms, state FROM submission')).toEqual([{ id: 'a', learner_id: 'otter', source: '// a', received_ms: 10, state: 'queued' }]);
  }));

  it('lets a learner have few that wait, and takes what it has had', () => withLearners(lab, async (database) => {
    for (let i = 0; i < WAITING_MOST; i++) expect(await send(database, 'otter', `a${i}`, 10 + i)).toBe('new');
    expect(await send(database, 'otter', 'more', 20)).toBe('waiting');
    expect(await send(database, 'otter', 'a0', 20)).toBe('same');
    expect(await send(database, 'heron', 'b', 20)).toBe('new');
    expect(await waiting(database)).toBe(WAITING_MOST + 1);
  }));
});

describeDatabases('the queue', (lab) => {
  it('takes turns: the first of each learner, nobody twice at once', () => withLearners(lab, async (database) => {
    for (const [at, [learner, id]] of [['otter', 'o1'], ['otter', 'o2'], ['otter', 'o3'], ['heron', 'h1'], ['stork', 's1']].entries()) await send(database, learner, id, at);
    expect((await take(database, 'g1', 100))?.id).toBe('o1');
    expect((await take(database, 'g2', 100))?.id).toBe('h1');
    expect((await take(database, 'g3', 100))?.id).toBe('s1');
    expect(await take(database, 'g4', 100)).toBeNull();
    expect(await done(database, 'g1', 'o1', 101)).toBe(true);
    expect(await take(database, 'g1', 102)).toEqual({ id: 'o2', learner: 'otter', exercise: 'weights', source: '// o2', tries: 1 });
  }));

  it('gives each job to one of many who ask at once', () => withLearners(lab, async (database) => {
    for (const learner of ['otter', 'heron', 'stork']) await send(database, learner, learner, 1);
    const jobs = await Promise.all(Array.from({ length: 6 }, (_, i) => take(database, `g${i}`, 5)));
    expect(jobs.map((job) => job?.id ?? '').sort()).toEqual(['', '', '', 'heron', 'otter', 'stork']);
  }));

  it('gives a job of one who is gone to the next, and believes only who holds it', () => withLearners(lab, async (database) => {
    await send(database, 'otter', 'a', 1);
    await take(database, 'gone', 10);
    expect(await take(database, 'next', 9 + LEASE_MS)).toBeNull();
    expect((await take(database, 'next', 10 + LEASE_MS))?.tries).toBe(2);
    expect(await done(database, 'gone', 'a', 11 + LEASE_MS)).toBe(false);
    expect(await done(database, 'next', 'a', 12 + LEASE_MS)).toBe(true);
    expect(await done(database, 'next', 'a', 13 + LEASE_MS)).toBe(false);
    expect(await database.all('SELECT submission_id, status, points, graded_ms, counts FROM grade')).toEqual([{ submission_id: 'a', status: 'fail', points: 40, graded_ms: 12 + LEASE_MS, counts: 1 }]);
  }));

  it('sets aside what ends its graders, and goes on with the rest', () => withLearners(lab, async (database) => {
    await send(database, 'otter', 'bomb', 1);
    await send(database, 'otter', 'honest', 2);
    let now = 10;
    for (let tries = 1; tries <= TRIES_MOST; tries++, now += LEASE_MS) {
      expect((await take(database, 'g', now))?.id).toBe('bomb');
      expect(await setAside(database, now)).toBe(0);
    }
    expect(await setAside(database, now)).toBe(1);
    expect((await take(database, 'g', now))?.id).toBe('honest');
    expect(await giveBack(database, 'g', 'honest')).toBe(1);
    expect(await take(database, 'g2', now)).toMatchObject({ id: 'honest', tries: 1 });
  }));
});
