// The one place that decides who may do what. What a caller may not see does not exist for them: 404, as for ids that never were.
import type { Caller } from '../identity/sessions.ts';
import type { Connection } from '../store/database.ts';
import { notFound, ownerOnly, signInFirst } from './problem.ts';
import type { ObjectKind, Role, Target, Who } from './route.ts';

/** Lets the caller pass, or throws a Problem. */
export function admit(who: Who, caller: Caller | null): void {
  if (who === 'anyone') return;
  if (caller === null) throw signInFirst();
  if (who !== 'signed-in' && who !== caller.kind) throw notFound();
}

/** Where the cohort of an object is found. Whoever is being removed is no longer there. */
const COHORT_OF: { [kind in ObjectKind]: string } = {
  cohort: 'SELECT id AS cohort, NULL AS learner FROM cohort WHERE id = ?',
  learner: 'SELECT cohort_id AS cohort, id AS learner FROM learner WHERE id = ? AND removed_ms IS NULL',
  submission: 'SELECT l.cohort_id AS cohort, l.id AS learner FROM submission s JOIN learner l ON l.id = s.learner_id WHERE s.id = ? AND l.removed_ms IS NULL',
  regrade: 'SELECT cohort_id AS cohort, NULL AS learner FROM regrade WHERE id = ?',
};

/** The object for this caller: of a cohort whose staff they are, or their own. Throws `notFound`, and for what is the owner's alone `ownerOnly`. */
export async function targetFor(connection: Connection, caller: Caller, { object: kind, isOwners }: { object: ObjectKind; isOwners?: true | undefined }, id: string): Promise<Target> {
  const row = await connection.first<{ cohort: string; learner: string | null }>(COHORT_OF[kind], id);
  if (row === null) throw notFound();
  if (caller.kind === 'learner') {
    if (row.learner !== caller.id && (kind !== 'cohort' || row.cohort !== caller.cohort)) throw notFound();
    return { kind, id, ...row, role: null };
  }
  const role = await roleIn(connection, caller.id, row.cohort);
  if (role === null) throw notFound();
  if (isOwners === true && role !== 'owner') throw ownerOnly();
  return { kind, id, ...row, role };
}

/** What an instructor is in a cohort; null: nothing, or there is none. */
export async function roleIn(connection: Connection, instructor: string, cohort: string): Promise<Role | null> {
  return (await connection.first<{ role: Role }>('SELECT role FROM staff WHERE cohort_id = ? AND instructor_id = ?', cohort, instructor))?.role ?? null;
}
