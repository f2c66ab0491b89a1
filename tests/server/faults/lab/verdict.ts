// What a database holds of what was acknowledged, looked at with the server gone.
import type { DatabaseSync } from 'node:sqlite';
import { problemsOf } from '../../../../src/server/store/backup.ts';
import { databaseFile } from '../../../../src/server/store/place.ts';
import { readSqlite } from '../../../../src/server/store/sqlite.ts';
import type { Acknowledged } from './stream.ts';

/** Acknowledged submissions that are not there, or not as they were sent; and what SQLite finds wrong. */
export function lookAt(data: string, acknowledged: Acknowledged): { lost: number; problems: string[]; rows: number } {
  let database: DatabaseSync | null = null;
  try {
    database = readSqlite(databaseFile(data));
    const rows = database.prepare('SELECT id, source_hash FROM submission').all() as { id: string; source_hash: string }[];
    const kept = new Map(rows.map(({ id, source_hash }) => [id, source_hash]));
    return { lost: [...acknowledged].filter(([id, hash]) => kept.get(id) !== hash).length, problems: problemsOf(database), rows: rows.length };
  } catch (error) {
    // What cannot be read is lost.
    return { lost: acknowledged.size, problems: [(error as Error).message], rows: 0 };
  } finally {
    database?.close();
  }
}
