// A backup back into a database: looked at first, and what it takes the place of is kept.
import { chownSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupDatabase, flushFile, flushFolder, problemsOf } from './backup.ts';
import { firstDifference, sumsOf, type TableSum } from './checksum.ts';
import { copyDatabase, countsOf, Refused, requireAlone, versionOf } from './copy.ts';
import { migrate } from './migrate.ts';
import type { Place } from './place.ts';
import { openPostgres } from './postgres.ts';
import { STEPS } from './schema.ts';
import { newestShapes, shapesOf } from './shape.ts';
import { APPLICATION_ID, Damaged, lockSqlite, openSqlite, statementsOn } from './sqlite.ts';

/** What was restored. */
export interface Restored {
  sums: TableSum[];
  /** When the backup was made; null: the file is a copy of a database, without sums to compare with. */
  madeMs: number | null;
  /** Where the old database is; null: there was none with rows. */
  kept: string | null;
}

/** How a backup is restored. */
export interface RestoreOptions {
  nowMs: () => number;
  /** Whether a database with rows may be replaced. */
  replaces: boolean;
  /** Folder for what was in a PostgreSQL database; that of a file stays beside it. */
  keepIn: string;
}

/** Restores `file` into the place, which no server uses meanwhile. Throws Refused, and has changed nothing then; InUse. */
export async function restoreDatabase(file: string, place: Place, options: RestoreOptions): Promise<Restored> {
  if (!existsSync(file) || !statSync(file).isFile()) throw new Refused(`There is no file ${file}.`);
  return place.kind === 'sqlite' ? intoSqlite(file, place.file, options) : intoPostgres(file, place, options);
}

async function intoSqlite(file: string, target: string, { nowMs, replaces }: RestoreOptions): Promise<Restored> {
  const lock = lockSqlite(target);
  const part = `${target}.restoring`;
  try {
    const counts = await rowsThere(target);
    if (counts !== null && !replaces) throw new Refused(`${target} has rows (${counts}). --replace puts the backup in its place, and keeps what is there beside it.`);
    const { sums, madeMs } = await unpack(file, part);
    const kept = counts === null ? null : keep(target, `${target}.before-${stamp(nowMs())}`);
    // A log belongs to one file: what is left of that of a damaged one must not meet the new file.
    for (const end of ['-wal', '-shm']) rmSync(target + end, { force: true });
    renameSync(part, target);
    flushFolder(dirname(resolve(target)));
    return { sums, madeMs, kept };
  } finally {
    removeFile(part);
    lock.close();
  }
}

async function intoPostgres(file: string, place: Place & { kind: 'postgresql' }, { nowMs, replaces, keepIn }: RestoreOptions): Promise<Restored> {
  const part = `${resolve(file)}.restoring`;
  const target = openPostgres(place.url);
  try {
    const { madeMs } = await unpack(file, part);
    await requireAlone(target);
    await migrate(target, nowMs);
    const counts = inWords(await countsOf(target, newestShapes()));
    if (counts !== '' && !replaces) throw new Refused(`The database has rows (${counts}). --replace puts the backup in their place, and keeps what is there in a backup of its own.`);
    const kept = counts === '' ? null : join(keepIn, `course.db.before-${stamp(nowMs())}`);
    if (kept !== null) await backupDatabase(place, kept, nowMs);
    const source = openSqlite(part);
    try {
      await migrate(source, nowMs);
      return { sums: (await copyDatabase(source, target, { nowMs, replaces: kept !== null })).to, madeMs, kept };
    } finally {
      await source.close();
    }
  } finally {
    await target.close();
    removeFile(part);
  }
}

/** Copies a backup to `part`, as the database that it was, and looks at every row of the copy. Throws Refused. */
async function unpack(file: string, part: string): Promise<{ sums: TableSum[]; madeMs: number | null }> {
  removeFile(part);
  copyFileSync(file, part);
  // The administrator restores what the server's own user must be able to write.
  const { uid, gid } = statSync(dirname(resolve(part)));
  if (process.getuid?.() === 0) chownSync(part, uid, gid);
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(part, { enableForeignKeyConstraints: true });
    const found = await inspect(database, file);
    database.exec('PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE; DROP TABLE IF EXISTS backup');
    return found;
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`${file} is damaged, or not a backup: ${(error as Error).message}. Nothing is changed.`, { cause: error });
  } finally {
    database?.close();
    flushFile(part);
  }
}

async function inspect(database: DatabaseSync, file: string): Promise<{ sums: TableSum[]; madeMs: number | null }> {
  const connection = statementsOn(database);
  const id = (await connection.first<{ application_id: number }>('PRAGMA application_id'))!.application_id;
  const version = id === APPLICATION_ID ? await versionOf(connection, 'sqlite') : 0;
  if (version === 0) throw new Refused(`${file} is a database of another program, not a backup of a class server. Nothing is changed.`);
  if (version > STEPS.length) throw new Refused(`${file} has schema ${version}, and this server knows ${STEPS.length}. Restore it with the newer version of the course. Nothing is changed.`);
  const problems = problemsOf(database);
  if (problems.length > 0) throw new Refused(`${file} is damaged: ${problems[0]}. Nothing is changed. Take another backup.`);
  const sums = await sumsOf(connection, shapesOf(database));
  if (await connection.first("SELECT 1 AS one FROM sqlite_schema WHERE name = 'backup'") === null) return { sums, madeMs: null };
  const kept = await connection.all<{ name: string; count: number; checksum: string; made_ms: number }>('SELECT name, count, checksum, made_ms FROM backup');
  const different = firstDifference(kept.map(({ name, count, checksum }) => ({ table: name, rows: count, checksum })), sums);
  if (different !== null) throw new Refused(`${file} is damaged: its rows of ${different} are not those that were backed up. Nothing is changed. Take another backup.`);
  return { sums, madeMs: kept[0]?.made_ms ?? null };
}

/** The rows of a file in words, after its log was written into it; null: there are none. One that cannot be read counts as one with rows. */
async function rowsThere(file: string): Promise<string | null> {
  if (!existsSync(file)) return null;
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return inWords(await countsOf(statementsOn(database), shapesOf(database))) || null;
  } catch (error) {
    return `it cannot be read: ${error instanceof Damaged ? error.message : (error as Error).message}`;
  } finally {
    database?.close();
  }
}

const inWords = (counts: readonly { table: string; rows: number }[]): string => counts.map(({ table, rows }) => `${table}: ${rows}`).join(', ');

/** Copies a file, and what is left of its log, so that at no moment the name of the database names nothing. */
function keep(file: string, kept: string): string {
  for (const end of ['', '-wal']) {
    if (!existsSync(file + end)) continue;
    copyFileSync(file + end, kept + end);
    flushFile(kept + end);
  }
  return kept;
}

const removeFile = (file: string): void => ['', '-wal', '-shm', '-journal', '.lock'].forEach((end) => rmSync(file + end, { force: true }));

/** A moment in a file's name: 20261121-200501, in UTC. */
const stamp = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
