// What came of a learner's work: for the learner, and a submission also for those who teach them.
import { object } from 'valibot';
import { exportLearner } from '../cohorts/export.ts';
import { progressOf } from '../cohorts/progress.ts';
import { removeLearner } from '../cohorts/removal.ts';
import { inList, shown, shownOne } from '../gradebook/submissions.ts';
import { download } from '../http/download.ts';
import { invalid, notFound } from '../http/problem.ts';
import { route, type Route } from '../http/route.ts';
import type { Caller } from '../identity/sessions.ts';
import { typed, UUID } from './forms.ts';

type Learner = Extract<Caller, { kind: 'learner' }>;

/** Submissions that are asked for by id at once, and those of an exercise that are shown. */
const IDS_MOST = 50;
const SHOWN_MOST = 100;

/** Routes of a learner's own work. */
export const WORK_ROUTES: readonly Route[] = [
  route({
    method: 'GET', path: '/submissions/:id', who: 'signed-in', object: 'submission',
    async handle({ caller, target, database, services }) {
      const isStaff = caller!.kind === 'instructor';
      const one = await shownOne(database, target!.cohort, services.course, target!.id, { source: true, grades: isStaff, pseudonym: isStaff });
      if (one === null) throw notFound();
      return { json: one };
    },
  }),
  route({
    method: 'GET', path: '/me/submissions', who: 'learner',
    async handle({ caller, query, database, services }) {
      const { id, cohort } = caller as Learner;
      const [ids, exercise] = [query.get('ids')?.split(','), query.get('exercise')];
      if (ids === undefined && exercise === null) throw invalid('Ask for ?ids= or for an ?exercise=.');
      if (ids !== undefined && (ids.length > IDS_MOST || !ids.every((one) => UUID.test(one)))) throw invalid(`ids: at most ${IDS_MOST} UUIDs in small letters, with commas between them.`);
      const { marks, values } = ids === undefined ? { marks: '', values: [exercise!] } : inList(ids);
      const chosen = { where: `l.id = ? AND ${ids === undefined ? 's.exercise = ?' : `s.id IN ${marks}`}`, values: [id, ...values], order: 'newest' as const, limit: SHOWN_MOST };
      return { json: { submissions: await shown(database, cohort, services.course, chosen) } };
    },
  }),
  route({
    method: 'GET', path: '/me/work', who: 'learner',
    async handle({ caller, database }) {
      const work = await database.all(
        `SELECT s.exercise, s.source, s.hints, s.received_ms AS "receivedMs" FROM submission s WHERE s.learner_id = ? AND NOT EXISTS (
           SELECT 1 FROM submission n WHERE n.learner_id = s.learner_id AND n.exercise = s.exercise AND (n.received_ms > s.received_ms OR (n.received_ms = s.received_ms AND n.id > s.id)))
         ORDER BY s.exercise`, caller!.id);
      return { json: { work } };
    },
  }),
  route({
    method: 'GET', path: '/me/progress', who: 'learner',
    handle: async ({ caller, database, services, nowMs }) => ({ json: { exercises: await progressOf(database, caller as Learner, services.course, nowMs) } }),
  }),
  route({
    method: 'GET', path: '/me/export', who: 'learner',
    handle: async ({ caller, database, services, nowMs }) => download(await exportLearner(database, caller!.id, services.course, nowMs), 'my-class-data.json', 'application/json'),
  }),
  route({
    method: 'DELETE', path: '/me', who: 'learner', body: object({ pseudonym: typed }),
    async handle({ caller, body, database, nowMs, newId }) {
      const row = await database.first<{ pseudonym: string }>('SELECT pseudonym FROM learner WHERE id = ?', caller!.id);
      if (row?.pseudonym !== body.pseudonym.normalize('NFKC').trim()) throw invalid('This is not your name in the class. It is asked for because nothing brings back what is removed.', 'name-differs');
      await removeLearner(database, caller!.id, { actor: caller!.id, nowMs, newId });
      return { json: {}, session: null };
    },
  }),
];
