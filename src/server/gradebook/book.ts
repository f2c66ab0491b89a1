// What each learner has for each exercise, out of four questions to the database however many learners there are.
import type { Connection } from '../store/database.ts';
import { attempts, FAILS_ENOUGH, tally, type Attempt } from './attempts.ts';
import { creditPct, type Deadline } from './credit.ts';
import { deadlinesOf, extensionsOf, NO_DATES, whose, withExtension, type Extensions, type Whose } from './deadlines.ts';
import { standing, type Override, type Standing } from './select.ts';

/** How a learner stands with an exercise. `error`: the grader could not grade what was handed in; it is graded again by a regrade. */
export type Status = 'none' | 'waiting' | 'error' | 'failed' | 'passed' | 'overridden';

/** One learner and one exercise. */
export interface Entry extends Standing {
  exercise: string;
  module: string;
  /** Whether the module belongs to the cohort; if not, work is graded and counts for nothing. */
  counts: boolean;
  status: Status;
  /** The submission that counts came after it was due. */
  late: boolean;
  /** Submissions, and those of them that wait for their first grade. */
  tries: number;
  waiting: number;
  passed: boolean;
  fails: number;
  /** Most hints that were open at any of them. */
  hints: number;
  /** Failed several times and never passed. */
  stuck: boolean;
  /** The learner's own dates. */
  deadline: Deadline;
}

/** Everything that entries are made of, for some learners of one cohort. */
export interface Book {
  deadlines: ReadonlyMap<string, Deadline>;
  extensions: Extensions;
  attempts: ReadonlyMap<string, readonly Attempt[]>;
  overrides: ReadonlyMap<string, readonly Override[]>;
}

const keyOf = (learner: string, exercise: string): string => `${learner} ${exercise}`;

/** Reads what is kept of a cohort's learners, or of one of them. */
export async function readBook(connection: Connection, cohort: string, learner: string | null = null): Promise<Book> {
  const of: Whose = learner === null ? { cohort } : { learner };
  return {
    deadlines: await deadlinesOf(connection, cohort), extensions: await extensionsOf(connection, of),
    attempts: Map.groupBy(await attempts(connection, of), (one) => keyOf(one.learner, one.exercise)), overrides: await overridesOf(connection, of),
  };
}

async function overridesOf(connection: Connection, of: Whose): Promise<Map<string, Override[]>> {
  const { where, value } = whose(of);
  const rows = await connection.all<{ learner_id: string; exercise: string; points: number | null; reason: string; given_ms: number }>(
    `SELECT o.learner_id, o.exercise, o.points, o.reason, o.given_ms FROM override o JOIN learner l ON l.id = o.learner_id WHERE ${where} ORDER BY o.given_ms, o.id`, value);
  return Map.groupBy(rows.map(({ learner_id, exercise, points, reason, given_ms }) => ({ key: keyOf(learner_id, exercise), points, reason, givenMs: given_ms })), ({ key }) => key);
}

/** A learner's own dates for a module of the cohort; null: it is none. */
export function ownDeadline({ deadlines, extensions }: Pick<Book, 'deadlines' | 'extensions'>, learner: string, module: string): Deadline | null {
  const deadline = deadlines.get(module);
  return deadline === undefined ? null : withExtension(deadline, extensions.get(learner)?.get(module));
}

/** How one learner stands with one exercise. */
export function entryOf(book: Book, learner: string, { id: exercise, module }: { id: string; module: string }): Entry {
  const own = ownDeadline(book, learner, module);
  const deadline = own ?? NO_DATES;
  const tried = book.attempts.get(keyOf(learner, exercise)) ?? [];
  const graded = tried.flatMap(({ id, receivedMs, grade }) => (grade === null ? [] : [{ id, receivedMs, points: grade.points, creditPct: creditPct(deadline, receivedMs) }]));
  const stands = standing(graded, book.overrides.get(keyOf(learner, exercise)) ?? []);
  const { passed, fails } = tally(tried);
  const waiting = tried.filter(({ isWaiting }) => isWaiting).length;
  const counted = tried.find(({ id }) => id === stands.submission);
  return {
    exercise, module, counts: own !== null, ...stands, passed, fails, deadline, tries: tried.length, waiting,
    status: stands.override !== null ? 'overridden' : passed ? 'passed' : waiting > 0 ? 'waiting' : fails > 0 ? 'failed' : tried.length > 0 ? 'error' : 'none',
    late: counted !== undefined && deadline.dueMs !== null && counted.receivedMs > deadline.dueMs,
    hints: tried.reduce((most, { hints }) => Math.max(most, hints), 0), stuck: !passed && fails >= FAILS_ENOUGH,
  };
}
