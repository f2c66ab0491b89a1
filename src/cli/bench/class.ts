// A class of 300 that hands in within ten seconds: how long until each is acknowledged, and until all are graded; what a page costs; and what is lost when the server is killed.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { processorMs } from '../../grader/adapter/node/index.ts';
import { startServe, type Serve } from './class-serve.ts';
import { median, type Row } from './measure.ts';
import { designText, WORKED_ON } from './regrade-history.ts';

/** How large a class, how long it hands in, how often the server is killed. */
export interface ClassSize { learners: number; seconds: number; kills: number; pages: number }

/** The size of the goal. */
export const WHOLE_CLASS: ClassSize = { learners: 300, seconds: 10, kills: 10, pages: 20_000 };
const GOALS = { acknowledgeMs: 1000, gradedSeconds: 60, pageMs: 0.1 };

/** A learner's computer: signed in, and with what the server has acknowledged. */
interface Learner { cookie: string; acknowledged: string[] }

/** Runs a real server on a database of `folder`, or on the one that DATABASE_URL names, which is to be empty; `say` hears what goes on. */
export async function classRows(root: string, folder: string, { learners: count, seconds, kills, pages }: ClassSize, say: (text: string) => void): Promise<Row[]> {
  let server = await startServe(root, folder);
  try {
    const kind = process.env['DATABASE_URL'] ? 'PostgreSQL' : 'SQLite';
    const row = (id: string, what: string, value: number | null, unit = '', goal: number | null = null): Row =>
      ({ id: `class.${id}`, what, value, unit, goal: goal === null ? '' : `≤ ${goal}`, reached: goal === null || value === null ? null : value <= goal, note: kind });
    const learners = await enrol(server, count);
    say(`class: ${count} learners have joined`);
    const begun = performance.now();
    const waits = await handInAll(server, learners, seconds);
    await allGraded(server, learners);
    const graded = (performance.now() - begun) / 1000;
    say('class: all are graded');
    const page = await pageCost(server, pages);
    const rows = [
      row('submissions', 'submissions, each with a model of its own', waits.length), row('ack50', `acknowledged, half of them within (all came in ${seconds} s)`, median(waits), 'ms'),
      row('ack99', 'acknowledged, 99 of 100 within', percentile(waits, 0.99), 'ms', GOALS.acknowledgeMs), row('graded', 'all graded after the first was sent', graded, 's', GOALS.gradedSeconds),
      row('page', 'processor time of the server for a page', page, 'ms', GOALS.pageMs),
    ];
    for (let round = 1; round <= kills; round++) {
      const sending = handInAll(server, learners.slice(0, 40), 1, true);
      await wait(200 + 60 * round);
      server.kill();
      await sending;
      server = await startServe(root, folder);
      say(`class: killed ${round} times`);
    }
    const { acknowledged, lost } = await account(server, learners);
    return [...rows, row('kills', 'times that the server was killed while learners handed in', kills), row('acknowledged', 'submissions acknowledged', acknowledged), { ...row('lost', 'of them lost', lost), goal: '0', reached: lost === 0 }];
  } finally {
    await server.end();
  }
}

/** Makes an instructor, a cohort with all modules, and its learners, as people do. */
async function enrol(server: Serve, count: number): Promise<Learner[]> {
  const token = server.setup!;
  const teacher = await server.send('POST', '/setup', { token, login: 'bench', password: `${randomUUID()} ${randomUUID()}` });
  const { course } = (await server.send('GET', '/meta')).json as { course: { modules: { id: string }[] } };
  const modules = course.modules.map(({ id }) => ({ module: id, opensMs: null, dueMs: null, lateMs: 0, latePct: 0 }));
  const { id } = (await server.send('POST', '/cohorts', { name: 'Bench', exam: false, modules }, teacher.cookie)).json as { id: string };
  const { code } = (await server.send('POST', `/cohorts/${id}/join-code`, { expiresMs: null, seats: null }, teacher.cookie)).json as { code: string };
  const learners: Learner[] = [];
  for (let i = 0; i < count; i++) learners.push({ cookie: (await server.send('POST', '/join', { code, pseudonym: `Learner ${i}` })).cookie, acknowledged: [] });
  return learners;
}

let designs = 0;

/** Everybody hands in one design, at moments spread over the time; milliseconds until each was acknowledged. With `mayFail` those that were not acknowledged are left out. */
async function handInAll(server: Serve, learners: readonly Learner[], seconds: number, mayFail = false): Promise<number[]> {
  const waits = await Promise.all(learners.map(async (learner, i) => {
    const [id, source] = [randomUUID(), designText(designs++, 0)];
    await wait((i / learners.length) * seconds * 1000);
    const began = performance.now();
    try {
      await server.send('PUT', `/submissions/${id}`, { exercise: WORKED_ON, source, hints: 0 }, learner.cookie);
    } catch (error) {
      if (mayFail) return [];
      throw error;
    }
    learner.acknowledged.push(id);
    return [performance.now() - began];
  }));
  return waits.flat();
}

/** Waits until nothing of theirs waits any more. */
async function allGraded(server: Serve, learners: readonly Learner[]): Promise<void> {
  for (const { cookie, acknowledged } of learners) {
    for (let isGraded = false; !isGraded;) {
      const { submissions } = (await server.send('GET', `/me/submissions?ids=${acknowledged.join(',')}`, undefined, cookie)).json as { submissions: { state: string }[] };
      isGraded = submissions.every(({ state }) => state !== 'queued');
      if (!isGraded) await wait(100);
    }
  }
}

/** Of what was acknowledged, what the server no longer knows. */
async function account(server: Serve, learners: readonly Learner[]): Promise<{ acknowledged: number; lost: number }> {
  let [acknowledged, lost] = [0, 0];
  for (const learner of learners) {
    const { submissions } = (await server.send('GET', `/me/submissions?ids=${learner.acknowledged.join(',')}`, undefined, learner.cookie)).json as { submissions: { id: string }[] };
    const known = new Set(submissions.map(({ id }) => id));
    acknowledged += learner.acknowledged.length;
    lost += learner.acknowledged.filter((id) => !known.has(id)).length;
  }
  return { acknowledged, lost };
}

/** Milliseconds of the server's processor time for one page, compressed, over kept connections; null: only Linux tells. */
async function pageCost(server: Serve, count: number): Promise<number | null> {
  const ask = async (times: number): Promise<void> => void await Promise.all(Array.from({ length: 8 }, async () => { for (let i = 0; i < times / 8; i++) await server.page('/'); }));
  await ask(2000);
  const before = processorMs(server.pid)?.own ?? null;
  await ask(count);
  return before === null ? null : (processorMs(server.pid)!.own - before) / count;
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)]!;
}
