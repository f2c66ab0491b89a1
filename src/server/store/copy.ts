// Every row from one database into another, in one transaction: all of it arrives, compared row by row, or nothing does.
import { firstDifference, list, pagesOf, startSum, sumsOf, type TableSum } from './checksum.ts';
import type { Connection, Database, Row } from './database.ts';
import { migrate } from './migrate.ts';
import { STEPS } from './schema.ts';
import { newestShapes, type Shape } from './shape.ts';

/** What was asked for is not done, and nothing is changed; the message is a sentence for the operator. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Rows of one statement. */
const AT_ONCE = 25;

/** How a copy is made. */
export interface CopyOptions {
  nowMs: () => number;
  /** What `to` holds is removed in the same transaction; without it `to` must be empty. */
  replaces?: boolean;
}

/** Copies all rows; the sums of both sides, which are the same. Throws Refused. */
export async function copyDatabase(from: Database, to: Database, { nowMs, replaces = false }: CopyOptions): Promise<{ from: TableSum[]; to: TableSum[] }> {
  await requireNewest(from);
  await migrate(to, nowMs);
  const shapes = newestShapes();
  return from.transaction(async (source) => {
    await takeTime(source, from.kind, true);
    return to.transaction(async (target) => {
      await takeTime(target, to.kind, false);
      return copyRows(source, target, { shapes, kind: to.kind, replaces });
    });
  });
}

async function copyRows(source: Connection, target: Connection, { shapes, kind, replaces }: { shapes: Shape[]; kind: Database['kind']; replaces: boolean }): Promise<{ from: TableSum[]; to: TableSum[] }> {
  if (replaces) await clear(target, shapes, kind);
  else await requireEmpty(target, shapes);
  const read: TableSum[] = [];
  for (const shape of shapes) {
    const { add, sum } = startSum(shape);
    for await (const page of pagesOf(source, shape)) {
      add(page);
      await insert(target, shape, page);
    }
    read.push(sum());
  }
  const sums = { from: read, to: await sumsOf(target, shapes) };
  const different = firstDifference(sums.from, sums.to);
  if (different !== null) throw new Refused(`The rows of ${different} did not arrive as they were, so nothing is kept.`);
  return sums;
}

/** PostgreSQL ends what takes long, which a copy does; and one that only reads needs no more than one moment of it. The first statements of a transaction. */
export async function takeTime(connection: Connection, kind: Database['kind'], onlyReads: boolean): Promise<void> {
  if (kind === 'sqlite') return;
  if (onlyReads) await connection.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await connection.run('SET LOCAL idle_in_transaction_session_timeout = 0');
  await connection.run('SET LOCAL statement_timeout = 0');
}

async function insert(target: Connection, { name, columns }: Shape, page: readonly Row[]): Promise<void> {
  const one = `(${columns.map(() => '?').join(', ')})`;
  for (let at = 0; at < page.length; at += AT_ONCE) {
    const rows = page.slice(at, at + AT_ONCE);
    await target.run(`INSERT INTO "${name}" (${list(columns)}) VALUES ${rows.map(() => one).join(', ')}`, ...rows.flatMap((row) => columns.map((column) => row[column]!)));
  }
}

async function clear(target: Connection, shapes: readonly Shape[], kind: Database['kind']): Promise<void> {
  if (kind === 'postgresql') await target.run(`TRUNCATE ${list(shapes.map(({ name }) => name))}`);
  else for (const { name } of shapes.toReversed()) await target.run(`DELETE FROM "${name}"`);
}

/** Rows of each table that has any. */
export async function countsOf(connection: Connection, shapes: readonly Shape[]): Promise<{ table: string; rows: number }[]> {
  const counts = [];
  for (const { name } of shapes) counts.push({ table: name, rows: (await connection.first<{ count: number }>(`SELECT COUNT(*) AS count FROM "${name}"`))!.count });
  return counts.filter(({ rows }) => rows > 0);
}

async function requireEmpty(target: Connection, shapes: readonly Shape[]): Promise<void> {
  const counts = await countsOf(target, shapes);
  if (counts.length > 0) throw new Refused(`The database that is to be written has rows already (${counts.map(({ table, rows }) => `${table}: ${rows}`).join(', ')}). Name an empty one.`);
}

/** Refuses a database whose schema is not that of this version. Throws Refused. */
export async function requireNewest(from: Database): Promise<void> {
  const version = await versionOf(from, from.kind);
  if (version > STEPS.length) throw new Refused(`The database has schema ${version}, and this server knows ${STEPS.length}. Use the newer version of the course.`);
  if (version < STEPS.length) throw new Refused(version === 0 ? 'There is no database of a class server there.' : `The database has schema ${version}, and this server needs ${STEPS.length}. Start the server on it once: it takes the steps that are missing.`);
}

/** The schema's version; 0: there is none. */
export async function versionOf(database: Connection, kind: Database['kind']): Promise<number> {
  const tables = kind === 'sqlite' ? 'sqlite_schema WHERE name' : 'information_schema.tables WHERE table_schema = current_schema() AND table_name';
  if (await database.first(`SELECT 1 AS one FROM ${tables} = 'schema_version'`) === null) return 0;
  return (await database.first<{ version: number | null }>('SELECT MAX(version) AS version FROM schema_version'))!.version ?? 0;
}

/** PostgreSQL: refuses where others are connected, whose acknowledged rows would be missing from a copy. A file of SQLite has its lock. */
export async function requireAlone(database: Database): Promise<void> {
  if (database.kind === 'sqlite') return;
  const { count } = (await database.first<{ count: number }>("SELECT COUNT(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"))!;
  if (count > 0) throw new Refused(`${count === 1 ? 'Another program is' : `${count} others are`} connected to the PostgreSQL database. End every instance first: what it acknowledges meanwhile would be lost.`);
}
