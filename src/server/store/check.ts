// What can be said of a database without changing it.
import type { DatabaseSync } from 'node:sqlite';
import { existsSync } from 'node:fs';
import { problemsOf } from './backup.ts';
import { sumsOf, type TableSum } from './checksum.ts';
import { Refused, takeTime, versionOf } from './copy.ts';
import type { Connection } from './database.ts';
import type { Place } from './place.ts';
import { openPostgres } from './postgres.ts';
import { STEPS } from './schema.ts';
import { newestShapes, shapesOf } from './shape.ts';
import { readSqlite, statementsOn } from './sqlite.ts';

/** What a look at a database finds. */
export interface Health {
  version: number;
  sums: TableSum[];
  /** Sentences; empty: nothing is wrong. */
  problems: string[];
}

/** Rules that no database holds for us, each with a query for what breaks it. */
const RULES: readonly [string, string][] = [
  ['graded without a grade', "SELECT COUNT(*) AS count FROM submission WHERE state = 'graded' AND NOT EXISTS (SELECT 1 FROM grade WHERE grade.submission_id = submission.id)"],
  ['waiting, and graded already', "SELECT COUNT(*) AS count FROM submission WHERE state = 'queued' AND EXISTS (SELECT 1 FROM grade WHERE grade.submission_id = submission.id AND grade.regrade_id = '')"],
];

/** Looks at a database, also while a server uses it. Throws Refused, Foreign, Damaged, Unavailable. */
export async function checkDatabase(place: Place): Promise<Health> {
  if (place.kind === 'sqlite') {
    if (!existsSync(place.file)) throw new Refused(`There is no database ${place.file}.`);
    const database = readSqlite(place.file);
    try {
      return await look(statementsOn(database), database);
    } finally {
      database.close();
    }
  }
  const database = openPostgres(place.url);
  try {
    return await database.transaction(async (connection) => {
      await takeTime(connection, 'postgresql', true);
      return look(connection, null);
    });
  } finally {
    await database.close();
  }
}

async function look(connection: Connection, file: DatabaseSync | null): Promise<Health> {
  const version = await versionOf(connection, file === null ? 'postgresql' : 'sqlite');
  if (version === 0) throw new Refused('There is no database of a class server there.');
  if (file === null && version !== STEPS.length) throw new Refused(`The database has schema ${version}, and this version of the course knows ${STEPS.length}. Use the version that serves it.`);
  const problems = file === null ? [] : problemsOf(file);
  const sums = await sumsOf(connection, file === null ? newestShapes() : shapesOf(file));
  for (const [what, sql] of RULES) {
    const { count } = (await connection.first<{ count: number }>(sql))!;
    if (count > 0) problems.push(`${count} submissions are ${what}`);
  }
  return { version, sums, problems };
}
