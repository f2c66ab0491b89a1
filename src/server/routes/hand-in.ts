// What learners hand in.
import { maxLength, object, optional, pipe, string } from 'valibot';
import { invalid, Problem } from '../http/problem.ts';
import { route, type Route } from '../http/route.ts';
import type { Caller } from '../identity/sessions.ts';
import type { Connection } from '../store/database.ts';
import { waiting, waitingIn } from '../submissions/queue.ts';
import { receive, WAITING_MOST } from '../submissions/receive.ts';
import { courseId, hints, typed, UUID } from './forms.ts';
import { limited } from './limited.ts';

/** Submissions that may wait altogether: with more, the server asks to come again. A class has half of it, so that none of them fills it for the others. */
export const QUEUE_MOST = 2000;

/** Characters of a source, as many as the grader reads. */
const SOURCE_MOST = 32 * 1024;

/** Routes of work that is handed in. */
export const HAND_IN_ROUTES: readonly Route[] = [
  route({
    method: 'PUT', path: '/submissions/:uuid', who: 'learner',
    body: object({ exercise: courseId, source: pipe(string(), maxLength(SOURCE_MOST, `at most ${SOURCE_MOST / 1024} KB.`)), hints, learner: optional(typed) }),
    async handle({ caller, params, body: { learner, ...body }, database, services, nowMs }) {
      const id = params['uuid']!;
      if (!UUID.test(id)) throw invalid('The id is not a UUID in small letters.');
      // Somebody else may have come in on that computer while the page was about to send.
      if (learner !== undefined && learner !== caller!.id) throw new Problem(409, 'other-learner', 'Somebody else is signed in on this computer now. This design is kept for the learner who made it.');
      await limited({ database, nowMs }, 'submit', caller!.id);
      if (!services.course.exercises.has(body.exercise)) throw invalid('This course has no such exercise. It may have been renamed or taken out. Your work is kept on your computer.', 'no-such-exercise');
      // What is there is acknowledged again, however much waits; only what is new has to find room. The whole queue is counted outside of the transaction, which would meet every other one there.
      const known = await keptAs(database, id);
      if (known === null && !await hasRoom(database, caller as Learner)) throw new Problem(503, 'queue-full', 'Many designs wait to be graded. Yours is kept on your computer and sent again.', 10);
      const outcome = await database.transaction((connection) => receive(connection, caller!.id, { id, ...body }, nowMs));
      if (outcome === 'waiting') throw new Problem(429, 'still-waiting', `${WAITING_MOST} of your designs wait to be graded. The next one is sent when the first of them is done.`, 5);
      if (outcome === 'other') throw new Problem(409, 'other-content', 'This id was used for something else.');
      if (outcome === 'new') services.wake();
      return { status: outcome === 'new' ? 201 : 200, json: { id, state: 'received', receivedMs: outcome === 'new' ? nowMs : (known ?? await keptAs(database, id))?.received_ms ?? nowMs } };
    },
  }),
];

type Learner = Extract<Caller, { kind: 'learner' }>;

/** Whether one more submission may wait. In a class that has its share, whoever has none waiting still finds a place: names that somebody made up take none of it. */
async function hasRoom(connection: Connection, { id, cohort }: Learner): Promise<boolean> {
  const all = await waiting(connection);
  if (all < QUEUE_MOST / 2) return true;
  if (all >= QUEUE_MOST) return false;
  const of = await waitingIn(connection, cohort);
  return of.length < QUEUE_MOST / 2 || !of.includes(id);
}

const keptAs = (connection: Connection, id: string) => connection.first<{ received_ms: number }>('SELECT received_ms FROM submission WHERE id = ?', id);
