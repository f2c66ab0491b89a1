// A class with a history, and a grader of numbers: `score 60` passes where the exercise asks for 60 or less, and two texts with the same score are the same model.
import type { Exercise } from '../../../src/course/index.ts';
import { hashOf } from '../../../src/server/identity/secrets.ts';
import type { Grading, Outcome } from '../../../src/server/grading/index.ts';
import type { ServedCourse } from '../../../src/server/http/services.ts';
import { beginRegrade } from '../../../src/server/regrade/begin.ts';
import { takeRegrade } from '../../../src/server/regrade/lease.ts';
import { editionOf } from '../../../src/server/regrade/regrader.ts';
import { runRegrade, type RunEnd } from '../../../src/server/regrade/run.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import type { Lab } from '../harness/databases.ts';

/** An exercise that asks for a score. */
export interface Asks { id: string; version: number; limit: number }

/** A course of one module; what it asks for is in `asks`. */
export function courseOf(asks: readonly Asks[], graderVersion = 5): ServedCourse {
  const exercises = asks.map((one) => ({ module: 'one', title: one.id, ...one }) as unknown as Exercise);
  return { modules: [{ id: 'one', title: 'One', exercises }], exercises: new Map(exercises.map((exercise) => [exercise.id, exercise])), graderVersion };
}

/** The exercise after its limit was raised: version 1 asked for 50. */
export const RAISED = courseOf([{ id: 'weights', version: 2, limit: 70 }]);

/** What a score comes to. */
export const pointsOf = (score: number, limit: number): { status: 'pass' | 'fail'; points: number } => (score >= limit ? { status: 'pass', points: 100 } : { status: 'fail', points: Math.min(99, score) });

/** A grader of scores; `onGrade` is told of every text before it is graded. */
export function fakeGrading(graderVersion = 5, onGrade: (source: string) => Promise<void> | void = () => {}): Grading & { evaluated: string[]; simulated: string[]; inFront: string[] } {
  const [evaluated, simulated, inFront] = [[] as string[], [] as string[], [] as string[]];
  return {
    evaluated, simulated, inFront,
    async grade({ exercise, source, isBackground }, recall = async () => null): Promise<Outcome> {
      evaluated.push(source);
      if (isBackground !== true) inFront.push(source);
      await onGrade(source);
      const about = { exerciseVersion: exercise.version, graderVersion, isRecalled: false, reason: null };
      const score = /score (\d+)/.exec(source)?.[1];
      if (score === undefined) return { ...about, modelHash: '', status: 'error', points: 0, checks: '[]', reason: 'worker-failed' };
      const modelHash = hashOf(score);
      const known = await recall(modelHash);
      if (known !== null) return { ...about, ...known, modelHash, isRecalled: true };
      simulated.push(score);
      return { ...about, ...pointsOf(Number(score), (exercise as unknown as Asks).limit), modelHash, checks: '[]' };
    },
    close: async () => {},
    stats: () => ({ started: 0, killed: 0, died: 0, graded: evaluated.length, recalled: 0, errors: 0, running: 0, waiting: 0 }),
  };
}

/** When the class worked. */
export const WORKED_MS = 1000;

/** A database with the class `c`, its module `one` and its owner `teacher`. */
export async function withClass(lab: Lab, test: (database: Database, place: string) => Promise<void>): Promise<void> {
  const place = await lab.fresh();
  const database = lab.open(place);
  try {
    await migrate(database, () => 1);
    await database.run("INSERT INTO instructor (id, login, password_hash, created_ms) VALUES ('teacher', 'teacher', 'x', 1)");
    await database.run("INSERT INTO cohort (id, name, created_ms) VALUES ('c', 'Class', 1)");
    await database.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES ('c', 'teacher', 'owner')");
    await database.run("INSERT INTO assignment (cohort_id, module) VALUES ('c', 'one')");
    await test(database, place);
  } finally {
    await database.close();
  }
}

/** One who joined class `c`. */
export const addLearner = (database: Database, name: string): Promise<number> =>
  database.run("INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, 'c', ?, ?, ?, 1)", name, name.toUpperCase(), name, name);

/** What was handed in, and how it was graded; `grade` null: set aside. */
export interface Past { id: string; learner: string; source: string; exercise?: string; receivedMs?: number; grade: { status: string; points: number; exerciseVersion?: number; graderVersion?: number } | null }

/** Adds a submission of the past. */
export async function addPast(database: Database, { id, learner, source, exercise = 'weights', receivedMs = WORKED_MS, grade }: Past): Promise<void> {
  await database.run('INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state, ended_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id, learner, exercise, source, hashOf(source), receivedMs, grade === null ? 'failed' : 'graded', receivedMs + 1);
  if (grade === null) return;
  await database.run("INSERT INTO grade (submission_id, exercise_version, grader_version, model_hash, status, points, checks, graded_ms, counts) VALUES (?, ?, ?, ?, ?, ?, '[]', ?, 1)",
    id, grade.exerciseVersion ?? 1, grade.graderVersion ?? 5, 'old', grade.status, grade.points, receivedMs + 1);
}

/** Adds a submission of this score, graded by version 1 of the exercise, whose limit is 50. */
export const addScore = (database: Database, id: string, learner: string, score: number, more: Partial<Past> = {}): Promise<void> =>
  addPast(database, { id, learner, source: `score ${score}`, grade: pointsOf(score, 50), ...more });

/** Begins a regrade of the class. */
export const begin = (database: Database, course: ServedCourse, id = 'r', nowMs = 5000, exercise: string | null = null): Promise<boolean> =>
  database.transaction((connection) => beginRegrade(connection, course, { id, cohort: 'c', exercise, instructor: 'teacher' }, nowMs));

/** Takes the regrade and works until it ends. */
export async function work(database: Database, course: ServedCourse, grading: Grading, { owner = 'here', nowMs = 6000, isStopped = () => false }: { owner?: string; nowMs?: number; isStopped?: () => boolean } = {}): Promise<RunEnd | null> {
  const leased = await database.transaction((connection) => takeRegrade(connection, owner, editionOf(course), nowMs));
  return leased === null ? null : runRegrade({ database, grading, course, owner, nowMs: () => nowMs, slots: 2 }, leased, isStopped);
}

/** Everything that a regrade has written, in an order of its own; without times, which depend on the clock. */
export async function written(database: Database): Promise<{ grades: string[]; verdicts: string[]; regrades: unknown[] }> {
  const rows = (list: unknown[]): string[] => list.map((row) => JSON.stringify(row)).sort();
  return {
    grades: rows(await database.all('SELECT submission_id, regrade_id, exercise_version, grader_version, model_hash, status, points, checks, counts FROM grade')),
    verdicts: rows(await database.all('SELECT * FROM verdict')),
    regrades: await database.all('SELECT id, state, submissions, done, sources, models, simulated, errors FROM regrade ORDER BY id'),
  };
}
