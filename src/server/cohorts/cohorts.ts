// Cohorts, their modules and their staff, as instructors see and change them.
import { note } from '../audit/audit.ts';
import type { Connection } from '../store/database.ts';
import { endInvitations } from '../identity/invitations.ts';
import { inOrder, type DatedModule } from './me.ts';

/** What an instructor decides about a cohort. */
export interface Settings { name: string; exam: boolean; modules: DatedModule[] }

/** What may be changed; what is left out stays. */
export interface Changes { name?: string | undefined; exam?: boolean | undefined; seats?: number | null | undefined; modules?: DatedModule[] | undefined }

/** Who does something, and what it takes. */
export interface Doing { actor: string; nowMs: number; newId: () => string }

/** A cohort in the list of its staff. */
export interface Listed { id: string; name: string; exam: boolean; role: string; learners: number; waiting: number; createdMs: number; modules: DatedModule[] }

/** A cohort with how it is joined and who teaches it. */
export interface Detailed extends Omit<Listed, 'waiting' | 'learners'> {
  joining: { open: boolean; expiresMs: number | null; seats: number | null; taken: number };
  staff: { id: string; login: string; role: string }[];
}

/** Makes a cohort of this owner, under an id that is new. To be run in a transaction. */
export async function createCohort(connection: Connection, id: string, { name, exam, modules }: Settings, { actor, nowMs, newId }: Doing): Promise<void> {
  await connection.run('INSERT INTO cohort (id, name, exam, created_ms) VALUES (?, ?, ?, ?)', id, name, Number(exam), nowMs);
  await connection.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES (?, ?, 'owner')", id, actor);
  await setModules(connection, id, modules);
  await note(connection, { actor, cohort: id, action: 'cohort.created', object: id, detail: summary({ exam, modules }) }, nowMs, newId);
}

/** Changes a cohort. To be run in a transaction. */
export async function changeCohort(connection: Connection, id: string, changes: Changes, { actor, nowMs, newId }: Doing): Promise<void> {
  const { name, exam, seats, modules } = changes;
  if (name !== undefined) await connection.run('UPDATE cohort SET name = ? WHERE id = ?', name, id);
  if (exam !== undefined) await connection.run('UPDATE cohort SET exam = ? WHERE id = ?', Number(exam), id);
  if (seats !== undefined) await connection.run('UPDATE cohort SET seats = ? WHERE id = ?', seats, id);
  if (modules !== undefined) await setModules(connection, id, modules);
  await note(connection, { actor, cohort: id, action: 'cohort.changed', object: id, detail: summary(changes) }, nowMs, newId);
}

/** What was set, without the name. */
function summary({ name, exam, seats, modules }: Changes): string {
  return [
    ...(name === undefined ? [] : ['name']), ...(exam === undefined ? [] : [exam ? 'exam' : 'no exam']), ...(seats === undefined ? [] : [`seats ${seats ?? 'any'}`]),
    ...(modules ?? []).map(({ module, opensMs, dueMs, lateMs, latePct }) => `${module} opens ${opensMs ?? '-'} due ${dueMs ?? '-'} late ${lateMs} to ${latePct}`),
  ].join('; ');
}

async function setModules(connection: Connection, cohort: string, modules: readonly DatedModule[]): Promise<void> {
  await connection.run('DELETE FROM assignment WHERE cohort_id = ?', cohort);
  for (const { module, opensMs, dueMs, lateMs, latePct } of modules) {
    await connection.run('INSERT INTO assignment (cohort_id, module, opens_ms, due_ms, late_ms, late_pct) VALUES (?, ?, ?, ?, ?, ?)', cohort, module, opensMs, dueMs, lateMs, latePct);
  }
}

/** The cohorts of an instructor, newest first. */
export async function listCohorts(connection: Connection, instructor: string, order: readonly { id: string }[]): Promise<Listed[]> {
  const mine = 'cohort_id IN (SELECT cohort_id FROM staff WHERE instructor_id = ?)';
  const rows = await connection.all<{ id: string; name: string; exam: number; role: string; created_ms: number }>(
    'SELECT c.id, c.name, c.exam, s.role, c.created_ms FROM staff s JOIN cohort c ON c.id = s.cohort_id WHERE s.instructor_id = ? ORDER BY c.created_ms DESC, c.id', instructor);
  const learners = await connection.all<{ cohort_id: string; count: number }>(`SELECT cohort_id, COUNT(*) AS count FROM learner WHERE ${mine} AND removed_ms IS NULL GROUP BY cohort_id`, instructor);
  const waiting = await connection.all<{ cohort_id: string; count: number }>(
    `SELECT l.cohort_id, COUNT(*) AS count FROM submission s JOIN learner l ON l.id = s.learner_id WHERE s.state = 'queued' AND l.${mine} GROUP BY l.cohort_id`, instructor);
  const modules = await connection.all<{ cohort_id: string } & ModuleRow>(`SELECT cohort_id, module, opens_ms, due_ms, late_ms, late_pct FROM assignment WHERE ${mine}`, instructor);
  const countIn = (of: { cohort_id: string; count: number }[], id: string): number => of.find(({ cohort_id }) => cohort_id === id)?.count ?? 0;
  return rows.map(({ id, name, exam, role, created_ms }) => ({
    id, name, exam: exam === 1, role, learners: countIn(learners, id), waiting: countIn(waiting, id), createdMs: created_ms, modules: inOrder(modules.filter(({ cohort_id }) => cohort_id === id).map(dated), order),
  }));
}

type ModuleRow = { module: string; opens_ms: number | null; due_ms: number | null; late_ms: number; late_pct: number };

const dated = ({ module, opens_ms, due_ms, late_ms, late_pct }: ModuleRow): DatedModule => ({ module, opensMs: opens_ms, dueMs: due_ms, lateMs: late_ms, latePct: late_pct });

/** One cohort, for one of its staff. */
export async function cohortOf(connection: Connection, id: string, role: string, order: readonly { id: string }[], nowMs: number): Promise<Detailed> {
  const row = (await connection.first<{ name: string; exam: number; created_ms: number; join_hash: string | null; join_expires_ms: number | null; seats: number | null }>(
    'SELECT name, exam, created_ms, join_hash, join_expires_ms, seats FROM cohort WHERE id = ?', id))!;
  const { taken } = (await connection.first<{ taken: number }>('SELECT COUNT(*) AS taken FROM learner WHERE cohort_id = ? AND removed_ms IS NULL', id))!;
  const modules = await connection.all<ModuleRow>('SELECT module, opens_ms, due_ms, late_ms, late_pct FROM assignment WHERE cohort_id = ?', id);
  const staff = await connection.all<{ id: string; login: string; role: string }>('SELECT i.id, i.login, s.role FROM staff s JOIN instructor i ON i.id = s.instructor_id WHERE s.cohort_id = ? ORDER BY s.role DESC, i.login', id);
  const open = row.join_hash !== null && (row.join_expires_ms === null || nowMs < row.join_expires_ms);
  return { id, name: row.name, exam: row.exam === 1, role, createdMs: row.created_ms, modules: inOrder(modules.map(dated), order), joining: { open, expiresMs: row.join_expires_ms, seats: row.seats, taken }, staff };
}

/** Why a colleague is not taken on or let go. */
export type NotStaff = 'no-such-login' | 'only-owner';

/** Makes an instructor with this login one of the staff, or changes what they are. The last owner stays one. To be run in a transaction. */
export async function setStaff(connection: Connection, cohort: string, login: string, role: 'owner' | 'assistant', { actor, nowMs, newId }: Doing): Promise<{ id: string } | NotStaff> {
  const found = await connection.first<{ id: string }>('SELECT id FROM instructor WHERE login = ? AND disabled_ms IS NULL', login);
  if (found === null) return 'no-such-login';
  if (role === 'assistant' && await isOnlyOwner(connection, cohort, found.id)) return 'only-owner';
  if (role === 'assistant') await endInvitations(connection, found.id, cohort);
  await connection.run('INSERT INTO staff (cohort_id, instructor_id, role) VALUES (?, ?, ?) ON CONFLICT (cohort_id, instructor_id) DO UPDATE SET role = excluded.role', cohort, found.id, role);
  await note(connection, { actor, cohort, action: 'staff.set', object: found.id, detail: role }, nowMs, newId);
  return found;
}

/** Takes somebody out of the staff; null: they were not in it. To be run in a transaction. */
export async function removeStaff(connection: Connection, cohort: string, instructor: string, { actor, nowMs, newId }: Doing): Promise<{ id: string } | NotStaff | null> {
  if (await isOnlyOwner(connection, cohort, instructor)) return 'only-owner';
  await endInvitations(connection, instructor, cohort);
  if (await connection.run('DELETE FROM staff WHERE cohort_id = ? AND instructor_id = ?', cohort, instructor) === 0) return null;
  await note(connection, { actor, cohort, action: 'staff.removed', object: instructor, detail: '' }, nowMs, newId);
  return { id: instructor };
}

/** One who cannot sign in is no owner that a class could do with. */
async function isOnlyOwner(connection: Connection, cohort: string, instructor: string): Promise<boolean> {
  const owners = await connection.all<{ instructor_id: string }>(
    "SELECT s.instructor_id FROM staff s JOIN instructor i ON i.id = s.instructor_id WHERE s.cohort_id = ? AND s.role = 'owner' AND i.disabled_ms IS NULL", cohort);
  return owners.length === 1 && owners[0]!.instructor_id === instructor;
}
