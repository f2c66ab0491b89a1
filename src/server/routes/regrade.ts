// What instructors ask about a regrade: to begin it, to see what it changes, to commit or drop it.
import { maxLength, nullable, object, pipe, string } from 'valibot';
import { note } from '../audit/audit.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import { route, type Asked, type Route } from '../http/route.ts';
import type { ServedCourse } from '../http/services.ts';
import { beginRegrade } from '../regrade/begin.ts';
import { changesOf } from '../regrade/changes.ts';
import { commitRegrade, dropRegrade, type RegradeState } from '../regrade/decide.ts';
import { readRegrade, readRegrades } from '../regrade/read.ts';
import { Conflict, type Connection } from '../store/database.ts';

const conflict = (code: string, sentence: string): Problem => new Problem(409, code, sentence);

/** What is refused, by decision and the state that the regrade had. */
const REFUSALS: { [decision: string]: [string, string] } = {
  'commit running': ['still-running', 'This regrade is not done yet. It can be committed when all submissions are graded, or dropped now.'],
  'commit committed': ['already-committed', 'This regrade has been committed before. Its grades count already.'],
  'commit dropped': ['already-dropped', 'This regrade has been dropped, and its grades are gone. Begin another one.'],
  'drop committed': ['already-committed', 'This regrade has been committed, and committed grades stay. To change them, begin another regrade, or override single grades.'],
  'drop dropped': ['already-dropped', 'This regrade has been dropped before.'],
};

/** Decides and writes it down, both or nothing. `decide` gives the state that the regrade had. */
async function decided(asked: Asked<unknown>, decision: 'commit' | 'drop', decide: (connection: Connection) => Promise<RegradeState>): Promise<{ json: unknown }> {
  const { caller, target, database, nowMs, newId } = asked;
  await database.transaction(async (connection) => {
    const refusal = REFUSALS[`${decision} ${await decide(connection)}`];
    if (refusal !== undefined) throw conflict(...refusal);
    await note(connection, { actor: caller!.id, cohort: target!.cohort, action: decision === 'commit' ? 'regrade.committed' : 'regrade.dropped', object: target!.id, detail: '' }, nowMs, newId);
  });
  return { json: await readRegrade(database, target!.id) };
}

const moduleOf = ({ exercises }: ServedCourse) => (exercise: string): string | undefined => exercises.get(exercise)?.module;

/** Routes of regrades. */
export const REGRADE_ROUTES: readonly Route[] = [
  route({
    method: 'POST', path: '/cohorts/:id/regrades', who: 'instructor', object: 'cohort', body: object({ exercise: nullable(pipe(string(), maxLength(60))) }),
    async handle({ caller, target, body: { exercise }, database, services, nowMs, newId }) {
      if (exercise !== null && !services.course.exercises.has(exercise)) throw invalid(`The course has no exercise ${exercise}.`, 'no-such-exercise');
      const id = newId();
      const undecided = conflict('undecided', 'Another regrade of this class is not decided yet. Commit or drop it first.');
      await database.transaction(async (connection) => {
        if (!(await beginRegrade(connection, services.course, { id, cohort: target!.cohort, exercise, instructor: caller!.id }, nowMs))) throw undecided;
        await note(connection, { actor: caller!.id, cohort: target!.cohort, action: 'regrade.begun', object: id, detail: exercise ?? '' }, nowMs, newId);
      }).catch((error: unknown) => {
        // Two that begin at the same moment.
        throw error instanceof Conflict ? undecided : error;
      });
      services.wake();
      return { status: 201, json: { id } };
    },
  }),
  route({
    method: 'GET', path: '/cohorts/:id/regrades', who: 'instructor', object: 'cohort',
    async handle({ target, database }) {
      return { json: { regrades: await readRegrades(database, target!.cohort) } };
    },
  }),
  route({
    method: 'GET', path: '/regrades/:id', who: 'instructor', object: 'regrade',
    async handle({ target, database, services }) {
      const summary = await readRegrade(database, target!.id);
      if (summary === null) throw notFound();
      // While it runs nothing is certain yet; what was dropped is gone.
      const isShown = summary.state === 'ready' || summary.state === 'committed';
      return { json: { ...summary, ...(isShown ? await changesOf(database, summary, moduleOf(services.course)) : { changes: [], more: false }) } };
    },
  }),
  route({
    method: 'POST', path: '/regrades/:id/commit', who: 'instructor', object: 'regrade',
    handle: (asked) => decided(asked, 'commit', (connection) => commitRegrade(connection, asked.target!.id)),
  }),
  route({
    method: 'POST', path: '/regrades/:id/drop', who: 'instructor', object: 'regrade',
    handle: (asked) => decided(asked, 'drop', (connection) => dropRegrade(connection, asked.target!.id, asked.nowMs)),
  }),
];
