// One file of SQLite: the default. Statements are synchronous; a transaction of one caller must still not mix with statements of another, so all of them queue.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Conflict, Unavailable, type Connection, type Database, type Row, type Value } from './database.ts';

/** SQLite's result codes (sqlite.org/rescode.html): the low byte is the kind. */
const BUSY = 5;
const NO_MEMORY = 7;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const CONSTRAINT = 19;
const NOT_A_DATABASE = 26;

/** Prepared statements that are kept; the server has fewer. */
const STATEMENTS = 200;
/** How long a backup or a reader of another process may hold the file. */
const BUSY_MS = 4000;

/** The folder's database is already served by another process. */
export class InUse extends Error {
  override readonly name = 'InUse';
}

/** The file is a database of another program. */
export class Foreign extends Error {
  override readonly name = 'Foreign';
}

/** The file is no database, or what stands in it cannot be read. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** What marks a file as ours in its header (sqlite.org/pragma.html#pragma_application_id): `nspc`. */
export const APPLICATION_ID = 0x6e737063;

/**
 * Opens the file, which is made when it is missing, for this process alone: the lock is one of the system, on a file beside it, and ends with the process however that ends.
 * Readers of other processes, such as a backup, are let in. Throws InUse, Foreign, or Unavailable when it cannot be opened.
 */
export function openSqlite(file: string): Database {
  const lock = lockSqlite(file);
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: BUSY_MS, enableForeignKeyConstraints: true, enableDoubleQuotedStringLiterals: false });
    sign(database, file);
    // FULL: with NORMAL the last commits are lost when the power fails. What is deleted is overwritten: a learner who is removed for good is not left in free pages, or in backups.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA secure_delete = ON');
    return new Sqlite(database, lock);
  } catch (error) {
    database?.close();
    lock.close();
    throw translated(error);
  }
}

/** Opens a file that is there to read and write, also while a server uses it: for a few quick statements, since each side waits while the other writes. Throws Foreign, or Unavailable. */
export function openSqliteBeside(file: string): Database {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: BUSY_MS, enableForeignKeyConstraints: true, enableDoubleQuotedStringLiterals: false });
    if (!isOurs(database)) throw foreign(file);
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    return new Sqlite(database, null);
  } catch (error) {
    database?.close();
    throw translated(error);
  }
}

/** Opens the file to read, also while a server writes: what is read is one state of it, that of the first statement, until it is closed. Throws Foreign, or Unavailable. */
export function readSqlite(file: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: BUSY_MS, readOnly: true });
    if (!isOurs(database)) throw foreign(file);
    database.exec('BEGIN');
    return database;
  } catch (error) {
    database?.close();
    throw translated(error);
  }
}

/** Takes the lock of a file, for whoever replaces it; `close` gives it back. Throws InUse. */
export function lockSqlite(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (codeOf(error) === BUSY) throw new InUse(`Another process serves this folder: ${file}.lock is locked. End that process, or name another folder.`, { cause: error });
    throw translated(error);
  }
}

const foreign = (file: string): Foreign => new Foreign(`${file} is a database of another program. Name another folder or file.`);

const idOf = (database: DatabaseSync): number => (database.prepare('PRAGMA application_id').get() as { application_id: number }).application_id;

/** Files that were made before they were marked are known by our table of versions. */
const isOurs = (database: DatabaseSync): boolean => [APPLICATION_ID, 0].includes(idOf(database)) && database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'").get() !== undefined;

/** Marks a new file as ours. */
function sign(database: DatabaseSync, file: string): void {
  if (idOf(database) === APPLICATION_ID) return;
  const isEmpty = idOf(database) === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!isEmpty && !isOurs(database)) throw foreign(file);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
}

/** Statements on an open file, done at once. */
export function statementsOn(database: DatabaseSync): Connection {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      if (statements.size >= STATEMENTS) statements.clear();
      statements.set(sql, statement = database.prepare(sql));
    }
    return statement;
  };
  return {
    all: async <R extends Row>(sql: string, ...values: Value[]): Promise<R[]> => attempt(() => prepare(sql).all(...values).map(plain<R>)),
    first: async <R extends Row>(sql: string, ...values: Value[]): Promise<R | null> => attempt(() => {
      const row = prepare(sql).get(...values);
      return row === undefined ? null : plain<R>(row);
    }),
    run: async (sql: string, ...values: Value[]): Promise<number> => attempt(() => Number(prepare(sql).run(...values).changes)),
  };
}

class Sqlite implements Database {
  readonly kind = 'sqlite';
  readonly #database: DatabaseSync;
  readonly #lock: DatabaseSync | null;
  /** What every caller may do, at once: to be used by whose turn it is. */
  readonly #now: Connection;
  #last: Promise<unknown> = Promise.resolve();

  constructor(database: DatabaseSync, lock: DatabaseSync | null) {
    this.#database = database;
    this.#lock = lock;
    this.#now = statementsOn(database);
  }

  all<R extends Row>(sql: string, ...values: Value[]): Promise<R[]> { return this.#inTurn(() => this.#now.all<R>(sql, ...values)); }
  first<R extends Row>(sql: string, ...values: Value[]): Promise<R | null> { return this.#inTurn(() => this.#now.first<R>(sql, ...values)); }
  run(sql: string, ...values: Value[]): Promise<number> { return this.#inTurn(() => this.#now.run(sql, ...values)); }

  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      attempt(() => this.#database.exec('BEGIN IMMEDIATE'));
      try {
        const result = await work(this.#now);
        attempt(() => this.#database.exec('COMMIT'));
        return result;
      } catch (error) {
        // A full disk rolls back by itself.
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#database.isOpen) this.#database.close();
      if (this.#lock?.isOpen === true) this.#lock.close();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}

/** Rows of SQLite have no prototype, those of PostgreSQL have: what compares or spreads them must not see a difference. */
const plain = <R extends Row>(row: Record<string, unknown>): R => ({ ...row }) as R;

function codeOf(error: unknown): number | null {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 255 : null;
}

function translated(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  switch (codeOf(error)) {
    case CONSTRAINT: return new Conflict(message, { cause: error });
    case FULL: return new Unavailable(`The disk of the database is full: ${message}.`, { cause: error, isFull: true });
    case BUSY: case IO_ERROR: case NO_MEMORY: case CANNOT_OPEN: return new Unavailable(`The database cannot be used: ${message}.`, { cause: error });
    case CORRUPT: case NOT_A_DATABASE: return new Damaged(`The database is damaged: ${message}.`, { cause: error });
    default: return error;
  }
}
