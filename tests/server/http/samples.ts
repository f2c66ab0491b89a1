// A request for every route of the API that its own people may make: what the tests of authorisation send as everybody else. A route without one fails them.
import { randomUUID } from 'node:crypto';
import type { Route } from '../../../src/server/http/route.ts';
import type { Instructor, Learner, School } from '../harness/api.ts';

/** A class with everything that routes are about. */
export interface World {
  cohort: string; owner: Instructor; assistant: Instructor; learner: Learner; classmate: Learner; submission: string;
  /** One that is ready to be decided. */
  regrade: string;
  /** Modules and exercises that the class does not work on. */
  foreign: { module: string; exercise: string };
}

/** What to send. */
export interface Sample { path: string; body?: unknown }

/** Makes a class of its own in this school. */
export async function makeWorld(school: School): Promise<World> {
  const [owner, assistant] = [await school.instructor(), await school.instructor()];
  const cohort = await school.cohort(owner, [{ module: 'balancing', dueMs: school.nowMs + 1e9 }, { module: 'redundancy' }]);
  await school.assist(cohort, assistant);
  const [learner, classmate] = [await school.learner(cohort), await school.learner(cohort)];
  const submission = await school.work(learner, 'weights', 'fail', 50);
  await school.handIn(classmate, 'weights');
  const decided = [learner.id, 'balancing', school.nowMs + 2e9, 'was ill', owner.id, school.nowMs] as const;
  await school.database.run('INSERT INTO extension (learner_id, module, due_ms, reason, instructor_id, given_ms) VALUES (?, ?, ?, ?, ?, ?)', ...decided);
  const regrade = randomUUID();
  await school.database.run("INSERT INTO regrade (id, cohort_id, exercise, state, instructor_id, begun_ms, submissions) VALUES (?, ?, 'weights', 'ready', ?, ?, 0)", regrade, cohort, owner.id, school.nowMs);
  return { cohort, owner, assistant, learner, classmate, submission, regrade, foreign: { module: 'replication', exercise: 'reads-to-replicas' } };
}

/** The name of a route in the table. */
export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** By method and path. */
export const SAMPLES: { readonly [route: string]: (world: World) => Sample } = {
  'GET /meta': () => ({ path: '/meta' }),
  'GET /auth/oidc/start': () => ({ path: '/auth/oidc/start' }),
  'POST /auth/oidc/start': () => ({ path: '/auth/oidc/start', body: { token: 'x' } }),
  'GET /auth/oidc/callback': () => ({ path: '/auth/oidc/callback?code=x&state=y' }),
  'GET /me': () => ({ path: '/me' }),
  'POST /sign-out': () => ({ path: '/sign-out' }),
  'POST /sign-out-everywhere': () => ({ path: '/sign-out-everywhere' }),
  'POST /setup': () => ({ path: '/setup', body: { token: 'x', login: 'grace', password: 'seven unlike teapots' } }),
  'POST /sign-in': () => ({ path: '/sign-in', body: { login: 'grace', password: 'seven unlike teapots' } }),
  'POST /password': () => ({ path: '/password', body: { old: 'x', new: 'seven unlike teapots' } }),
  'POST /invitations': () => ({ path: '/invitations', body: { cohort: null } }),
  'POST /invitations/accept': () => ({ path: '/invitations/accept', body: { token: 'x', login: 'grace', password: 'seven unlike teapots' } }),
  'POST /join': () => ({ path: '/join', body: { code: 'K7QM-2XRD', pseudonym: 'Otter' } }),
  'POST /recover': () => ({ path: '/recover', body: { recoveryCode: 'K7QM' } }),
  'PUT /submissions/:uuid': () => ({ path: `/submissions/${randomUUID()}`, body: { exercise: 'weights', source: 'export default {}', hints: 0 } }),
  'GET /submissions/:id': ({ submission }) => ({ path: `/submissions/${submission}` }),
  'GET /me/submissions': ({ submission }) => ({ path: `/me/submissions?ids=${submission}` }),
  'GET /me/work': () => ({ path: '/me/work' }),
  'GET /me/progress': () => ({ path: '/me/progress' }),
  'GET /me/export': () => ({ path: '/me/export' }),
  'DELETE /me': ({ learner }) => ({ path: '/me', body: { pseudonym: learner.pseudonym } }),
  'GET /cohorts': () => ({ path: '/cohorts' }),
  'POST /cohorts': () => ({ path: '/cohorts', body: { id: randomUUID(), name: 'Morning class', exam: false, modules: [{ module: 'balancing', opensMs: null, dueMs: null, lateMs: 0, latePct: 0 }] } }),
  'GET /cohorts/:id': ({ cohort }) => ({ path: `/cohorts/${cohort}` }),
  'PATCH /cohorts/:id': ({ cohort }) => ({ path: `/cohorts/${cohort}`, body: { name: 'Another name', seats: 3 } }),
  'DELETE /cohorts/:id': ({ cohort }) => ({ path: `/cohorts/${cohort}`, body: { name: 'Evening class' } }),
  'POST /cohorts/:id/join-code': ({ cohort }) => ({ path: `/cohorts/${cohort}/join-code`, body: { expiresMs: null, seats: 5 } }),
  'DELETE /cohorts/:id/join-code': ({ cohort }) => ({ path: `/cohorts/${cohort}/join-code` }),
  'POST /cohorts/:id/staff': ({ cohort, assistant }) => ({ path: `/cohorts/${cohort}/staff`, body: { login: assistant.login, role: 'owner' } }),
  'DELETE /cohorts/:id/staff/:instructor': ({ cohort, assistant }) => ({ path: `/cohorts/${cohort}/staff/${assistant.id}` }),
  'GET /cohorts/:id/audit': ({ cohort }) => ({ path: `/cohorts/${cohort}/audit` }),
  'GET /cohorts/:id/roster': ({ cohort }) => ({ path: `/cohorts/${cohort}/roster` }),
  'GET /cohorts/:id/grades.csv': ({ cohort }) => ({ path: `/cohorts/${cohort}/grades.csv?form=long` }),
  'GET /cohorts/:id/submissions': ({ cohort }) => ({ path: `/cohorts/${cohort}/submissions` }),
  'GET /cohorts/:id/submissions.json': ({ cohort }) => ({ path: `/cohorts/${cohort}/submissions.json` }),
  'POST /cohorts/:id/regrades': ({ cohort }) => ({ path: `/cohorts/${cohort}/regrades`, body: { exercise: null } }),
  'GET /cohorts/:id/regrades': ({ cohort }) => ({ path: `/cohorts/${cohort}/regrades` }),
  'GET /regrades/:id': ({ regrade }) => ({ path: `/regrades/${regrade}` }),
  'POST /regrades/:id/commit': ({ regrade }) => ({ path: `/regrades/${regrade}/commit` }),
  'POST /regrades/:id/drop': ({ regrade }) => ({ path: `/regrades/${regrade}/drop` }),
  'GET /learners/:id': ({ learner }) => ({ path: `/learners/${learner.id}` }),
  'GET /learners/:id/export': ({ learner }) => ({ path: `/learners/${learner.id}/export` }),
  'PATCH /learners/:id': ({ learner }) => ({ path: `/learners/${learner.id}`, body: { pseudonym: 'Some other name' } }),
  'DELETE /learners/:id': ({ learner }) => ({ path: `/learners/${learner.id}`, body: { pseudonym: learner.pseudonym } }),
  'PUT /learners/:id/extensions/:module': ({ learner }) => ({ path: `/learners/${learner.id}/extensions/balancing`, body: { dueMs: 4e12, reason: 'was ill' } }),
  'DELETE /learners/:id/extensions/:module': ({ learner }) => ({ path: `/learners/${learner.id}/extensions/balancing` }),
  'POST /learners/:id/recovery-code': ({ learner }) => ({ path: `/learners/${learner.id}/recovery-code` }),
  'POST /learners/:id/overrides': ({ learner }) => ({ path: `/learners/${learner.id}/overrides`, body: { exercise: 'weights', points: 80, reason: 'said so in class' } }),
};
