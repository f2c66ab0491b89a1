// What a regrade grades again: the same set of submissions whenever and by whomever it is asked for, since nothing in it changes after the beginning.
import type { Connection } from '../store/database.ts';

/** A regrade that somebody works on. */
export interface Work { id: string; cohort: string; exercise: string | null; begunMs: number }

/** Where it stands: everything up to this is done. */
export interface Cursor { hash: string; exercise: string }

/** Equal texts handed in for the same exercise: evaluated once. */
export interface Group extends Cursor { source: string }

/**
 * Submissions of the regrade. What waited at the beginning is left to the queue, also once it is graded. `CROSS JOIN` makes SQLite walk the index of sources, so that a page
 * costs what is on it. To be followed by AND; its values are those of `scopeValues`.
 */
export const SCOPE = `submission s CROSS JOIN learner l WHERE l.id = s.learner_id AND l.cohort_id = ? AND l.removed_ms IS NULL
  AND s.received_ms < ? AND s.ended_ms < ? AND s.state IN ('graded', 'failed') AND (? = '' OR s.exercise = ?)`;

/** Values of `SCOPE`. */
export const scopeValues = ({ cohort, exercise, begunMs }: Omit<Work, 'id'>): [string, number, number, string, string] => [cohort, begunMs, begunMs, exercise ?? '', exercise ?? ''];

/** The next groups, at most `most`. */
export const nextGroups = (connection: Connection, work: Work, { hash, exercise }: Cursor, most: number): Promise<Group[]> => connection.all<{ hash: string; exercise: string; source: string }>(
  `SELECT g.hash, g.exercise, t.source FROM
     (SELECT s.source_hash AS hash, s.exercise AS exercise, MIN(s.id) AS id FROM ${SCOPE} AND (s.source_hash, s.exercise) > (?, ?)
      GROUP BY s.source_hash, s.exercise ORDER BY s.source_hash, s.exercise LIMIT ?) g
   JOIN submission t ON t.id = g.id ORDER BY g.hash, g.exercise`, ...scopeValues(work), hash, exercise, most);
