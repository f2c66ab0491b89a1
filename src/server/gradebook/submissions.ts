// Submissions as they are shown: with the grade that counts, for instructors with every other one, and the credit of their date.
import type { Connection, Row, Value } from '../store/database.ts';
import { ownDeadline, type Book } from './book.ts';
import { creditPct } from './credit.ts';
import { deadlinesOf, extensionsOf } from './deadlines.ts';

/** A grade; `regrade` is the one that gave it, null: the grading queue. */
export interface Grade {
  status: string; points: number; checks: unknown[]; exerciseVersion: number; graderVersion: number; gradedMs: number; regrade: string | null;
  /** A diagnostic code: why the design could not be graded; only those who teach see it. */
  reason?: string | null;
}

/** A submission as it is shown. */
export interface Shown {
  id: string; learner: string; exercise: string; hints: number; receivedMs: number; state: string;
  /** null: it has none, or none that counts. */
  grade: Grade | null;
  /** Of the points, for the learner's own dates; 100 outside of the cohort's modules, where nothing counts. */
  creditPct: number;
  source?: string;
  pseudonym?: string;
  /** Every grade, the newest first; only those who teach see them. */
  grades?: (Grade & { counts: boolean })[];
}

/** What of a submission is wanted beside the rest. */
export interface Parts { source?: boolean; pseudonym?: boolean; grades?: boolean }

/** Which submissions: conditions on rows `s` of submission and `l` of learner, with their parameters. */
export interface Chosen { where: string; values: readonly Value[]; order: 'newest' | 'oldest'; limit: number }

interface SubmissionRow extends Row { id: string; learner_id: string; pseudonym: string; cohort_id: string; exercise: string; source: string; hints: number; received_ms: number; state: string }
interface GradeRow extends Row { submission_id: string; regrade_id: string; exercise_version: number; grader_version: number; status: string; points: number; checks: string; reason: string | null; graded_ms: number; counts: number }

/** Where an exercise belongs. */
export interface Modules { exercises: ReadonlyMap<string, { module: string }> }

/** The submissions of one cohort that were chosen. Five questions to the database, however many they are. */
export async function shown(connection: Connection, cohort: string, course: Modules, { where, values, order, limit }: Chosen, parts: Parts = {}): Promise<Shown[]> {
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  const rows = await connection.all<SubmissionRow>(
    `SELECT s.id, s.learner_id, l.pseudonym, s.exercise, ${parts.source === true ? 's.source' : "'' AS source"}, s.hints, s.received_ms, s.state FROM submission s JOIN learner l ON l.id = s.learner_id
     WHERE l.cohort_id = ? AND l.removed_ms IS NULL AND ${where} ORDER BY s.received_ms ${direction}, s.id ${direction} LIMIT ${Math.trunc(limit)}`, cohort, ...values);
  if (rows.length === 0) return [];
  const dates = { deadlines: await deadlinesOf(connection, cohort), extensions: await extensionsOf(connection, { cohort }) };
  const grades = Map.groupBy(await gradesOf(connection, rows.map(({ id }) => id)), ({ submission_id }) => submission_id);
  return rows.map((row) => view(row, grades.get(row.id) ?? [], dates, course, parts));
}

function view({ id, learner_id: learner, pseudonym, exercise, source, hints, received_ms: receivedMs, state }: SubmissionRow, grades: readonly GradeRow[], dates: Pick<Book, 'deadlines' | 'extensions'>, course: Modules, parts: Parts): Shown {
  const counting = grades.filter(({ counts }) => counts === 1);
  // A grade that says that the grader could not is shown where there is no other.
  const newest = counting.findLast(({ status }) => status !== 'error') ?? counting.at(-1) ?? null;
  const deadline = ownDeadline(dates, learner, course.exercises.get(exercise)?.module ?? '');
  return {
    id, learner, ...(parts.pseudonym === true ? { pseudonym } : {}), exercise, ...(parts.source === true ? { source } : {}), hints, receivedMs, state, grade: newest === null ? null : { ...gradeOf(newest), ...(parts.grades === true ? { reason: newest.reason } : {}) },
    ...(parts.grades === true ? { grades: grades.map((one) => ({ ...gradeOf(one), reason: one.reason, counts: one.counts === 1 })).reverse() } : {}),
    creditPct: deadline === null ? 100 : creditPct(deadline, receivedMs),
  };
}

const gradeOf = ({ status, points, checks, exercise_version, grader_version, graded_ms, regrade_id }: GradeRow): Grade =>
  ({ status, points, checks: JSON.parse(checks) as unknown[], exerciseVersion: exercise_version, graderVersion: grader_version, gradedMs: graded_ms, regrade: regrade_id === '' ? null : regrade_id });

/** Grades of these submissions, the newest last. */
async function gradesOf(connection: Connection, ids: readonly string[]): Promise<GradeRow[]> {
  const { marks, values } = inList(ids);
  return connection.all<GradeRow>(`SELECT * FROM grade WHERE submission_id IN ${marks} ORDER BY graded_ms, regrade_id`, ...values);
}

/** One submission. */
export async function shownOne(connection: Connection, cohort: string, course: Modules, id: string, parts: Parts): Promise<Shown | null> {
  return (await shown(connection, cohort, course, { where: 's.id = ?', values: [id], order: 'newest', limit: 1 }, parts))[0] ?? null;
}

/** All submissions, page by page, the oldest first; `of` narrows them to one learner. What comes in while they are read comes at the end. */
export async function* pages(connection: Connection, cohort: string, course: Modules, parts: Parts, of: { learner?: string } = {}, size = 200): AsyncGenerator<Shown[]> {
  const own = of.learner === undefined ? '1 = 1' : 'l.id = ?';
  for (let last: Shown | null = null; ;) {
    const values: Value[] = [...(of.learner === undefined ? [] : [of.learner]), ...(last === null ? [] : [last.receivedMs, last.id])];
    const page: Shown[] = await shown(connection, cohort, course, { where: last === null ? own : `${own} AND (s.received_ms, s.id) > (?, ?)`, values, order: 'oldest', limit: size }, parts);
    if (page.length > 0) yield page;
    if (page.length < size) return;
    last = page.at(-1)!;
  }
}

/** A list of ids for `IN`, of one of few lengths, its last id repeated: so there are few different statements. */
export function inList(ids: readonly string[]): { marks: string; values: string[] } {
  const values = Array.from({ length: 2 ** Math.ceil(Math.log2(ids.length)) }, (_, at) => ids[Math.min(at, ids.length - 1)]!);
  return { marks: `(${values.map(() => '?').join(', ')})`, values };
}
