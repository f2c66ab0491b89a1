// Learners who hand in without a pause, as the page does: an id made here, kept until it is acknowledged, sent again until then. And the account afterwards.
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { beginSession } from '../../../../src/server/identity/sessions.ts';
import type { Connection, Database } from '../../../../src/server/store/database.ts';

/** A learner with a session. */
export interface Learner { id: string; cookie: string }

/** What was handed in. */
export interface Design { id: string; learner: string; source: string }

/** An answer; status 0: the connection broke. */
export interface Answer { status: number; text: string; headers: IncomingHttpHeaders; retryAfterS: number | null; ms: number }

/** An exercise of the course, and a source that is graded quickly since it is no design. */
export const EXERCISE = 'weights';

/** Puts learners with sessions into a new cohort. */
export async function enrol(database: Database, count: number, nowMs = Date.now()): Promise<Learner[]> {
  return database.transaction(async (connection) => {
    const cohort = randomUUID();
    await connection.run('INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)', cohort, 'Evening class', nowMs);
    const learners: Learner[] = [];
    for (let i = 0; i < count; i++) learners.push(await newLearner(connection, cohort, nowMs));
    return learners;
  });
}

async function newLearner(connection: Connection, cohort: string, nowMs: number): Promise<Learner> {
  const id = randomUUID();
  await connection.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, ?)', id, cohort, id, id, id, nowMs);
  return { id, cookie: `__Host-nsp=${await beginSession(connection, 'learner', id, nowMs)}` };
}

/** Where requests go: HAProxy's port, and the certificate to trust. */
export interface Door { https: number; ca: string }

/** One request through HAProxy. */
export function send({ https, ca }: Door, options: RequestOptions, body?: string): Promise<Answer> {
  const start = performance.now();
  const sent = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const one = request({ host: '127.0.0.1', servername: 'localhost', port: https, ca, agent: false, ...options, headers: { ...sent, ...options.headers } }, (response) => {
      const after = response.headers['retry-after'];
      text(response).then((content) => resolve({ status: response.statusCode!, text: content, headers: response.headers, retryAfterS: after === undefined ? null : Number(after), ms: performance.now() - start }), broken);
    });
    const broken = (error: Error): void => resolve({ status: 0, text: error.message, headers: {}, retryAfterS: null, ms: performance.now() - start });
    one.on('error', broken);
    one.end(body);
  });
}

/** Hands one design in, once. */
export const handIn = (door: Door, { cookie }: Pick<Learner, 'cookie'>, { id, source }: Pick<Design, 'id' | 'source'>, options: RequestOptions = {}): Promise<Answer> =>
  send(door, { ...options, method: 'PUT', path: `/api/v1/submissions/${id}`, headers: { cookie } }, JSON.stringify({ exercise: EXERCISE, source, hints: 0 }));

/** A new design of a learner. */
export function newDesign(learner: Learner): Design {
  const id = randomUUID();
  return { id, learner: learner.id, source: `// ${id}\nexport default ${Number.parseInt(id.slice(0, 6), 16)};\n` };
}

/** What the senders saw. */
export interface Seen {
  acknowledged: Design[];
  /** How often each status came; 0: the connection broke. */
  statuses: { [status: number]: number };
  /** 503 that said when to come again. */
  withRetryAfter: number;
  /** The longest wait for one answer, and the longest time in which nobody got a yes. */
  slowestMs: number;
  gapMs: number;
}

/** Senders at work. */
export interface Load {
  readonly seen: Seen;
  /** No new design is begun; resolves once each that was begun is acknowledged. */
  stop(): Promise<Seen>;
}

/** How many hand in at once. */
export const SENDERS = 12;
/** Between two designs of a sender: some 60 a second together. */
const PAUSE_MS = 150;
/** However long a server asks to wait: tests are short. */
const WAIT_MOST_MS = 500;

/** Starts to hand in, over kept connections; at most three designs of a learner. */
export function startLoad(door: Door, learners: readonly Learner[]): Load {
  const seen: Seen = { acknowledged: [], statuses: {}, withRetryAfter: 0, slowestMs: 0, gapMs: 0 };
  const turns = [...learners, ...learners, ...learners];
  /** From here on they are slow: however long a busy machine takes, something is left to hand in. */
  const half = turns.length / 2;
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  let isStopping = false;
  let lastMs = performance.now();
  const acknowledge = (design: Design): void => {
    seen.acknowledged.push(design);
    const now = performance.now();
    seen.gapMs = Math.max(seen.gapMs, now - lastMs);
    lastMs = now;
  };
  const deliver = async (learner: Learner, design: Design): Promise<void> => {
    for (;;) {
      const { status, retryAfterS, ms } = await handIn(door, learner, design, { agent });
      seen.statuses[status] = (seen.statuses[status] ?? 0) + 1;
      seen.slowestMs = Math.max(seen.slowestMs, ms);
      if (status === 503 && retryAfterS !== null) seen.withRetryAfter += 1;
      if (status === 200 || status === 201) return acknowledge(design);
      await wait(Math.min(WAIT_MOST_MS, retryAfterS === null ? 100 : 1000 * retryAfterS));
    }
  };
  const sender = async (): Promise<void> => {
    for (let learner; !isStopping && (learner = turns.shift()) !== undefined;) {
      await deliver(learner, newDesign(learner));
      await wait(turns.length > half ? PAUSE_MS : 10 * PAUSE_MS);
    }
  };
  const all = Promise.all(Array.from({ length: SENDERS }, sender));
  return {
    seen,
    async stop() {
      isStopping = true;
      await all;
      agent.destroy();
      return seen;
    },
  };
}

/** Compares what was acknowledged with the database, row by row. */
export async function account(database: Connection, acknowledged: readonly Design[]): Promise<{ rows: number; lost: number }> {
  const rows = await database.all<{ id: string; learner_id: string; exercise: string; source: string }>('SELECT id, learner_id, exercise, source FROM submission');
  const kept = new Map(rows.map((row) => [row.id, row]));
  const isKept = ({ id, learner, source }: Design): boolean => {
    const row = kept.get(id);
    return row !== undefined && row.learner_id === learner && row.exercise === EXERCISE && row.source === source;
  };
  return { rows: rows.length, lost: acknowledged.filter((design) => !isKept(design)).length };
}

/** One line for the output of the tests: what was broken, and what came of it. */
export function report(fault: string, { acknowledged, statuses, slowestMs, gapMs }: Seen, lost: number): void {
  const answers = Object.entries(statuses).map(([status, count]) => `${count} × ${status === '0' ? 'broken connection' : status}`).join(', ');
  console.log(`${fault}: ${acknowledged.length} acknowledged, ${lost} lost; answers ${answers}; slowest ${Math.round(slowestMs)} ms, longest gap ${Math.round(gapMs)} ms`);
}
