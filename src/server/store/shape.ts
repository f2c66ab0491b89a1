// Tables as they are: what can be copied, counted and compared without knowing what it means.
import { DatabaseSync } from 'node:sqlite';
import { inDialect } from './migrate.ts';
import { STEPS } from './schema.ts';

/** A table. */
export interface Shape {
  name: string;
  /** In the order of the schema. */
  columns: string[];
  /** Columns of the primary key. */
  key: string[];
}

/** Tables of a file, in the order in which they were made, which is one in which rows can be added; without what the file says about itself. */
export function shapesOf(database: DatabaseSync): Shape[] {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('schema_version', 'backup') ORDER BY rowid").all() as { name: string }[];
  return names.map(({ name }) => {
    const columns = database.prepare('SELECT name, pk FROM pragma_table_info(?) ORDER BY cid').all(name) as { name: string; pk: number }[];
    return { name, columns: columns.map((column) => column.name), key: columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).map((column) => column.name) };
  });
}

/** Tables of the newest schema. */
export function newestShapes(): Shape[] {
  const database = new DatabaseSync(':memory:');
  for (const statement of STEPS.flat()) database.exec(inDialect(statement, 'sqlite'));
  const shapes = shapesOf(database);
  database.close();
  return shapes;
}
