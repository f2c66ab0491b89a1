// What a learner hands in. Its id is made by the learner's computer, so sending it again, by a retry of anybody on the way, changes nothing.
import type { Connection } from '../store/database.ts';
import { hashOf } from '../identity/secrets.ts';

/** As sent. */
export interface Sent {
  /** A UUID in lower case. */
  id: string;
  exercise: string;
  source: string;
  /** Hints that the learner had seen. */
  hints: number;
}

/** `new`: it is kept and queued; `same`: it was there; `other`: this id has another learner, exercise or text. `waiting`: too many of this learner are not graded yet. */
export type Received = 'new' | 'same' | 'other' | 'waiting';

/** Submissions of one learner that may wait to be graded. */
export const WAITING_MOST = 3;

/** Keeps a submission; to be run in a transaction. When its promise has resolved and the transaction is done, the submission is on disk. */
export async function receive(connection: Connection, learner: string, { id, exercise, source, hints }: Sent, nowMs: number): Promise<Received> {
  const hash = hashOf(source);
  const known = await connection.first<{ learner_id: string; exercise: string; source_hash: string }>('SELECT learner_id, exercise, source_hash FROM submission WHERE id = ?', id);
  if (known !== null) return known.learner_id === learner && known.exercise === exercise && known.source_hash === hash ? 'same' : 'other';
  const { count } = (await connection.first<{ count: number }>("SELECT COUNT(*) AS count FROM submission WHERE learner_id = ? AND state = 'queued'", learner))!;
  if (count >= WAITING_MOST) return 'waiting';
  await connection.run("INSERT INTO submission (id, learner_id, exercise, source, source_hash, hints, received_ms, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'queued')", id, learner, exercise, source, hash, hints, nowMs);
  return 'new';
}
