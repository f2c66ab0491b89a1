// Instructors: the roster, grades and submissions of a whole class.
import { jsonParts } from '../cohorts/export.ts';
import { roster } from '../cohorts/learners.ts';
import { gradesCsv } from '../gradebook/grades-csv.ts';
import { pages, shown, type Chosen } from '../gradebook/submissions.ts';
import { download } from '../http/download.ts';
import { invalid } from '../http/problem.ts';
import { route, type Route } from '../http/route.ts';
import type { Connection, Value } from '../store/database.ts';

/** Submissions on one page of the list. */
const PAGE = 50;
const PAGE_MOST = 200;

/** What of a cohort's submissions a list shows. `before` is the id of the last one that is known. */
async function chosenBy(connection: Connection, query: URLSearchParams, cohort: string): Promise<Chosen> {
  const limit = Number(query.get('limit') ?? PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MOST) throw invalid(`limit: a whole number from 1 to ${PAGE_MOST} is asked for.`);
  const conditions: [string, Value[]][] = [['1 = 1', []]];
  const [exercise, learner, before] = [query.get('exercise'), query.get('learner'), query.get('before')];
  if (exercise !== null) conditions.push(['s.exercise = ?', [exercise]]);
  if (learner !== null) conditions.push(['l.id = ?', [learner]]);
  if (before !== null) {
    const last = await connection.first<{ received_ms: number }>('SELECT s.received_ms FROM submission s JOIN learner l ON l.id = s.learner_id WHERE s.id = ? AND l.cohort_id = ?', before, cohort);
    if (last === null) throw invalid('before: this class has no such submission. It may have been removed: begin again from the newest.', 'no-such-submission');
    conditions.push(['(s.received_ms, s.id) < (?, ?)', [last.received_ms, before]]);
  }
  return { where: conditions.map(([where]) => where).join(' AND '), values: conditions.flatMap(([, values]) => values), order: 'newest', limit };
}

/** Routes of what a class handed in. */
export const GRADE_ROUTES: readonly Route[] = [
  route({
    method: 'GET', path: '/cohorts/:id/roster', who: 'instructor', object: 'cohort',
    handle: async ({ target, database, services }) => ({ json: { learners: await roster(database, target!.id, services.course) } }),
  }),
  route({
    method: 'GET', path: '/cohorts/:id/grades.csv', who: 'instructor', object: 'cohort',
    async handle({ target, query, database, services }) {
      const form = query.get('form') ?? 'wide';
      if (form !== 'wide' && form !== 'long') throw invalid('form: wide or long is asked for.');
      const text = await gradesCsv(database, target!.id, services.course, form);
      return new Response(text, { headers: { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': `attachment; filename="grades${form === 'long' ? '-long' : ''}.csv"` } });
    },
  }),
  route({
    method: 'GET', path: '/cohorts/:id/submissions', who: 'instructor', object: 'cohort',
    async handle({ target, query, database, services }) {
      const chosen = await chosenBy(database, query, target!.id);
      const found = await shown(database, target!.id, services.course, { ...chosen, limit: chosen.limit + 1 }, { pseudonym: true });
      return { json: { submissions: found.slice(0, chosen.limit), more: found.length > chosen.limit } };
    },
  }),
  route({
    method: 'GET', path: '/cohorts/:id/submissions.json', who: 'instructor', object: 'cohort',
    async handle({ target, database, services, nowMs }) {
      const head = { format: 'no-single-point-submissions', version: 1, exportedMs: nowMs, cohort: target!.id };
      return download(jsonParts(head, 'submissions', pages(database, target!.id, services.course, { source: true, pseudonym: true, grades: true })), 'submissions.json', 'application/json');
    },
  }),
];
