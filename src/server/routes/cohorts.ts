// Instructors: their cohorts, the modules and dates of them, the code by which learners join, the staff.
import { array, maxLength, object, optional, picklist, pipe, type InferOutput } from 'valibot';
import { acts, note } from '../audit/audit.ts';
import { changeCohort, cohortOf, createCohort, listCohorts, removeStaff, setStaff, type NotStaff } from '../cohorts/cohorts.ts';
import { closeJoining, turnJoinCode } from '../cohorts/join.ts';
import { removeCohort } from '../cohorts/removal.ts';
import { roleIn } from '../http/guard.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import { route, type Asked, type Route } from '../http/route.ts';
import type { ServedCourse } from '../http/services.ts';
import { readLogin } from '../identity/accounts.ts';
import { courseId, lateTime, maybeMoment, maybeSeats, name, percent, typed, uuid, yes } from './forms.ts';

const modules = pipe(array(object({ module: courseId, opensMs: maybeMoment, dueMs: maybeMoment, lateMs: lateTime, latePct: percent })), maxLength(100, 'at most 100 modules.'));

/** What a schema cannot know: which modules there are, and that they open before they are due. */
function checked(wanted: InferOutput<typeof modules>, course: ServedCourse): InferOutput<typeof modules> {
  const seen = new Set<string>();
  for (const { module, opensMs, dueMs } of wanted) {
    if (!course.modules.some(({ id }) => id === module)) throw invalid(`This course has no module "${module}".`, 'no-such-module');
    if (seen.has(module)) throw invalid(`The module "${module}" is there twice.`);
    if (opensMs !== null && dueMs !== null && dueMs < opensMs) throw invalid(`The module "${module}" is due before it opens.`, 'due-before-open');
    seen.add(module);
  }
  return wanted;
}

const doing = ({ caller, nowMs, newId }: Asked): { actor: string; nowMs: number; newId: () => string } => ({ actor: caller!.id, nowMs, newId });

const STAFF_REFUSALS: { [reason in NotStaff]: [number, string] } = {
  'no-such-login': [404, 'Nobody here has this login. Send your colleague an invitation instead.'],
  'only-owner': [409, 'A class has an owner. Make somebody else an owner first.'],
};

function done<T>(result: T | NotStaff | null): T {
  if (result === null) throw notFound();
  if (result === 'no-such-login' || result === 'only-owner') throw new Problem(STAFF_REFUSALS[result as NotStaff][0], result as NotStaff, STAFF_REFUSALS[result as NotStaff][1]);
  return result as T;
}

const COHORT: readonly Route[] = [
  route({
    method: 'GET', path: '/cohorts', who: 'instructor',
    handle: async ({ caller, database, services }) => ({ json: { cohorts: await listCohorts(database, caller!.id, services.course.modules) } }),
  }),
  route({
    method: 'POST', path: '/cohorts', who: 'instructor', body: object({ id: optional(uuid), name, exam: yes, modules }),
    async handle(asked) {
      const { body, database, services, newId } = asked;
      const [id, settings] = [body.id ?? newId(), { ...body, modules: checked(body.modules, services.course) }];
      const isNew = await database.transaction(async (connection) => {
        // The page made the id: sent again, by a second click or a retry on the way, it is the cohort that is there.
        if (await connection.first('SELECT id FROM cohort WHERE id = ?', id) === null) return createCohort(connection, id, settings, doing(asked)).then(() => true);
        if (await roleIn(connection, asked.caller!.id, id) !== 'owner') throw new Problem(409, 'other-content', 'This id was used for something else.');
        return false;
      });
      return { status: isNew ? 201 : 200, json: { id } };
    },
  }),
  route({
    method: 'GET', path: '/cohorts/:id', who: 'instructor', object: 'cohort',
    handle: async ({ target, database, services, nowMs }) => ({ json: await cohortOf(database, target!.id, target!.role!, services.course.modules, nowMs) }),
  }),
  route({
    method: 'PATCH', path: '/cohorts/:id', who: 'instructor', object: 'cohort',
    body: object({ name: optional(name), exam: optional(yes), seats: optional(maybeSeats), modules: optional(modules) }),
    async handle(asked) {
      const { target, body, database, services } = asked;
      const changes = body.modules === undefined ? body : { ...body, modules: checked(body.modules, services.course) };
      await database.transaction((connection) => changeCohort(connection, target!.id, changes, doing(asked)));
      return { json: {} };
    },
  }),
  route({
    method: 'DELETE', path: '/cohorts/:id', who: 'instructor', object: 'cohort', isOwners: true, body: object({ name }),
    async handle(asked) {
      const { target, body, database } = asked;
      const row = await database.first<{ name: string }>('SELECT name FROM cohort WHERE id = ?', target!.id);
      if (row?.name !== body.name) throw invalid('The name is not that of the class. It is asked for because nothing brings a class back.', 'name-differs');
      await removeCohort(database, target!.id, doing(asked));
      return { json: {} };
    },
  }),
];

const JOINING: readonly Route[] = [
  route({
    method: 'POST', path: '/cohorts/:id/join-code', who: 'instructor', object: 'cohort', body: object({ expiresMs: maybeMoment, seats: maybeSeats }),
    async handle({ caller, target, body: { expiresMs, seats }, database, nowMs, newId }) {
      if (expiresMs !== null && expiresMs <= nowMs) throw invalid('The code would have ended already. Take a later date.', 'expires-before-now');
      const code = await database.transaction(async (connection) => {
        await changeCohort(connection, target!.id, { seats }, { actor: caller!.id, nowMs, newId });
        await note(connection, { actor: caller!.id, cohort: target!.id, action: 'join-code.turned', object: target!.id, detail: `until ${expiresMs ?? 'it is turned'}` }, nowMs, newId);
        return turnJoinCode(connection, target!.id, expiresMs);
      });
      return { status: 201, json: { code, expiresMs, seats } };
    },
  }),
  route({
    method: 'DELETE', path: '/cohorts/:id/join-code', who: 'instructor', object: 'cohort',
    async handle({ caller, target, database, nowMs, newId }) {
      await database.transaction(async (connection) => {
        await closeJoining(connection, target!.id);
        await note(connection, { actor: caller!.id, cohort: target!.id, action: 'join-code.closed', object: target!.id, detail: '' }, nowMs, newId);
      });
      return { json: {} };
    },
  }),
];

const STAFF: readonly Route[] = [
  route({
    method: 'POST', path: '/cohorts/:id/staff', who: 'instructor', object: 'cohort', isOwners: true, body: object({ login: typed, role: picklist(['owner', 'assistant'], 'owner or assistant is asked for.') }),
    async handle(asked) {
      const { target, body, database } = asked;
      return { json: done(await database.transaction((connection) => setStaff(connection, target!.id, readLogin(body.login) ?? '', body.role, doing(asked)))) };
    },
  }),
  route({
    method: 'DELETE', path: '/cohorts/:id/staff/:instructor', who: 'instructor', object: 'cohort', isOwners: true,
    async handle(asked) {
      const { target, params, database } = asked;
      done(await database.transaction((connection) => removeStaff(connection, target!.id, params['instructor']!, doing(asked))));
      return { json: {} };
    },
  }),
  route({
    method: 'GET', path: '/cohorts/:id/audit', who: 'instructor', object: 'cohort',
    handle: async ({ target, database }) => ({ json: { acts: await acts(database, target!.id) } }),
  }),
];

/** Routes of cohorts. */
export const COHORT_ROUTES: readonly Route[] = [...COHORT, ...JOINING, ...STAFF];
