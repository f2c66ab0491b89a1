// The grades of a cohort as files for spreadsheets: a row for each learner, or one for each learner and exercise.
import type { Connection } from '../store/database.ts';
import { entryOf, readBook, type Entry } from './book.ts';
import { BYTE_ORDER_MARK, csvRecord, type Cell } from './csv.ts';

/** `wide`: one row a learner; `long`: one row for each learner and exercise. */
export type Form = 'wide' | 'long';

interface Course { modules: readonly { exercises: readonly { id: string; module: string }[] }[] }

/** The file. Only exercises of the cohort's modules are in it, in the order of the course. */
export async function gradesCsv(connection: Connection, cohort: string, course: Course, form: Form): Promise<string> {
  const learners = await connection.all<{ id: string; pseudonym: string }>('SELECT id, pseudonym FROM learner WHERE cohort_id = ? AND removed_ms IS NULL ORDER BY pseudonym_key', cohort);
  const book = await readBook(connection, cohort);
  const exercises = course.modules.flatMap((module) => module.exercises).filter(({ module }) => book.deadlines.has(module));
  const rows = learners.map(({ id, pseudonym }) => ({ names: [pseudonym, id], entries: exercises.map((exercise) => entryOf(book, id, exercise)) }));
  const lines: Cell[][] = form === 'wide'
    ? [['pseudonym', 'learner', ...exercises.map(({ id }) => id), 'sum', 'mean'], ...rows.map(({ names, entries }) => [...names, ...entries.map(({ points }) => points), ...totals(entries)])]
    : [['pseudonym', 'learner', 'module', 'exercise', 'points', 'status', 'late', 'tries', 'hints', 'override', 'reason'], ...rows.flatMap(({ names, entries }) => entries.map((entry) => [...names, ...longCells(entry)]))];
  return `${BYTE_ORDER_MARK}${lines.map((cells) => `${csvRecord(cells)}\r\n`).join('')}`;
}

/** Sum and mean, to two digits. What was not handed in counts 0. */
function totals(entries: readonly Entry[]): Cell[] {
  const sum = entries.reduce((total, { points }) => total + (points ?? 0), 0);
  return [sum, entries.length === 0 ? null : Math.round((100 * sum) / entries.length) / 100];
}

const longCells = ({ module, exercise, points, status, late, tries, hints, override }: Entry): Cell[] =>
  [module, exercise, points, status, late ? 'yes' : 'no', tries, hints, override?.points ?? null, override?.reason ?? null];
