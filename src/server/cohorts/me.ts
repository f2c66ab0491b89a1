// Who is signed in, as their pages need it.
import type { Deadline } from '../gradebook/credit.ts';
import { deadlinesOf, extensionsOf, withExtension } from '../gradebook/deadlines.ts';
import type { Caller } from '../identity/sessions.ts';
import type { Connection } from '../store/database.ts';

/** A module that a class works on, with its dates. */
export interface DatedModule extends Deadline { module: string }

/** A module with the dates of one learner; `extended`: they were granted more time than the class. */
export interface OwnModule extends DatedModule { extended: boolean }

/** The signed-in person. */
export type Me =
  | { kind: 'learner'; id: string; pseudonym: string; createdMs: number; cohort: { id: string; name: string; exam: boolean; modules: OwnModule[] } }
  | { kind: 'instructor'; id: string; login: string };

/** By the order of the course; modules that it no longer has come last. */
export function inOrder<T extends { module: string }>(modules: T[], order: readonly { id: string }[]): T[] {
  const place = new Map(order.map(({ id }, at) => [id, at]));
  return modules.sort((a, b) => (place.get(a.module) ?? order.length) - (place.get(b.module) ?? order.length));
}

/** What is known about whoever asks. */
export async function me(connection: Connection, caller: Caller, order: readonly { id: string }[]): Promise<Me> {
  if (caller.kind === 'instructor') {
    const { login } = (await connection.first<{ login: string }>('SELECT login FROM instructor WHERE id = ?', caller.id))!;
    return { kind: 'instructor', id: caller.id, login };
  }
  const row = (await connection.first<{ pseudonym: string; created_ms: number; name: string; exam: number }>(
    'SELECT l.pseudonym, l.created_ms, c.name, c.exam FROM learner l JOIN cohort c ON c.id = l.cohort_id WHERE l.id = ?', caller.id))!;
  const granted = (await extensionsOf(connection, { learner: caller.id })).get(caller.id);
  const modules = [...await deadlinesOf(connection, caller.cohort)].map(([module, deadline]): OwnModule => {
    const own = withExtension(deadline, granted?.get(module));
    return { module, ...own, extended: own.dueMs !== deadline.dueMs };
  });
  return { kind: 'learner', id: caller.id, pseudonym: row.pseudonym, createdMs: row.created_ms, cohort: { id: caller.cohort, name: row.name, exam: row.exam === 1, modules: inOrder(modules, order) } };
}
