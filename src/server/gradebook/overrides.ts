// Points that an instructor gives in place of those of a submission. They are only ever added: the newest counts, and one without points takes the others back.
import { note } from '../audit/audit.ts';
import type { Connection } from '../store/database.ts';

/** An override, by the id that the page made for it. */
export interface Given { id: string; learner: string; cohort: string; exercise: string; points: number | null; reason: string }

/** `new`: it is kept; `same`: it was there; `other`: this id is that of another one. To be run in a transaction. */
export async function override(connection: Connection, { id, learner, cohort, exercise, points, reason }: Given, { actor, nowMs, newId }: { actor: string; nowMs: number; newId: () => string }): Promise<'new' | 'same' | 'other'> {
  const known = await connection.first<{ learner_id: string; exercise: string; points: number | null; reason: string }>('SELECT learner_id, exercise, points, reason FROM override WHERE id = ?', id);
  if (known !== null) return known.learner_id === learner && known.exercise === exercise && known.points === points && known.reason === reason ? 'same' : 'other';
  // Of two within one millisecond the later has to be the newer one.
  const newest = await connection.first<{ given_ms: number | null }>('SELECT MAX(given_ms) AS given_ms FROM override WHERE learner_id = ? AND exercise = ?', learner, exercise);
  const givenMs = Math.max(nowMs, (newest?.given_ms ?? 0) + 1);
  await connection.run('INSERT INTO override (id, learner_id, exercise, points, reason, instructor_id, given_ms) VALUES (?, ?, ?, ?, ?, ?, ?)', id, learner, exercise, points, reason, actor, givenMs);
  await note(connection, { actor, cohort, action: points === null ? 'override.taken-back' : 'override.given', object: learner, detail: points === null ? exercise : `${exercise} ${points}` }, nowMs, newId);
  return 'new';
}
