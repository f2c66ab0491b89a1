// The queue of what is to be graded lies in the database: whoever dies, it is still there. A grader takes a lease, and loses it when it does not come back.
import type { Connection } from '../store/database.ts';

/** A submission to be graded. */
export interface Job { id: string; learner: string; exercise: string; source: string; tries: number }

/** How a grade came out. */
export interface GradeRow {
  exerciseVersion: number;
  graderVersion: number;
  /** Empty: there was no model. */
  modelHash: string;
  status: 'pass' | 'fail' | 'error';
  /** 0 to 100. */
  points: number;
  /** JSON: what each check measured. */
  checks: string;
  /** Why it could not be graded; nothing unless the status is `error`. */
  reason?: string | null;
}

/** A lease lasts longer than the hardest limit on a grade. */
export const LEASE_MS = 60_000;
/** Leases that may run out before a submission is set aside: something about it ends graders. */
export const TRIES_MOST = 3;

/** Learners that are looked at together, since others who grade may be quicker with the first. */
const CANDIDATES = 8;
/** Times that all of them may be gone before it is somebody else's turn to ask. */
const ROUNDS = 3;

/**
 * Whose turn it is: learners who wait and of whom nothing is being graded; among those whoever came first, or had their last turn first. So a learner waits for at most one submission of
 * each of the others, however much they hand in.
 */
const NEXT = `
  SELECT learner_id FROM (
    SELECT q.learner_id, MIN(q.received_ms) AS first_ms, (SELECT MAX(p.started_ms) FROM submission p WHERE p.learner_id = q.learner_id) AS turn_ms
    FROM submission q WHERE q.state = 'queued' GROUP BY q.learner_id HAVING MAX(COALESCE(q.lease_until_ms, 0)) <= ?) AS head
  ORDER BY CASE WHEN turn_ms > first_ms THEN turn_ms ELSE first_ms END, learner_id LIMIT ?`;

const FIRST = "SELECT id, exercise, source, tries FROM submission WHERE learner_id = ? AND state = 'queued' ORDER BY received_ms, id LIMIT 1";

/** Leases the submission whose turn it is, the first of whoever's turn it is; null: there is none. Each is leased to one, whoever else asks; it needs no transaction. */
export async function lease(connection: Connection, owner: string, nowMs: number): Promise<Job | null> {
  for (let round = 0; round < ROUNDS; round++) {
    const learners = await connection.all<{ learner_id: string }>(NEXT, nowMs, CANDIDATES);
    for (const { learner_id: learner } of learners) {
      const first = await connection.first<{ id: string; exercise: string; source: string; tries: number }>(FIRST, learner);
      if (first !== null && await take(connection, owner, first.id, nowMs)) return { ...first, learner, tries: first.tries + 1 };
    }
    if (learners.length < CANDIDATES) return null;
  }
  return null;
}

/** False: somebody else was quicker, or it is to be set aside. */
const take = async (connection: Connection, owner: string, id: string, nowMs: number): Promise<boolean> => (await connection.run(
  "UPDATE submission SET lease_owner = ?, lease_until_ms = ?, tries = tries + 1, started_ms = ? WHERE id = ? AND state = 'queued' AND tries < ? AND (lease_until_ms IS NULL OR lease_until_ms <= ?)",
  owner, nowMs + LEASE_MS, nowMs, id, TRIES_MOST, nowMs)) === 1;

/** Keeps a lease that would run out while a long grade goes on. False: it was lost. */
export const renew = async (connection: Connection, owner: string, id: string, nowMs: number): Promise<boolean> =>
  (await connection.run("UPDATE submission SET lease_until_ms = ? WHERE id = ? AND state = 'queued' AND lease_owner = ?", nowMs + LEASE_MS, id, owner)) === 1;

/**
 * Writes a grade down; what could not be graded is `failed` with it, and graded again by a regrade. False: the lease was lost, and somebody else grades it, or has; nothing is changed. To
 * be run in a transaction.
 */
export async function finish(connection: Connection, owner: string, id: string, grade: GradeRow, nowMs: number): Promise<boolean> {
  const { exerciseVersion, graderVersion, modelHash, status, points, checks, reason = null } = grade;
  const held = await connection.run("UPDATE submission SET state = ?, lease_owner = NULL, lease_until_ms = NULL, ended_ms = ? WHERE id = ? AND state = 'queued' AND lease_owner = ?",
    status === 'error' ? 'failed' : 'graded', nowMs, id, owner);
  if (held === 0) return false;
  await connection.run('INSERT INTO grade (submission_id, exercise_version, grader_version, model_hash, status, points, checks, reason, graded_ms, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)',
    id, exerciseVersion, graderVersion, modelHash, status, points, checks, reason, nowMs);
  return true;
}

/** Gives a lease back, so that another takes it at once: the grader drains, or died without a fault of the submission. */
export const giveBack = (connection: Connection, owner: string, id: string): Promise<number> =>
  connection.run("UPDATE submission SET lease_owner = NULL, lease_until_ms = NULL, tries = tries - 1 WHERE id = ? AND state = 'queued' AND lease_owner = ?", id, owner);

/** Ends every lease: whoever had one is no more. The try counts, since a submission may be what ended the process. */
export const endLeases = (connection: Connection): Promise<number> => connection.run("UPDATE submission SET lease_until_ms = 0 WHERE state = 'queued' AND lease_until_ms > 0");

/** Sets aside what has ended its graders too often; how many. It is kept, told to learner and instructor, and graded again by a regrade. */
export const setAside = (connection: Connection, nowMs: number): Promise<number> =>
  connection.run("UPDATE submission SET state = 'failed', lease_owner = NULL, ended_ms = ? WHERE state = 'queued' AND tries >= ? AND lease_until_ms <= ?", nowMs, TRIES_MOST, nowMs);

/** Submissions that wait, those under a lease included. */
export async function waiting(connection: Connection): Promise<number> {
  return (await connection.first<{ count: number }>("SELECT COUNT(*) AS count FROM submission WHERE state = 'queued'"))!.count;
}

/** Whose submissions wait in a cohort: an id for each of them. */
export const waitingIn = async (connection: Connection, cohort: string): Promise<string[]> =>
  (await connection.all<{ learner_id: string }>("SELECT s.learner_id FROM submission s JOIN learner l ON l.id = s.learner_id WHERE s.state = 'queued' AND l.cohort_id = ?", cohort)).map(({ learner_id }) => learner_id);

/** Milliseconds for which the first of them has waited; 0: none waits. */
export async function oldestWaitMs(connection: Connection, nowMs: number): Promise<number> {
  const { first } = (await connection.first<{ first: number | null }>("SELECT MIN(received_ms) AS first FROM submission WHERE state = 'queued'"))!;
  return first === null ? 0 : Math.max(0, nowMs - first);
}
