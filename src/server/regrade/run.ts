// Works through one regrade, page by page.
import { Closed, recallVerdict, type Grading, type Outcome, type Recall, type Verdict } from '../grading/index.ts';
import type { ServedCourse } from '../http/services.ts';
import type { Database } from '../store/database.ts';
import { LEASE_MS, renewRegrade, type Leased } from './lease.ts';
import { nextGroups, type Group } from './scope.ts';
import { SpareSlots } from './spare.ts';
import { writePage, writeReady, type GradedGroup } from './write.ts';

/** What a regrade works with. */
export interface RunOptions {
  database: Database;
  grading: Grading;
  course: ServedCourse;
  /** Names this process among others: an id that nobody else has. */
  owner: string;
  nowMs: () => number;
  /** Graders that work at the same time. */
  slots: number;
}

/** How it ended: all graded; taken over or dropped; told to stop. */
export type RunEnd = 'ready' | 'lost' | 'stopped';

/** Groups that are written in one transaction: a few hundred grades, and what is lost when the process is killed. */
const PAGE = 100;

/** Verdicts of this page by model and exercise, some of them still to come; null: it could not be graded. */
type Fresh = Map<string, Promise<Verdict | null>>;

/** Grades what is left of a regrade that this process holds. Rejects with what the database rejects with: what was written stays. */
export async function runRegrade(options: RunOptions, work: Leased, isStopped: () => boolean): Promise<RunEnd> {
  const { database, owner, nowMs } = options;
  let isLost = false;
  const renewal = setInterval(() => {
    // A failed renewal is none: the next one, or the next page, tells.
    renewRegrade(database, owner, work.id, nowMs()).then((held) => { isLost ||= held === 0; }, () => {});
  }, LEASE_MS / 3);
  try {
    for (let after = work.after; ;) {
      const groups = await nextGroups(database, work, after, PAGE);
      if (groups.length === 0) return await database.transaction((connection) => writeReady(connection, owner, work, nowMs())) ? 'ready' : 'lost';
      const page = await gradePage(options, groups, () => isLost || isStopped());
      if (page === null) return isLost ? 'lost' : 'stopped';
      if (!(await database.transaction((connection) => writePage(connection, owner, work, page, nowMs())))) return 'lost';
      after = groups.at(-1)!;
    }
  } finally {
    clearInterval(renewal);
  }
}

/** All groups of a page, graded; null: it has become pointless. */
async function gradePage(options: RunOptions, groups: readonly Group[], isPointless: () => boolean): Promise<GradedGroup[] | null> {
  const slots = new SpareSlots(options.slots, async () => await options.database.first("SELECT id FROM submission WHERE state = 'queued' LIMIT 1") !== null);
  const fresh: Fresh = new Map();
  const failures: unknown[] = [];
  const page: GradedGroup[] = groups.map((group) => ({ group, outcome: null }));
  for (const one of page) {
    if (!options.course.exercises.has(one.group.exercise)) continue;
    if (!(await slots.free(() => failures.length > 0 || isPointless()))) break;
    slots.take(gradeGroup(options, one.group, fresh).then((outcome) => { one.outcome = outcome; }, (error: unknown) => failures.push(error)));
  }
  await slots.quiet(isPointless);
  const failure = failures.find((error) => !(error instanceof Closed));
  if (failure !== undefined) throw failure;
  return failures.length > 0 || isPointless() ? null : page;
}

/** A group's outcome. `fresh` has the models of this page: two that are graded at once and have the same are simulated once. */
async function gradeGroup({ database, grading, course }: RunOptions, { exercise: id, source }: Group, fresh: Fresh): Promise<Outcome> {
  const exercise = course.exercises.get(id)!;
  const own = Promise.withResolvers<Verdict | null>();
  const recall: Recall = async (modelHash) => {
    const key = `${modelHash} ${id}`;
    const other = fresh.get(key);
    // A grader that was replaced asks again, and must not wait for itself.
    const verdict = other === undefined || other === own.promise ? null : await other;
    if (verdict !== null) return verdict;
    fresh.set(key, own.promise);
    return recallVerdict(database, { modelHash, exercise: id, exerciseVersion: exercise.version, graderVersion: course.graderVersion });
  };
  let verdict: Verdict | null = null;
  try {
    const outcome = await grading.grade({ exercise, source, isBackground: true }, recall);
    if (outcome.status !== 'error') verdict = outcome;
    return outcome;
  } finally {
    own.resolve(verdict);
  }
}
