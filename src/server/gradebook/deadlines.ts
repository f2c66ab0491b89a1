// The dates of a cohort's modules, and what single learners were granted.
import type { Connection, Row } from '../store/database.ts';
import type { Deadline } from './credit.ts';

/** A module without dates: it can always be worked on. */
export const NO_DATES: Deadline = { opensMs: null, dueMs: null, lateMs: 0, latePct: 0 };

/** The dates of each module that the cohort works on. */
export async function deadlinesOf(connection: Connection, cohort: string): Promise<Map<string, Deadline>> {
  const rows = await connection.all<{ module: string; opens_ms: number | null; due_ms: number | null; late_ms: number; late_pct: number }>(
    'SELECT module, opens_ms, due_ms, late_ms, late_pct FROM assignment WHERE cohort_id = ?', cohort);
  return new Map(rows.map(({ module, opens_ms, due_ms, late_ms, late_pct }) => [module, { opensMs: opens_ms, dueMs: due_ms, lateMs: late_ms, latePct: late_pct }]));
}

/** Extensions by learner and module: the day until which each was granted. */
export type Extensions = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Whose rows are asked for: those of every learner of a cohort, or of one. */
export type Whose = { cohort: string } | { learner: string };

/** The condition on a row `l` of `learner` for these, with its parameter. Who is being removed is nobody's. */
export const whose = (of: Whose): { where: string; value: string } => ('cohort' in of ? { where: 'l.cohort_id = ? AND l.removed_ms IS NULL', value: of.cohort } : { where: 'l.id = ?', value: of.learner });

/** Every extension of these learners. */
export async function extensionsOf(connection: Connection, of: Whose): Promise<Extensions> {
  const { where, value } = whose(of);
  const rows = await connection.all<{ learner_id: string; module: string; due_ms: number } & Row>(`SELECT e.learner_id, e.module, e.due_ms FROM extension e JOIN learner l ON l.id = e.learner_id WHERE ${where}`, value);
  const byLearner = new Map<string, Map<string, number>>();
  for (const { learner_id, module, due_ms } of rows) byLearner.set(learner_id, (byLearner.get(learner_id) ?? new Map<string, number>()).set(module, due_ms));
  return byLearner;
}

/** The dates for one who was granted more time. An extension never costs: where the class got as much, or has no date, nothing changes. */
export const withExtension = (deadline: Deadline, untilMs: number | undefined): Deadline =>
  (deadline.dueMs === null || untilMs === undefined ? deadline : { ...deadline, dueMs: Math.max(deadline.dueMs, untilMs) });

/** From when on nobody of the cohort can gain credit for a module any more, extensions included; null: there is no such moment. By module. */
export async function closings(connection: Connection, cohort: string): Promise<Map<string, number | null>> {
  const longest = new Map((await connection.all<{ module: string; due_ms: number }>(
    'SELECT e.module, MAX(e.due_ms) AS due_ms FROM extension e JOIN learner l ON l.id = e.learner_id WHERE l.cohort_id = ? AND l.removed_ms IS NULL GROUP BY e.module', cohort)).map(({ module, due_ms }) => [module, due_ms]));
  return new Map([...await deadlinesOf(connection, cohort)].map(([module, deadline]) => {
    const { dueMs, lateMs } = withExtension(deadline, longest.get(module));
    return [module, dueMs === null ? null : dueMs + lateMs + 1];
  }));
}
