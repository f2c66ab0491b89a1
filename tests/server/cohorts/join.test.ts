import { expect, it } from 'vitest';
import { AGAIN_MS, closeJoining, join, recover, resetRecovery, SEATS_UNSAID, turnJoinCode, type Joined } from '../../../src/server/cohorts/join.ts';
import { LIMITS, sweepLimits, tryOnce } from '../../../src/server/identity/limits.ts';
import { callerOf, endSession, IDLE_MS, LONGEST_MS, sweepSessions } from '../../../src/server/identity/sessions.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { describeDatabases, type Lab } from '../harness/databases.ts';

let ids = 0;
const newId = (): string => `id-${++ids}`;

async function withCohort(lab: Lab, seats: number | null, test: (database: Database, code: string) => Promise<void>): Promise<void> {
  const database = lab.open(await lab.fresh());
  try {
    await migrate(database, () => 1);
    await database.run('INSERT INTO cohort (id, name, seats, created_ms) VALUES (?, ?, ?, ?)', 'evening', 'Evening class', seats, 1);
    await test(database, await turnJoinCode(database, 'evening', 1000));
  } finally {
    await database.close();
  }
}

const enter = (database: Database, code: string, pseudonym: string, nowMs = 10) => database.transaction((connection) => join(connection, { code, pseudonym }, nowMs, newId));

describeDatabases('joining', (lab) => {
  it('takes a code however it is typed, and gives a session and a code to come back with', () => withCohort(lab, null, async (database, code) => {
    const joined = await enter(database, code.toLowerCase().replace('-', ' '), '  Night   Otter ') as Joined;
    expect(joined).toMatchObject({ cohort: 'evening', pseudonym: 'Night Otter' });
    expect(await callerOf(database, joined.token, 11)).toEqual({ kind: 'learner', id: joined.learner, cohort: 'evening' });
    const back = (await recover(database, joined.recoveryCode, 20))!;
    expect(await callerOf(database, back.token, 21)).toEqual({ kind: 'learner', id: joined.learner, cohort: 'evening' });
    const kept = JSON.stringify([await database.all('SELECT * FROM learner'), await database.all('SELECT * FROM session'), await database.all('SELECT * FROM cohort')]);
    for (const secret of [code, joined.token, joined.recoveryCode, back.token]) expect(kept).not.toContain(secret);
  }));

  it('refuses what has turned, ended, or is taken', () => withCohort(lab, null, async (database, code) => {
    expect(await enter(database, code, 'Otter', 1000)).toBe('expired');
    await enter(database, code, 'Otter');
    expect(await enter(database, code, 'ＯＴＴＥＲ')).toBe('name-taken');
    expect(await enter(database, code, 'O-t_t er.')).toBe('name-taken');
    expect(await enter(database, code, ' ')).toBe('empty');
    expect(await enter(database, code, 'a@b.example')).toBe('looks-like-mail');
    expect(await enter(database, code, 'otter\u202Enimda')).toBe('not-readable');
    // Letters and marks that nobody sees would make a second Otter, or one without a name.
    for (const unseen of ['\u3164', 'Otter\ufe0f', 'Ot\u034fter', 'Otter\u{e0101}']) expect(await enter(database, code, unseen)).toBe('not-readable');
    expect(await enter(database, code, 'x'.repeat(41))).toBe('too-long');
    const next = await turnJoinCode(database, 'evening', null);
    expect(await enter(database, code, 'Heron')).toBe('no-such-code');
    expect(await enter(database, next, 'Heron', 1e12)).toMatchObject({ pseudonym: 'Heron' });
    await closeJoining(database, 'evening');
    expect(await enter(database, next, 'Stork')).toBe('no-such-code');
  }));

  it('answers again who came in a moment ago and never got the answer, and nobody else', () => withCohort(lab, 1, async (database, code) => {
    const [id, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    const ask = (as: string, pseudonym: string, nowMs: number) => database.transaction((connection) => join(connection, { id: as, code, pseudonym }, nowMs, newId));
    await database.run('UPDATE cohort SET join_expires_ms = NULL');
    const lost = await ask(id, 'Otter', 10) as Joined;
    expect(lost.learner).toBe(id);
    const joined = await ask(id, 'otter', 20) as Joined;
    expect(joined).toMatchObject({ learner: id, cohort: 'evening', pseudonym: 'Otter' });
    // What was lost on the way opens nothing any more.
    expect([await callerOf(database, lost.token, 21), await recover(database, lost.recoveryCode, 21)]).toEqual([null, null]);
    expect(await callerOf(database, joined.token, 21)).toEqual({ kind: 'learner', id, cohort: 'evening' });
    expect((await recover(database, joined.recoveryCode, 21))?.learner).toBe(id);
    expect(await ask(other, 'Otter', 22)).toBe('name-taken');
    expect(await enter(database, code, 'Otter', 22)).toBe('name-taken');
    await database.run('UPDATE cohort SET seats = NULL');
    expect(await ask(id, 'Heron', 22)).toBe('name-taken');
    expect(await ask(id, 'Otter', 9 + AGAIN_MS)).toMatchObject({ learner: id });
    expect(await ask(id, 'Otter', 10 + AGAIN_MS)).toBe('name-taken');
    await database.run("INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state) VALUES ('s', ?, 'weights', 'x', 'x', 1, 'queued')", id);
    expect(await ask(id, 'Otter', 23)).toBe('name-taken');
    expect(await database.first('SELECT COUNT(*) AS count FROM learner')).toEqual({ count: 1 });
  }));

  it('gives the last seat once, to one of many who come together', () => withCohort(lab, 3, async (database, code) => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, (_, i) => enter(database, code, `Learner ${i}`)));
    expect(outcomes.filter((one) => one === 'full')).toHaveLength(3);
    expect(await database.first('SELECT COUNT(*) AS count FROM learner')).toEqual({ count: 3 });
  }));

  it('has an end where no number of seats was named', () => withCohort(lab, null, async (database, code) => {
    await database.transaction(async (connection) => {
      for (let i = 1; i < SEATS_UNSAID; i++) await connection.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, 1)', `n${i}`, 'evening', `n${i}`, `n${i}`, `n${i}`);
    });
    expect(await enter(database, code, 'Otter')).toMatchObject({ pseudonym: 'Otter' });
    expect(await enter(database, code, 'Heron')).toBe('full');
    await database.run('UPDATE cohort SET seats = ?', SEATS_UNSAID + 1);
    expect(await enter(database, code, 'Heron')).toMatchObject({ pseudonym: 'Heron' });
  }));

  it('lets in with the newest recovery code alone, and signs the others out', () => withCohort(lab, null, async (database, code) => {
    const { learner, recoveryCode, token } = await enter(database, code, 'Otter') as Joined;
    const next = await resetRecovery(database, learner);
    expect(await callerOf(database, token, 11)).toBeNull();
    expect(await recover(database, recoveryCode, 11)).toBeNull();
    expect(await recover(database, next, 11)).toMatchObject({ learner });
  }));
});

describeDatabases('a session', (lab) => {
  it('lives as long as it is used, and no longer than its longest', () => withCohort(lab, null, async (database, code) => {
    const { token } = await enter(database, code, 'Otter', 0) as Joined;
    const idle = IDLE_MS.learner;
    expect(await callerOf(database, token, idle - 1)).not.toBeNull();
    expect(await callerOf(database, token, 2 * idle - 2)).not.toBeNull();
    expect(await callerOf(database, token, 3 * idle - 2)).toBeNull();
    expect(await callerOf(database, token, LONGEST_MS.learner)).toBeNull();
    expect(await sweepSessions(database, 3 * idle)).toBe(1);
  }));

  it('ends with a removal, and when it is ended', () => withCohort(lab, null, async (database, code) => {
    const [otter, heron] = [await enter(database, code, 'Otter') as Joined, await enter(database, code, 'Heron') as Joined];
    await endSession(database, heron.token);
    expect(await callerOf(database, heron.token, 11)).toBeNull();
    await database.run('UPDATE learner SET removed_ms = 12 WHERE id = ?', otter.learner);
    expect(await callerOf(database, otter.token, 13)).toBeNull();
    expect(await callerOf(database, 'something', 13)).toBeNull();
  }));
});

describeDatabases('a limit', (lab) => {
  it('counts tries of all at once, says when to come again, and forgets', () => withCohort(lab, null, async (database) => {
    const tries = await Promise.all(Array.from({ length: LIMITS.login.most + 3 }, () => tryOnce(database, 'login', 'ada', 59_000)));
    expect(tries.filter((wait) => wait === 0)).toHaveLength(LIMITS.login.most);
    expect(Math.max(...tries)).toBe(1);
    expect(await tryOnce(database, 'login', 'grace', 59_000)).toBe(0);
    expect(await tryOnce(database, 'login', 'ada', 60_000)).toBe(0);
    expect(await sweepLimits(database, 400_000)).toBe(3);
  }));
});
