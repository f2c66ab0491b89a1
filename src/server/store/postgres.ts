// PostgreSQL, for several instances. Each statement runs on any connection of the pool, a transaction on one of its own.
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { Conflict, Unavailable, type Connection, type Database, type Row, type Value } from './database.ts';

/** A promise of the server to its users: nobody waits longer for the database than this. */
const LIMITS = { connectionTimeoutMillis: 2000, statement_timeout: 3000, query_timeout: 4000, idle_in_transaction_session_timeout: 5000, lock_timeout: 2500 };
const CONNECTIONS = 10;
/** Times that a transaction is tried when it meets others, and how long it waits before: a random part of twice as long each time, so that those who met do not meet again. */
const TRIES = 20;
const PAUSE_MS = 5;
const PAUSE_MOST_MS = 100;
/** How long closing waits for the server to let go of the connections: one that is silent says nothing about its end either. */
const CLOSE_MS = 2000;

/** Classes and codes of SQLSTATE (PostgreSQL's appendix A). */
const INTEGRITY = '23';
/** A table that is to be made is there, or the row type that has its name: another instance was quicker, be it by so little that IF NOT EXISTS looked before it was there. */
const DUPLICATE = new Set(['42P07', '42710']);
const AGAIN = new Set(['40001', '40P01']);
const UNAVAILABLE = ['08', '53', '55', '57', '58'];
/** It only reads, being a standby; a transaction was idle for too long. */
const READ_ONLY = '25006';
const IDLE = '25P03';
const DISK_FULL = '53100';

/** int8 comes as text, since it may exceed 2⁵³. Ours are milliseconds and counts. */
const types: pg.CustomTypesConfig = { getTypeParser: ((oid: number, format?: 'text' | 'binary') => (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text'))) as typeof pg.types.getTypeParser };

/** Opens a pool of connections; `url` as in DATABASE_URL. It connects at the first statement, so it opens even where nothing answers. `onLost` is told when an idle connection breaks. */
export function openPostgres(url: string, onLost: (error: Error) => void = () => {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, types, ...LIMITS });
  pool.on('error', (error) => onLost(translated(error) as Error));
  const connected = new Set<pg.PoolClient>();
  pool.on('connect', (client) => connected.add(client)).on('remove', (client) => connected.delete(client));
  const connection = connectionOf(pool);
  let closed: Promise<void> | null = null;
  return {
    kind: 'postgresql', ...connection,
    async transaction(work) {
      for (let tries = 1; ; tries++) {
        try {
          return await once(pool, work);
        } catch (error) {
          if (tries === TRIES || !AGAIN.has(stateOf((error as Error).cause ?? error))) throw error;
          await wait(Math.random() * Math.min(PAUSE_MOST_MS, PAUSE_MS * 2 ** tries));
        }
      }
    },
    close: () => (closed ??= end(pool, connected)),
  };
}

/** The pool's own end only says goodbye: whoever looks next at who is connected would still see us. The server ends a connection when it has forgotten it. */
async function end(pool: pg.Pool, connected: ReadonlySet<pg.PoolClient>): Promise<void> {
  await pool.end();
  const late = new AbortController();
  const gone = new Promise<void>((resolve) => {
    const look = (): void => { if (connected.size === 0) resolve(); };
    pool.on('remove', look);
    look();
  });
  await Promise.race([gone, wait(CLOSE_MS, undefined, { signal: late.signal }).catch(() => {})]);
  late.abort();
}

async function once<T>(pool: pg.Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => { throw translated(error); });
  let broken = false;
  // The pool hears of idle connections only: one that breaks between two statements of ours would end the process.
  const onBroken = (): void => { broken = true; };
  client.on('error', onBroken);
  try {
    await ask(client, 'BEGIN ISOLATION LEVEL SERIALIZABLE', []);
    const result = await work(connectionOf(client));
    await ask(client, 'COMMIT', []);
    return result;
  } catch (error) {
    // Where the connection does not answer, ROLLBACK would wait as long again; its end is one, too.
    if (error instanceof Unavailable && !isState(stateOf(error.cause))) broken = true;
    else await client.query('ROLLBACK').catch(onBroken);
    throw error;
  } finally {
    client.off('error', onBroken);
    client.release(broken);
  }
}

function connectionOf(source: pg.Pool | pg.PoolClient): Connection {
  return {
    all: async <R extends Row>(sql: string, ...values: Value[]): Promise<R[]> => (await ask(source, sql, values)).rows as R[],
    first: async <R extends Row>(sql: string, ...values: Value[]): Promise<R | null> => ((await ask(source, sql, values)).rows[0] as R | undefined) ?? null,
    run: async (sql: string, ...values: Value[]): Promise<number> => (await ask(source, sql, values)).rowCount ?? 0,
  };
}

async function ask(source: pg.Pool | pg.PoolClient, sql: string, values: Value[]): Promise<pg.QueryResult> {
  try {
    return await source.query(numbered(sql), values);
  } catch (error) {
    throw translated(error);
  }
}

const known = new Map<string, string>();

/** `?` as `$1`, `$2`…: our statements have no question mark in a text. */
function numbered(sql: string): string {
  let text = known.get(sql);
  if (text === undefined) {
    let count = 0;
    known.set(sql, text = sql.replace(/\?/g, () => `$${++count}`));
  }
  return text;
}

/** A code of PostgreSQL, which has a digit, unlike `EPIPE`; other errors are those of the connection: refused, reset, timed out. */
const isState = (code: string): boolean => /^(?=.*\d)[0-9A-Z]{5}$/.test(code);

const stateOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

function translated(error: unknown): unknown {
  const state = stateOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (AGAIN.has(state)) return new Unavailable(`Transactions met: ${message}.`, { cause: error });
  if ((isState(state) && state.startsWith(INTEGRITY)) || DUPLICATE.has(state)) return new Conflict(message, { cause: error });
  const isGone = !isState(state) || state === READ_ONLY || state === IDLE || UNAVAILABLE.some((kind) => state.startsWith(kind));
  return isGone ? new Unavailable(`The database cannot be used: ${message}.`, { cause: error, isFull: state === DISK_FULL }) : error;
}
