// A class of sixty with a queue, and runners that are ended with the test.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServedCourse } from '../../../src/server/http/services.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { receive, type Received } from '../../../src/server/submissions/receive.ts';
import { startRunner, type Runner, type RunnerOptions } from '../../../src/server/submissions/runner.ts';
import { corpusExercise } from '../../grader/corpus/index.ts';
import type { Lab } from '../harness/databases.ts';

/** One exercise. */
export const course: ServedCourse = { modules: [], exercises: new Map([['weights', { ...corpusExercise, id: 'weights', version: 2 }]]), graderVersion: 5 };

/** What a test has: learners `l0` to `l59`, and a clock that stands still until it is set. */
export interface Room {
  database: Database;
  start(options: Partial<RunnerOptions> & Pick<RunnerOptions, 'grading'>): Runner;
  /** Hands in; the source is the id unless one is given. */
  send(learner: string, id: string, atMs?: number, exercise?: string, source?: string): Promise<Received>;
  /** What runners told. */
  errors: unknown[];
  setNow(ms: number): void;
}

/** Runs a test with an empty queue of its own. */
export async function withQueue(lab: Lab, test: (room: Room) => Promise<void>): Promise<void> {
  const database = lab.open(await lab.fresh());
  const runners: Runner[] = [];
  const errors: unknown[] = [];
  let now = 1_000;
  try {
    await migrate(database, () => 1);
    await database.run('INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)', 'c', 'Class', 1);
    for (let at = 0; at < 60; at++) await database.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, ?)', `l${at}`, 'c', `l${at}`, `l${at}`, `l${at}`, 1);
    await test({
      database, errors, setNow: (ms) => { now = ms; },
      start(options) {
        const runner = startRunner({ database, course, owner: `r${runners.length}`, nowMs: () => now, onError: (error) => errors.push(error), slots: 2, ...options });
        runners.push(runner);
        return runner;
      },
      send: (learner, id, atMs = 1, exercise = 'weights', source = id) => database.transaction((connection) => receive(connection, learner, { id, exercise, source, hints: 0 }, atMs)),
    });
  } finally {
    await Promise.all(runners.map((runner) => runner.drain()));
    await database.close();
  }
}

/** Until it is so; the test's own limit ends it. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(5);
}
