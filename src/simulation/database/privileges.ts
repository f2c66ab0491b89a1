// Who may write where, and whom `read_only` stops (documentation "read_only"; 10.11.0 took READ ONLY ADMIN out of SUPER).
import type { MariadbError } from './errors.ts';
import { NEEDS_READ_ONLY_ADMIN, READ_ONLY, noSuchTable, tableDenied } from './errors.ts';

/** What a user may do anywhere (`ON *.*`), and in one database only. */
export interface Privileges { everywhere: ReadonlySet<string>; inDatabase: ReadonlySet<string> }

/** Reads a list such as `SELECT,INSERT ON app.*`; without `ON` it holds everywhere. Spaces, underscores and case do not matter. */
export function parsePrivileges(text: string): Privileges {
  const [list, place = '*.*'] = text.split(/\s+ON\s+/i);
  const names = new Set(list.split(',').map((name) => name.trim().toUpperCase().replaceAll('_', ' ').replace(/ PRIVILEGES$/, '')));
  return place.trim() === '*.*' ? { everywhere: names, inDatabase: new Set() } : { everywhere: new Set(), inDatabase: names };
}

/** Whether a privilege that exists only globally is there. */
function hasGlobal(user: Privileges, name: string): boolean {
  return user.everywhere.has('ALL') || user.everywhere.has(name);
}

/** Whether a privilege holds for the tables. */
export function hasPrivilege(user: Privileges, name: string): boolean {
  return hasGlobal(user, name) || user.inDatabase.has('ALL') || user.inDatabase.has(name);
}

/** Whether `read_only` lets this user write all the same. */
export function ignoresReadOnly(user: Privileges): boolean {
  return hasGlobal(user, 'READ ONLY ADMIN');
}

/** A statement, as far as privileges and `read_only` ask. */
export type Statement = { kind: 'read' } | { kind: 'write'; command: string; temporaryTable: boolean } | { kind: 'commit'; wrote: boolean } | { kind: 'set-read-only' };

/** The table that reads and writes are about, and the temporary one of a session. */
const TABLE = 'app.t';
const TEMPORARY_TABLE = 'app.tmp';

/**
 * Why a statement fails; null: it works. `read_only` is asked before the privileges of tables, never refuses reads or temporary tables, and stops the COMMIT of
 * a transaction that has written before it was set. The replication threads are not asked at all.
 */
export function refusal(statement: Statement, name: string, user: Privileges, readOnly: boolean): MariadbError | null {
  const stopped = readOnly && !ignoresReadOnly(user);
  switch (statement.kind) {
    case 'read': return hasPrivilege(user, 'SELECT') ? null : tableDenied('SELECT', name, TABLE);
    case 'commit': return stopped && statement.wrote ? READ_ONLY : null;
    case 'set-read-only': return ignoresReadOnly(user) ? null : NEEDS_READ_ONLY_ADMIN;
    case 'write': {
      if (statement.temporaryTable && hasPrivilege(user, 'CREATE TEMPORARY TABLES')) return null;
      // Who may not create temporary tables finds none there: their statement is about a table like any other.
      if (stopped) return READ_ONLY;
      if (!hasPrivilege(user, statement.command)) return tableDenied(statement.command, name, statement.temporaryTable ? TEMPORARY_TABLE : TABLE);
      return statement.temporaryTable ? noSuchTable(TEMPORARY_TABLE) : null;
    }
  }
}
