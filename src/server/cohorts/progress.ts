// How a learner stands with every exercise of the course: what the class page shows them, and those who teach them.
import { creditPct } from '../gradebook/credit.ts';
import { entryOf, readBook, type Status } from '../gradebook/book.ts';
import { closings } from '../gradebook/deadlines.ts';
import type { Override } from '../gradebook/select.ts';
import type { Connection } from '../store/database.ts';
import { isExam, solutionOpening } from './openings.ts';

/** One exercise of one learner. */
export interface Progress {
  exercise: string; module: string; counts: boolean; points: number | null; status: Status; submission: string | null; override: Override | null;
  /** The learner's own dates. */
  opensMs: number | null; dueMs: number | null; lateMs: number; latePct: number;
  /** Of what would be handed in now. */
  creditPct: number;
  late: boolean; tries: number; waiting: number; solutionsOpen: boolean; solutionsOpenMs: number | null;
  hints: number; stuck: boolean;
}

/** The course's exercises in their order. */
export interface Ordered { modules: readonly { id: string; exercises: readonly { id: string; module: string }[] }[] }

/** Every exercise of the course for one learner. */
export async function progressOf(connection: Connection, { id, cohort }: { id: string; cohort: string }, course: Ordered, nowMs: number): Promise<Progress[]> {
  const book = await readBook(connection, cohort, id);
  const [closes, exam] = [await closings(connection, cohort), await isExam(connection, cohort)];
  return course.modules.flatMap(({ exercises }) => exercises).map((one) => {
    const { passed, fails, deadline, ...entry } = entryOf(book, id, one);
    const { open, openMs } = solutionOpening({ exam, closesMs: closes.get(one.module) ?? null, passed, fails }, nowMs);
    return { ...entry, ...deadline, creditPct: creditPct(deadline, nowMs), solutionsOpen: open, solutionsOpenMs: openMs };
  });
}
