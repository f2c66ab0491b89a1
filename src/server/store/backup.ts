// A backup is one file of SQLite, whichever database it comes from: every row of one moment, and the sums that a restore compares them with.
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { firstDifference, sumsOf, type TableSum } from './checksum.ts';
import { copyDatabase, Refused } from './copy.ts';
import { placeInWords, type Place } from './place.ts';
import { openPostgres } from './postgres.ts';
import { shapesOf } from './shape.ts';
import { openSqlite, readSqlite, statementsOn } from './sqlite.ts';

/** Pages of a backup that are copied at once; between them the process does other things. */
const PAGES = 1000;

/**
 * Writes what the database holds at this moment into the new file `out`, while servers go on writing; the sums of its tables. The file is there when it is whole,
 * read back, and on disk; before that its name is `OUT.part`. Throws Refused.
 */
export async function backupDatabase(place: Place, out: string, nowMs: () => number): Promise<TableSum[]> {
  if (existsSync(out)) throw new Refused(`${out} is there already. Name a new file.`);
  const part = `${out}.part`;
  const clean = (): void => ['', '-wal', '-shm', '-journal', '.lock'].forEach((end) => rmSync(part + end, { force: true }));
  clean();
  try {
    const sums = place.kind === 'sqlite' ? await fromSqlite(place.file, part) : await fromPostgres(place.url, part, nowMs);
    await seal(part, sums, nowMs());
    flushFile(part);
    renameSync(part, out);
    flushFolder(dirname(resolve(out)));
    return sums;
  } finally {
    clean();
  }
}

async function fromSqlite(file: string, part: string): Promise<TableSum[]> {
  if (!existsSync(file)) throw new Refused(`There is no database ${file}.`);
  const source = readSqlite(file);
  try {
    // The first statement takes the moment that all others, the copy of the pages too, look at.
    const sums = await sumsOf(statementsOn(source), shapesOf(source));
    await backup(source, part, { rate: PAGES });
    return sums;
  } finally {
    source.close();
  }
}

async function fromPostgres(url: string, part: string, nowMs: () => number): Promise<TableSum[]> {
  const [source, target] = [openPostgres(url), openSqlite(part)];
  try {
    return (await copyDatabase(source, target, { nowMs })).from;
  } catch (error) {
    if (error instanceof Refused) throw new Refused(`${placeInWords({ kind: 'postgresql', url })}: ${error.message} pg_dump can back it up as it is.`);
    throw error;
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** Reads the file back, compares it with the sums of what was to be in it, and writes these beside the rows. */
async function seal(part: string, sums: readonly TableSum[], madeMs: number): Promise<void> {
  const database = new DatabaseSync(part);
  try {
    // One file, without a log beside it.
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL');
    const different = firstDifference(sums, await sumsOf(statementsOn(database), shapesOf(database)));
    if (different !== null) throw new Refused(`The backup has other rows of ${different} than the database, so it is not kept. Try again, on another disk.`);
    const found = problemsOf(database);
    if (found.length > 0) throw new Refused(`The database is damaged, and its backup would be: ${found[0]}. nsp db check tells more.`);
    database.exec('BEGIN; DROP TABLE IF EXISTS backup; CREATE TABLE backup (name TEXT PRIMARY KEY, count INTEGER NOT NULL, checksum TEXT NOT NULL, made_ms INTEGER NOT NULL) STRICT');
    for (const { table, rows, checksum } of sums) database.prepare('INSERT INTO backup (name, count, checksum, made_ms) VALUES (?, ?, ?, ?)').run(table, rows, checksum, madeMs);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
  // Hashes of passwords, and what learners wrote.
  chmodSync(part, 0o600);
}

/** What SQLite finds wrong with a file: its pages, its rules, rows that point nowhere. Empty: nothing. */
export function problemsOf(database: DatabaseSync): string[] {
  const pages = database.prepare('PRAGMA integrity_check(20)').all().map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
  const rows = database.prepare('PRAGMA foreign_key_check').all().map((row) => `a row of ${row['table']} points at a row of ${row['parent']} that is not there`);
  return [...pages, ...rows];
}

/** Waits until a file is on disk. */
export function flushFile(path: string): void {
  const handle = openSync(path, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

/** Waits until the names in a folder are on disk; Windows does so by itself. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
