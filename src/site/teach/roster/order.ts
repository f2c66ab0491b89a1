// The rows of a roster: what they add up to, and in which order they stand.
import type { RosterLearner } from '../api-types.ts';

/** What the rows are sorted by. */
export type OrderBy = 'name' | 'points' | 'stuck' | 'seen';

/** Direction `up`: from a to z, from little to much, from long ago to now. */
export interface Order { by: OrderBy; up: boolean }

/** Which way round an order begins when it is chosen. */
export const FIRST_UP: { readonly [by in OrderBy]: boolean } = { name: true, points: false, stuck: false, seen: false };

/** A learner with what the exercises of the cohort add up to. */
export interface RosterRow { learner: RosterLearner; points: number; stuck: string[]; passed: number }

/** The rows of the learners; only `exercises` count. */
export function rosterRows(learners: readonly RosterLearner[], exercises: readonly string[]): RosterRow[] {
  return learners.map((learner) => {
    const row: RosterRow = { learner, points: 0, stuck: [], passed: 0 };
    for (const id of exercises) {
      const cell = learner.exercises[id];
      if (cell === undefined) continue;
      row.points += cell.points ?? 0;
      if (cell.stuck && cell.status !== 'overridden') row.stuck.push(id);
      if (cell.status === 'passed') row.passed += 1;
    }
    return row;
  });
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const VALUE: { readonly [by in Exclude<OrderBy, 'name'>]: (row: RosterRow) => number } = {
  points: ({ points }) => points,
  stuck: ({ stuck }) => stuck.length,
  // Who was never seen was seen longest ago.
  seen: ({ learner }) => learner.seenMs ?? -1,
};

/** The rows in an order; equal ones by name, so that nothing jumps when the roster is refreshed. */
export function inOrder(rows: readonly RosterRow[], { by, up }: Order): RosterRow[] {
  const names = (a: RosterRow, b: RosterRow): number => byName.compare(a.learner.pseudonym, b.learner.pseudonym) || (a.learner.id < b.learner.id ? -1 : 1);
  if (by === 'name') return [...rows].sort((a, b) => (up ? names(a, b) : names(b, a)));
  const value = VALUE[by];
  return [...rows].sort((a, b) => (up ? value(a) - value(b) : value(b) - value(a)) || names(a, b));
}

/** Which rows are wanted: those that are stuck, those whose name has this text. */
export function wanted(rows: readonly RosterRow[], { onlyStuck, find }: { onlyStuck: boolean; find: string }): RosterRow[] {
  const text = find.trim().toLocaleLowerCase();
  return rows.filter(({ learner, stuck }) => (!onlyStuck || stuck.length > 0) && learner.pseudonym.toLocaleLowerCase().includes(text));
}
