// Where a database is, as an operator names it.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite, openSqliteBeside } from './sqlite.ts';

/** A file of SQLite, or an address of PostgreSQL. */
export type Place = { kind: 'sqlite'; file: string } | { kind: 'postgresql'; url: string };

/** The database in the folder of a server. */
export const databaseFile = (folder: string): string => join(folder, 'course.db');

/** What an address names: postgresql://…, a file of SQLite (by its ending, .db), or a folder that holds one. */
export function placeOf(address: string): Place {
  if (/^postgres(ql)?:\/\//.test(address)) return { kind: 'postgresql', url: address };
  const isFile = address.endsWith('.db') && !(existsSync(address) && statSync(address).isDirectory());
  return { kind: 'sqlite', file: isFile ? address : databaseFile(address) };
}

/** A place in words; never with the password that an address may hold. */
export function placeInWords(place: Place): string {
  if (place.kind === 'sqlite') return place.file;
  if (!URL.canParse(place.url)) return 'the PostgreSQL database';
  const { host, pathname } = new URL(place.url);
  return `postgresql://${host}${pathname}`;
}

/** Opens one that is there, also while a server uses it, for a few quick statements. */
export const openBeside = (place: Place): Database => (place.kind === 'sqlite' ? openSqliteBeside(place.file) : openPostgres(place.url));

/** Opens it; a file is made where there is none. */
export const openPlace = (place: Place): Database => (place.kind === 'sqlite' ? openSqlite(place.file) : openPostgres(place.url));
