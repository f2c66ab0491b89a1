// What learners have for an exercise without a regrade and with it. Everything else, dates, extensions and overrides, is as it is now.
import { creditPct, type Deadline } from '../gradebook/credit.ts';
import { deadlinesOf, extensionsOf, withExtension } from '../gradebook/deadlines.ts';
import { standing, type Graded, type Override } from '../gradebook/select.ts';
import type { Connection, Row } from '../store/database.ts';
import type { Regraded } from './read.ts';

/** Points of a learner for an exercise, without the regrade and with it; null: nothing counts. */
export type Standings = (learner: string, exercise: string) => { before: number | null; after: number | null };

/** Learners that are asked for at once. */
const CHUNK = 100;

interface GradeRow extends Row { id: string; learner_id: string; exercise: string; received_ms: number; regrade_id: string; graded_ms: number; points: number; counts: number }
interface OverrideRow extends Row { learner_id: string; exercise: string; points: number | null; given_ms: number }

/** The standings of these learners. */
export async function standingsAround(connection: Connection, regrade: Regraded, learners: readonly string[], moduleOf: (exercise: string) => string | undefined): Promise<Standings> {
  const deadlines = await deadlinesOf(connection, regrade.cohort);
  const extensions = await extensionsOf(connection, { cohort: regrade.cohort });
  const grades = new Map<string, GradeRow[]>();
  const overrides = new Map<string, Override[]>();
  for (let at = 0; at < learners.length; at += CHUNK) {
    // Filled up, so that the database sees one statement.
    const ids = Array.from({ length: CHUNK }, (_, i) => learners[at + i] ?? '');
    const marks = ids.map(() => '?').join(', ');
    for (const row of await connection.all<GradeRow>(
      `SELECT s.id, s.learner_id, s.exercise, s.received_ms, g.regrade_id, g.graded_ms, g.points, g.counts FROM submission s JOIN grade g ON g.submission_id = s.id
       WHERE s.learner_id IN (${marks}) AND g.status <> 'error' AND (g.counts = 1 OR g.regrade_id = ?)`, ...ids, regrade.id)) add(grades, row, row);
    for (const row of await connection.all<OverrideRow>(`SELECT learner_id, exercise, points, given_ms FROM override WHERE learner_id IN (${marks}) ORDER BY given_ms, id`, ...ids)) {
      add(overrides, row, { points: row.points, givenMs: row.given_ms, reason: '' });
    }
  }
  const reckon = (learner: string, exercise: string): { before: number | null; after: number | null } => {
    const deadline = deadlines.get(moduleOf(exercise) ?? '');
    if (deadline === undefined) return { before: null, after: null };
    const own = withExtension(deadline, extensions.get(learner)?.get(moduleOf(exercise)!));
    const [rows, given] = [grades.get(`${learner} ${exercise}`) ?? [], overrides.get(`${learner} ${exercise}`) ?? []];
    const points = (isWith: boolean): number | null => standing(gradedFrom(rows, regrade, own, isWith), given).points;
    return { before: points(false), after: points(true) };
  };
  // One who handed in much has many changes and one standing.
  const known = new Map<string, { before: number | null; after: number | null }>();
  return (learner, exercise) => {
    const key = `${learner} ${exercise}`;
    const found = known.get(key) ?? reckon(learner, exercise);
    known.set(key, found);
    return found;
  };
}

function add<T>(to: Map<string, T[]>, { learner_id, exercise }: { learner_id: string; exercise: string }, one: T): void {
  const key = `${learner_id} ${exercise}`;
  const list = to.get(key);
  if (list === undefined) to.set(key, [one]);
  else list.push(one);
}

/** The grade that each submission has: the newest, where later regrades do not belong to the picture. */
function gradedFrom(rows: readonly GradeRow[], { id, begunMs }: Regraded, deadline: Deadline, isWith: boolean): Graded[] {
  const newest = new Map<string, GradeRow>();
  for (const row of rows) {
    const belongs = row.regrade_id === id ? isWith : row.regrade_id === '' || row.graded_ms < begunMs;
    const known = newest.get(row.id);
    if (belongs && (known === undefined || row.graded_ms > known.graded_ms || (row.graded_ms === known.graded_ms && row.regrade_id > known.regrade_id))) newest.set(row.id, row);
  }
  return [...newest.values()].map((row) => ({ id: row.id, receivedMs: row.received_ms, points: row.points, creditPct: creditPct(deadline, row.received_ms) }));
}
