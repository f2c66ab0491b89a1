// What a regrade writes: a page of grades at once with where it stands, so that nothing is done twice or left out, whenever it is killed.
import { rememberVerdict, type Outcome } from '../grading/index.ts';
import type { Connection } from '../store/database.ts';
import { LEASE_MS } from './lease.ts';
import { SCOPE, scopeValues, type Group, type Work } from './scope.ts';

/** A group with how it came out; null: the course has its exercise no longer, and its grades stay as they are. */
export interface GradedGroup { group: Group; outcome: Outcome | null }

/** Writes a page of groups, the last one of which becomes the cursor. False: somebody else has the regrade, or it was dropped; nothing is changed. To be run in a transaction. */
export async function writePage(connection: Connection, owner: string, work: Work, page: readonly GradedGroup[], nowMs: number): Promise<boolean> {
  const { hash, exercise } = page.at(-1)!.group;
  const held = await connection.run("UPDATE regrade SET after_hash = ?, after_exercise = ?, lease_until_ms = ? WHERE id = ? AND state = 'running' AND lease_owner = ?", hash, exercise, nowMs + LEASE_MS, work.id, owner);
  if (held === 0) return false;
  const graded = page.filter((one): one is { group: Group; outcome: Outcome } => one.outcome !== null);
  let [done, errors] = [0, 0];
  for (const { group, outcome } of graded) {
    const added = await addGrades(connection, work, group, outcome, nowMs);
    await rememberVerdict(connection, group.exercise, outcome);
    done += added;
    if (outcome.status === 'error') errors += added;
  }
  await connection.run('UPDATE regrade SET done = done + ?, errors = errors + ?, sources = sources + ?, simulated = simulated + ? WHERE id = ?',
    done, errors, graded.length, graded.filter(({ outcome }) => outcome.modelHash !== '' && !outcome.isRecalled).length, work.id);
  return true;
}

/** One grade for each submission of the group that is still there; how many. Their time is after that of every grade before. */
const addGrades = (connection: Connection, work: Work, group: Group, outcome: Outcome, nowMs: number): Promise<number> => connection.run(
  `INSERT INTO grade (submission_id, regrade_id, exercise_version, grader_version, model_hash, status, points, checks, reason, graded_ms, counts)
   SELECT s.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0 FROM ${SCOPE} AND s.source_hash = ? AND s.exercise = ?`,
  work.id, outcome.exerciseVersion, outcome.graderVersion, outcome.modelHash, outcome.status, outcome.points, outcome.checks, outcome.reason, Math.max(nowMs, work.begunMs), ...scopeValues(work), group.hash, group.exercise);

/** All is graded: the instructor may look and decide. False as for `writePage`. To be run in a transaction. */
export async function writeReady(connection: Connection, owner: string, { id, begunMs }: Work, nowMs: number): Promise<boolean> {
  const { models } = (await connection.first<{ models: number }>("SELECT COUNT(DISTINCT model_hash) AS models FROM grade WHERE regrade_id = ? AND model_hash <> ''", id))!;
  return await connection.run("UPDATE regrade SET state = 'ready', models = ?, ended_ms = ?, lease_owner = NULL, lease_until_ms = NULL WHERE id = ? AND state = 'running' AND lease_owner = ?",
    models, Math.max(nowMs, begunMs), id, owner) > 0;
}
