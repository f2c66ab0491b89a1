// Removal for good. First, in one moment, nobody sees it any more; then the rows go, learner by learner, so that no transaction is long. What a stop leaves is finished by the sweeper.
import { forget, note } from '../audit/audit.ts';
import { hashOf } from '../identity/secrets.ts';
import type { Connection, Database } from '../store/database.ts';
import type { Doing } from './cohorts.ts';

/** Removes a learner with all that is kept about them. False: they are gone already. */
export async function removeLearner(database: Database, learner: string, { actor, nowMs, newId }: Doing): Promise<boolean> {
  return database.transaction(async (connection) => {
    const row = await connection.first<{ cohort_id: string }>('SELECT cohort_id FROM learner WHERE id = ?', learner);
    if (row === null) return false;
    await note(connection, { actor, cohort: row.cohort_id, action: 'learner.removed', object: learner, detail: actor === learner ? 'by the learner' : '' }, nowMs, newId);
    await erase(connection, learner);
    return true;
  });
}

/** Deletes the rows; all that refers to a learner goes with them. */
async function erase(connection: Connection, learner: string): Promise<void> {
  await connection.run('DELETE FROM learner WHERE id = ?', learner);
  for (const key of [learner, hashOf(learner)]) await connection.run('DELETE FROM rate WHERE key = ?', `submit ${key}`);
  await forget(connection, learner);
}

/** Removes a cohort with its learners. */
export async function removeCohort(database: Database, cohort: string, { actor, nowMs, newId }: Doing): Promise<void> {
  await database.transaction(async (connection) => {
    await connection.run('UPDATE cohort SET join_hash = NULL, removed_ms = ? WHERE id = ?', nowMs, cohort);
    await connection.run('UPDATE learner SET removed_ms = ? WHERE cohort_id = ?', nowMs, cohort);
    await connection.run('DELETE FROM staff WHERE cohort_id = ?', cohort);
    await connection.run('DELETE FROM invitation WHERE cohort_id = ?', cohort);
    await note(connection, { actor, cohort, action: 'cohort.removed', object: cohort, detail: '' }, nowMs, newId);
  });
  await sweepRemoved(database);
}

/** Finishes what was begun: learners, then cohorts; how many rows of both. */
export async function sweepRemoved(database: Database): Promise<number> {
  const learners = await database.all<{ id: string }>('SELECT id FROM learner WHERE removed_ms IS NOT NULL');
  for (const { id } of learners) await database.transaction((connection) => erase(connection, id));
  const cohorts = await database.run('DELETE FROM cohort WHERE removed_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM learner l WHERE l.cohort_id = cohort.id)');
  return learners.length + cohorts;
}

