// Instructors: one learner, and what is decided about them.
import { object, optional } from 'valibot';
import { note } from '../audit/audit.ts';
import { exportLearner } from '../cohorts/export.ts';
import { resetRecovery } from '../cohorts/join.ts';
import { extend, learnerPage, rename, unextend } from '../cohorts/learners.ts';
import { removeLearner } from '../cohorts/removal.ts';
import { override } from '../gradebook/overrides.ts';
import { download } from '../http/download.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import { route, type Asked, type Route } from '../http/route.ts';
import { courseId, maybePoints, moment, reason, typed, uuid } from './forms.ts';
import { notJoined } from './join.ts';

const doing = ({ caller, nowMs, newId }: Pick<Asked, 'caller' | 'nowMs' | 'newId'>): { actor: string; nowMs: number; newId: () => string } => ({ actor: caller!.id, nowMs, newId });

/** The due date of a module that the class works on. Throws a Problem. */
async function dueIn({ database, target }: Pick<Asked, 'database' | 'target'>, module: string): Promise<number | null> {
  const row = await database.first<{ due_ms: number | null }>('SELECT due_ms FROM assignment WHERE cohort_id = ? AND module = ?', target!.cohort, module);
  if (row === null) throw invalid('This class does not work on this module.', 'no-such-module');
  return row.due_ms;
}

const EXTENSIONS: readonly Route[] = [
  route({
    method: 'PUT', path: '/learners/:id/extensions/:module', who: 'instructor', object: 'learner', body: object({ dueMs: moment, reason }),
    async handle(asked) {
      const { target, params, body, database } = asked;
      const module = params['module']!;
      const dueMs = await dueIn(asked, module);
      if (dueMs === null) throw invalid('This module has no due date, so nobody needs more time.', 'no-due-date');
      if (body.dueMs <= dueMs) throw invalid('The extension ends before the class is due. Take a later date.', 'not-later');
      await database.transaction((connection) => extend(connection, target!.id, target!.cohort, { module, ...body }, doing(asked)));
      return { json: {} };
    },
  }),
  route({
    method: 'DELETE', path: '/learners/:id/extensions/:module', who: 'instructor', object: 'learner',
    async handle(asked) {
      const { target, params, database } = asked;
      if (!await database.transaction((connection) => unextend(connection, target!.id, target!.cohort, params['module']!, doing(asked)))) throw notFound();
      return { json: {} };
    },
  }),
];

const DECISIONS: readonly Route[] = [
  route({
    method: 'POST', path: '/learners/:id/recovery-code', who: 'instructor', object: 'learner',
    async handle({ caller, target, database, nowMs, newId }) {
      const recoveryCode = await database.transaction(async (connection) => {
        await note(connection, { actor: caller!.id, cohort: target!.cohort, action: 'recovery-code.reset', object: target!.id, detail: '' }, nowMs, newId);
        return resetRecovery(connection, target!.id);
      });
      return { json: { recoveryCode } };
    },
  }),
  route({
    method: 'POST', path: '/learners/:id/overrides', who: 'instructor', object: 'learner', body: object({ id: optional(uuid), exercise: courseId, points: maybePoints, reason }),
    async handle(asked) {
      const { target, body, database, services, newId } = asked;
      const exercise = services.course.exercises.get(body.exercise);
      if (exercise === undefined) throw invalid('This course has no such exercise.', 'no-such-exercise');
      await dueIn(asked, exercise.module);
      const id = body.id ?? newId();
      const outcome = await database.transaction((connection) => override(connection, { ...body, id, learner: target!.id, cohort: target!.cohort }, doing(asked)));
      if (outcome === 'other') throw new Problem(409, 'other-content', 'This id was used for something else.');
      return { status: outcome === 'new' ? 201 : 200, json: { id } };
    },
  }),
];

/** Routes of learners, for those who teach them. */
export const LEARNER_ROUTES: readonly Route[] = [
  route({
    method: 'GET', path: '/learners/:id', who: 'instructor', object: 'learner',
    handle: async ({ target, database, services, nowMs }) => ({ json: await learnerPage(database, target!.id, target!.cohort, services.course, nowMs) }),
  }),
  route({
    method: 'GET', path: '/learners/:id/export', who: 'instructor', object: 'learner',
    handle: async ({ target, database, services, nowMs }) => download(await exportLearner(database, target!.id, services.course, nowMs), 'learner.json', 'application/json'),
  }),
  route({
    method: 'PATCH', path: '/learners/:id', who: 'instructor', object: 'learner', body: object({ pseudonym: typed }),
    async handle(asked) {
      const { target, body, database } = asked;
      const renamed = await database.transaction((connection) => rename(connection, target!.id, target!.cohort, body.pseudonym, doing(asked)));
      if (typeof renamed === 'string') throw notJoined(renamed);
      return { json: renamed };
    },
  }),
  route({
    method: 'DELETE', path: '/learners/:id', who: 'instructor', object: 'learner', body: object({ pseudonym: typed }),
    async handle(asked) {
      const { target, body, database } = asked;
      const row = await database.first<{ pseudonym: string }>('SELECT pseudonym FROM learner WHERE id = ?', target!.id);
      if (row?.pseudonym !== body.pseudonym.normalize('NFKC').trim()) throw invalid('This is not the name of the learner. It is asked for because nothing brings back what is removed.', 'name-differs');
      await removeLearner(database, target!.id, doing(asked));
      return { json: {} };
    },
  }),
  ...EXTENSIONS, ...DECISIONS,
];
