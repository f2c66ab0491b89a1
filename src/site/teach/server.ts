// Everything that the instructor's pages ask of the class server, by name. Each rejects with an `ApiProblem`.
import { ask } from '../class/api.ts';
import type { AuditRow, Caller, Cohort, CohortRow, JoinCode, LearnerDetail, Meta, Assignment, Regrade, RegradeRow, Role, RosterLearner, Submission } from './api-types.ts';

/** What is written about a cohort. */
export interface CohortText { name: string; exam: boolean; modules: Assignment[] }

const of = (kind: string, id: string): string => `/${kind}/${encodeURIComponent(id)}`;

/** The course, and how one signs in. */
export const meta = (): Promise<Meta> => ask('GET', '/meta');
/** Who is signed in. */
export const me = async (): Promise<Caller> => (await ask<{ caller: Caller }>('GET', '/me')).caller;

/** The first instructor, by the link that the server printed. */
export const setUp = (token: string, login: string, password: string): Promise<unknown> => ask('POST', '/setup', { token, login, password });
/** Signs in. */
export const signIn = (login: string, password: string): Promise<unknown> => ask('POST', '/sign-in', { login, password });
/** Signs out here. */
export const signOut = (): Promise<unknown> => ask('POST', '/sign-out');
/** Signs out on every computer. */
export const signOutEverywhere = (): Promise<unknown> => ask('POST', '/sign-out-everywhere');
/** Another password. */
export const changePassword = (old: string, next: string): Promise<unknown> => ask('POST', '/password', { old, new: next });
/** A link for a colleague; with a cohort they become an assistant of it. */
export const invite = (cohort: string | null): Promise<{ token: string; expiresMs: number }> => ask('POST', '/invitations', { cohort });
/** Takes an invitation. */
export const acceptInvitation = (token: string, login: string, password: string): Promise<unknown> => ask('POST', '/invitations/accept', { token, login, password });

/** The cohorts of the instructor. */
export const cohorts = async (): Promise<CohortRow[]> => (await ask<{ cohorts: CohortRow[] }>('GET', '/cohorts')).cohorts;
/** One of them. */
export const cohort = (id: string): Promise<Cohort> => ask('GET', of('cohorts', id));
/** Creates one; `id` is made by this page, so that asking twice makes one. */
export const createCohort = (id: string, text: CohortText): Promise<{ id: string }> => ask('POST', '/cohorts', { id, ...text });
/** Changes what is written about it. */
export const changeCohort = (id: string, change: Partial<CohortText>): Promise<unknown> => ask('PATCH', of('cohorts', id), change);
/** Deletes it with everything in it. */
export const deleteCohort = (id: string, name: string): Promise<unknown> => ask('DELETE', of('cohorts', id), { name });
/** A new code; the one before opens nothing any more. */
export const turnCode = (id: string, expiresMs: number | null, seats: number | null): Promise<JoinCode> => ask('POST', `${of('cohorts', id)}/join-code`, { expiresMs, seats });
/** Nobody joins any more. */
export const closeJoining = (id: string): Promise<unknown> => ask('DELETE', `${of('cohorts', id)}/join-code`);
/** Makes an instructor staff of a cohort. */
export const addStaff = (id: string, login: string, role: Role): Promise<unknown> => ask('POST', `${of('cohorts', id)}/staff`, { login, role });
/** Takes one off the staff. */
export const removeStaff = (id: string, instructor: string): Promise<unknown> => ask('DELETE', `${of('cohorts', id)}/staff/${encodeURIComponent(instructor)}`);
/** Every learner with every exercise. */
export const roster = async (id: string): Promise<RosterLearner[]> => (await ask<{ learners: RosterLearner[] }>('GET', `${of('cohorts', id)}/roster`)).learners;
/** The newest lines of the log. */
export const audit = async (id: string): Promise<AuditRow[]> => (await ask<{ acts: AuditRow[] }>('GET', `${of('cohorts', id)}/audit`)).acts;

/** One learner. */
export const learner = (id: string): Promise<LearnerDetail> => ask('GET', of('learners', id));
/** A new recovery code; the one before opens nothing any more, and the learner is signed out everywhere. */
export const newRecoveryCode = (id: string): Promise<{ recoveryCode: string }> => ask('POST', `${of('learners', id)}/recovery-code`);
/** Another due date of a module for this learner. */
export const extend = (id: string, module: string, dueMs: number, reason: string): Promise<unknown> => ask('PUT', `${of('learners', id)}/extensions/${encodeURIComponent(module)}`, { dueMs, reason });
/** The due date of everybody again. */
export const takeExtension = (id: string, module: string): Promise<unknown> => ask('DELETE', `${of('learners', id)}/extensions/${encodeURIComponent(module)}`);
/** Points in place of the grader's; null takes that back. `key` is made by this page, so that asking twice writes once. */
export const override = (id: string, key: string, exercise: string, points: number | null, reason: string): Promise<unknown> => ask('POST', `${of('learners', id)}/overrides`, { id: key, exercise, points, reason });
/** Another pseudonym. */
export const rename = (id: string, pseudonym: string): Promise<unknown> => ask('PATCH', of('learners', id), { pseudonym });
/** Deletes a learner for good. */
export const deleteLearner = (id: string, pseudonym: string): Promise<unknown> => ask('DELETE', of('learners', id), { pseudonym });

/** One submission. */
export const submission = (id: string): Promise<Submission> => ask('GET', of('submissions', id));

/** The regrades of a cohort. */
export const regrades = async (id: string): Promise<RegradeRow[]> => (await ask<{ regrades: RegradeRow[] }>('GET', `${of('cohorts', id)}/regrades`)).regrades;
/** Grades the history of an exercise again, or, for null, of all. */
export const beginRegrade = (id: string, key: string, exercise: string | null): Promise<{ id: string }> => ask('POST', `${of('cohorts', id)}/regrades`, { id: key, exercise });
/** One regrade. */
export const regrade = (id: string): Promise<Regrade> => ask('GET', of('regrades', id));
/** Lets its grades count. */
export const commitRegrade = (id: string): Promise<unknown> => ask('POST', `${of('regrades', id)}/commit`);
/** Leaves every grade as it is. */
export const dropRegrade = (id: string): Promise<unknown> => ask('POST', `${of('regrades', id)}/drop`);
