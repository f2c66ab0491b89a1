// A class server: the site, the API and the graders of one process, from its start to its end.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import type { Course } from '../../course/index.ts';
import { startGrading } from '../grading/index.ts';
import { createApi } from '../http/app.ts';
import { cookieName } from '../http/cookie.ts';
import { servedCourse, type Services } from '../http/services.ts';
import { newSetup } from '../identity/invitations.ts';
import { openOidc } from '../identity/oidc.ts';
import type { OidcSettings } from '../identity/oidc-settings.ts';
import { listen, type ListenOptions } from '../listen/listen.ts';
import { errorFields, type Log } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { ROUTES } from '../routes/index.ts';
import { createAnswer } from '../static/answer.ts';
import { Unavailable, type Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { databaseFile } from '../store/place.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import { endRegradeLeases } from '../regrade/lease.ts';
import { startRegrader, type Regrader } from '../regrade/regrader.ts';
import { endLeases } from '../submissions/queue.ts';
import { startRunner, type Runner } from '../submissions/runner.ts';
import { createListener } from './answers.ts';
import { guardFiles, readClassSite } from './class-site.ts';
import { addressKey, clientAddress, hashedAddress } from './client-address.ts';
import { patiently } from './patiently.ts';
import { startSweeper } from './sweep.ts';

/** What a class server is started with. */
export interface ServerOptions extends ListenOptions {
  /** The built site. */
  site: string;
  course: Course;
  /** `postgresql://…`; null: SQLite in `data`. */
  databaseUrl: string | null;
  /** Folder of the SQLite database; made when it is missing. */
  data: string;
  /** A proxy of ours ends TLS and writes the client's address down. */
  isBehindProxy: boolean;
  /** Plain HTTP for others on the network: asked for by the operator. */
  isInsecureLan: boolean;
  /** Sign-in through an identity provider; null or left out: passwords only. */
  oidc?: OidcSettings | null;
  /** Submissions that are graded at the same time. */
  graders: number;
  /** How long `/readyz` says no before requests are refused, so that a proxy goes elsewhere first. */
  drainMs: number;
  /** For tests, in place of that time: requests are refused when it resolves. */
  drained?: Promise<void>;
  nowMs(): number;
  log: Log;
  /** Given the token of the setup link, where there is no account yet. */
  onSetup(token: string): void;
}

/** A class server that runs. */
export interface RunningServer {
  url: string;
  port: number;
  /** Resolves once the database has its schema; with PostgreSQL that may be after the start. Rejects where it can never have it. */
  up: Promise<void>;
  /** Ends without losing anything: drains, waits for what is being answered and graded, lets go of the database. May be called twice. */
  close(): Promise<void>;
}

/** Starts a class server. Rejects with InUse, TooNew or Unavailable where the SQLite database cannot be had, and with the system's error where the port cannot. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { nowMs, log } = options;
  const onError = createReporter(log, nowMs);
  const database = options.databaseUrl === null ? openSqlite(databaseFile(options.data)) : openPostgres(options.databaseUrl, onError);
  const ending = new AbortController();
  try {
    if (database.kind === 'sqlite') await migrate(database, nowMs);
    return await assemble(options, database, onError, ending);
  } catch (error) {
    ending.abort();
    await database.close();
    throw error;
  }
}

async function assemble(options: ServerOptions, database: Database, onError: (error: unknown) => void, ending: AbortController): Promise<RunningServer> {
  const { nowMs, log, isBehindProxy, isInsecureLan } = options;
  const isSecure = isBehindProxy || options.tls !== undefined;
  const course = servedCourse(options.course);
  const files = readClassSite(options.site, isInsecureLan);
  const grading = startGrading({ slots: options.graders });
  const metrics = createMetrics(database, grading, nowMs);
  const state = { isUp: false, isDraining: false, key: '', runner: null as Runner | null, regrader: null as Regrader | null, sweeper: null as { stop(): Promise<void> } | null };
  const wake = (): void => {
    state.runner?.wake();
    state.regrader?.wake();
  };
  const services: Services = { course, wake, isSecure, isInsecureLan, oidc: options.oidc ? openOidc(options.oidc, nowMs, (code, why) => log('warn', code, { why })) : null };
  const api = createApi({
    database, routes: ROUTES, services, nowMs, newId: randomUUID, onError,
    from: ({ env }) => hashedAddress(clientAddress((env as HttpBindings).incoming, isBehindProxy), state.key),
    onAnswer: (route, method, status, seconds) => metrics.answered(route?.path ?? 'unknown', method, status, seconds),
  });
  const file = createAnswer(files, '/', guardFiles(files, { database, course, nowMs, cookie: cookieName(isSecure) }));
  const isReachable = (): Promise<boolean> => database.first('SELECT 1 AS one').then(() => true, () => false);
  const notReady = async (): Promise<string | null> => {
    if (state.isDraining) return 'draining';
    if (!state.isUp) return 'the database has no schema yet';
    return (await isReachable()) ? null : 'the database does not answer';
  };
  const listening = await listen(createListener({ api, file, metrics, notReady, isUp: () => state.isUp, isSecure, onError }), options);
  const begin = async (): Promise<void> => {
    const setup = await patiently(async () => {
      await migrate(database, nowMs);
      state.key = await addressKey(database);
      // A file has one process at a time, so whoever had a lease is no more.
      if (database.kind === 'sqlite') await database.transaction(async (connection) => { await endLeases(connection); await endRegradeLeases(connection); });
      return database.transaction((connection) => newSetup(connection, nowMs()));
    }, onError, ending.signal);
    if (setup !== null) options.onSetup(setup.token);
    const work = { database, grading, course, owner: randomUUID(), nowMs, onError, slots: options.graders };
    state.runner = startRunner(work);
    state.regrader = startRegrader(work);
    state.sweeper = startSweeper(database, nowMs, onError);
    state.isUp = true;
    log('info', 'up', { database: database.kind, graders: options.graders });
  };
  const up = begin();
  up.catch((error: unknown) => { if (!ending.signal.aborted) onError(error); });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    state.isDraining = true;
    log('info', 'draining');
    if (options.drained !== undefined) await options.drained;
    else if (options.drainMs > 0) await wait(options.drainMs);
    ending.abort();
    // What begins at this very moment has begun before it is ended: its timers would outlive the database.
    await up.catch(() => {});
    await Promise.all([listening.close(), state.runner?.drain(), state.regrader?.drain(), state.sweeper?.stop()]);
    await grading.close();
    await database.close();
    log('info', 'ended');
  };
  return { url: listening.url, port: listening.port, up, close: () => (closing ??= close()) };
}

/** The same trouble is told at most this often. */
const TOLD_EVERY_MS = 10_000;

/** Tells the log of errors; a database that is away is a warning, and told now and then with a count, since every request meets it. */
function createReporter(log: Log, nowMs: () => number): (error: unknown) => void {
  let [toldMs, count] = [-Infinity, 0];
  return (error) => {
    if (!(error instanceof Unavailable)) return log('error', 'unexpected', errorFields(error));
    count += 1;
    if (Math.abs(nowMs() - toldMs) < TOLD_EVERY_MS) return;
    log('warn', error.isFull ? 'disk-full' : 'database-unavailable', { message: error.message.slice(0, 300), times: count });
    [toldMs, count] = [nowMs(), 0];
  };
}
