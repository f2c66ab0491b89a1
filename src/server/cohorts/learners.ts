// What instructors see of learners, and decide about them.
import { note } from '../audit/audit.ts';
import { entryOf, readBook } from '../gradebook/book.ts';
import { shown, type Modules, type Shown } from '../gradebook/submissions.ts';
import { Conflict, type Connection, type Row } from '../store/database.ts';
import type { Doing } from './cohorts.ts';
import { progressOf, type Ordered, type Progress } from './progress.ts';
import { readPseudonym, type BadPseudonym } from './pseudonym.ts';

/** A learner in the roster; exercises with nothing handed in and nothing decided are left out. */
export interface InRoster {
  id: string; pseudonym: string; createdMs: number; seenMs: number | null; handedIn: number; waiting: number;
  exercises: { [id: string]: { points: number | null; status: string; tries: number; hints: number; stuck: boolean; late: boolean; overridden: boolean; waiting: number } };
}

interface LearnerRow extends Row { id: string; pseudonym: string; created_ms: number; seen_ms: number | null }

const LEARNERS = 'SELECT l.id, l.pseudonym, l.created_ms, (SELECT MAX(s.seen_ms) FROM session s WHERE s.learner_id = l.id) AS seen_ms FROM learner l';

/** Every learner of a cohort with every exercise, in the order of their names. */
export async function roster(connection: Connection, cohort: string, course: Ordered): Promise<InRoster[]> {
  const rows = await connection.all<LearnerRow>(`${LEARNERS} WHERE l.cohort_id = ? AND l.removed_ms IS NULL ORDER BY l.pseudonym_key`, cohort);
  const book = await readBook(connection, cohort);
  const exercises = course.modules.flatMap(({ exercises: ofModule }) => ofModule);
  return rows.map(({ id, pseudonym, created_ms, seen_ms }) => {
    const entries = exercises.map((exercise) => entryOf(book, id, exercise)).filter(({ status }) => status !== 'none');
    return {
      id, pseudonym, createdMs: created_ms, seenMs: seen_ms, handedIn: sum(entries, 'tries'), waiting: sum(entries, 'waiting'),
      exercises: Object.fromEntries(entries.map(({ exercise, points, status, tries, hints, stuck, late, override, waiting }) => [exercise, { points, status, tries, hints, stuck, late, overridden: override !== null, waiting }])),
    };
  });
}

const sum = (entries: readonly { tries: number; waiting: number }[], what: 'tries' | 'waiting'): number => entries.reduce((total, entry) => total + entry[what], 0);

/** One learner with all that was handed in and decided. */
export interface LearnerPage {
  id: string; pseudonym: string; createdMs: number; seenMs: number | null; cohort: string;
  exercises: Progress[];
  extensions: { module: string; dueMs: number; reason: string; givenMs: number; by: string }[];
  overrides: { exercise: string; points: number | null; reason: string; givenMs: number; by: string }[];
  submissions: Shown[];
}

const SHOWN_MOST = 100;

/** One learner, for those who teach them. */
export async function learnerPage(connection: Connection, id: string, cohort: string, course: Ordered & Modules, nowMs: number): Promise<LearnerPage> {
  const { pseudonym, created_ms, seen_ms } = (await connection.first<LearnerRow>(`${LEARNERS} WHERE l.id = ?`, id))!;
  return {
    id, pseudonym, createdMs: created_ms, seenMs: seen_ms, cohort, exercises: await progressOf(connection, { id, cohort }, course, nowMs),
    extensions: await connection.all('SELECT e.module, e.due_ms AS "dueMs", e.reason, e.given_ms AS "givenMs", i.login AS "by" FROM extension e JOIN instructor i ON i.id = e.instructor_id WHERE e.learner_id = ? ORDER BY e.module', id),
    overrides: await connection.all('SELECT o.exercise, o.points, o.reason, o.given_ms AS "givenMs", i.login AS "by" FROM override o JOIN instructor i ON i.id = o.instructor_id WHERE o.learner_id = ? ORDER BY o.given_ms DESC, o.id DESC', id),
    submissions: await shown(connection, cohort, course, { where: 'l.id = ?', values: [id], order: 'newest', limit: SHOWN_MOST }),
  };
}

/** Gives a learner another name. To be run in a transaction. */
export async function rename(connection: Connection, learner: string, cohort: string, typed: string, { actor, nowMs, newId }: Doing): Promise<{ pseudonym: string } | 'name-taken' | BadPseudonym> {
  const read = readPseudonym(typed);
  if (typeof read === 'string') return read;
  if (await connection.first('SELECT id FROM learner WHERE cohort_id = ? AND pseudonym_key = ? AND id <> ?', cohort, read.key, learner) !== null) return 'name-taken';
  try {
    await connection.run('UPDATE learner SET pseudonym = ?, pseudonym_key = ? WHERE id = ?', read.name, read.key, learner);
  } catch (error) {
    if (error instanceof Conflict) return 'name-taken';
    throw error;
  }
  await note(connection, { actor, cohort, action: 'learner.renamed', object: learner, detail: '' }, nowMs, newId);
  return { pseudonym: read.name };
}

/** Grants more time, in place of an earlier extension of the same module. To be run in a transaction. */
export async function extend(connection: Connection, learner: string, cohort: string, { module, dueMs, reason }: { module: string; dueMs: number; reason: string }, { actor, nowMs, newId }: Doing): Promise<void> {
  await connection.run(
    `INSERT INTO extension (learner_id, module, due_ms, reason, instructor_id, given_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (learner_id, module) DO UPDATE SET due_ms = excluded.due_ms, reason = excluded.reason, instructor_id = excluded.instructor_id, given_ms = excluded.given_ms`, learner, module, dueMs, reason, actor, nowMs);
  await note(connection, { actor, cohort, action: 'extension.given', object: learner, detail: `${module} until ${dueMs}` }, nowMs, newId);
}

/** Takes an extension back. False: there was none. To be run in a transaction. */
export async function unextend(connection: Connection, learner: string, cohort: string, module: string, { actor, nowMs, newId }: Doing): Promise<boolean> {
  if (await connection.run('DELETE FROM extension WHERE learner_id = ? AND module = ?', learner, module) === 0) return false;
  await note(connection, { actor, cohort, action: 'extension.taken-back', object: learner, detail: module }, nowMs, newId);
  return true;
}
