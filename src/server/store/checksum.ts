// One number for all rows of a table, the same in every database that holds the same rows, in whatever order.
import { hash } from 'node:crypto';
import type { Connection, Row, Value } from './database.ts';
import type { Shape } from './shape.ts';

/** Rows that are in memory at once. */
const PAGE = 200;
const MODULUS_MASK = (1n << 256n) - 1n;

/** What a table holds. */
export interface TableSum {
  table: string;
  rows: number;
  /** Sum of the SHA-256 of all rows, modulo 2²⁵⁶, in hexadecimal. */
  checksum: string;
}

/** All rows, some at a time, by primary key; to be read in a transaction. */
export async function* pagesOf(connection: Connection, { name, columns, key }: Shape): AsyncGenerator<Row[]> {
  const keys = list(key);
  let after: Value[] = [];
  for (;;) {
    const from = after.length === 0 ? '' : `WHERE (${keys}) > (${key.map(() => '?').join(', ')})`;
    const page = await connection.all(`SELECT ${list(columns)} FROM "${name}" ${from} ORDER BY ${keys} LIMIT ${PAGE}`, ...after);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = key.map((column) => page.at(-1)![column]!);
  }
}

/** Names of columns, for a statement. */
export const list = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

/** A sum that grows: rows are added, in any order. */
export function startSum({ name, columns }: Shape): { add(page: readonly Row[]): void; sum(): TableSum } {
  let [rows, total] = [0, 0n];
  return {
    add(page) {
      rows += page.length;
      for (const row of page) total = (total + BigInt(`0x${hash('sha256', JSON.stringify(columns.map((column) => row[column])), 'hex')}`)) & MODULUS_MASK;
    },
    sum: () => ({ table: name, rows, checksum: total.toString(16).padStart(64, '0') }),
  };
}

/** Sums up the rows of each table; to be read in a transaction. */
export async function sumsOf(connection: Connection, shapes: readonly Shape[]): Promise<TableSum[]> {
  const sums: TableSum[] = [];
  for (const shape of shapes) {
    const { add, sum } = startSum(shape);
    for await (const page of pagesOf(connection, shape)) add(page);
    sums.push(sum());
  }
  return sums;
}

/** The first table whose rows are not the same; null: all are. */
export function firstDifference(one: readonly TableSum[], other: readonly TableSum[]): string | null {
  const known = new Map(other.map((sum) => [sum.table, sum]));
  const different = one.find(({ table, rows, checksum }) => known.get(table)?.rows !== rows || known.get(table)?.checksum !== checksum);
  return different?.table ?? (one.length === other.length ? null : other.find(({ table }) => !one.some((sum) => sum.table === table))!.table);
}
