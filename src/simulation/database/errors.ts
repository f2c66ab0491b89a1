// MariaDB's error numbers, with SQL states and sentences as 10.11 words them (its own `errmsg.sys` and the recordings).

/** An error of the server; the client's own 2013 has no sentence of the server. */
export interface MariadbError { code: number; state: string; text: string }

/** A row with this key exists already. */
export function duplicateKey(table: string, key: number): MariadbError {
  return { code: 1062, state: '23000', text: `Could not execute Write_rows_v1 event on table ${table}; Duplicate entry '${key}' for key 'PRIMARY', Error_code: 1062; handler error HA_ERR_FOUND_DUPP_KEY` };
}

/** The row that an event changes is not there. */
export function rowMissing(table: string): MariadbError {
  return { code: 1032, state: 'HY000', text: `Could not execute Update_rows_v1 event on table ${table}; Can't find record in '${table.slice(table.indexOf('.') + 1)}', Error_code: 1032; handler error HA_ERR_KEY_NOT_FOUND` };
}

/** `read_only` refuses a write. */
export const READ_ONLY: MariadbError = {
  code: 1290, state: 'HY000', text: 'The MariaDB server is running with the --read-only option so it cannot execute this statement',
};

/** The privilege is missing that would allow to set `read_only`. */
export const NEEDS_READ_ONLY_ADMIN: MariadbError = {
  code: 1227, state: '42000', text: 'Access denied; you need (at least one of) the READ_ONLY ADMIN privilege(s) for this operation',
};

/** A user, connected on the same host, may not do this to a table; `table` as `app.t`. */
export function tableDenied(command: string, user: string, table: string): MariadbError {
  return { code: 1142, state: '42000', text: `${command} command denied to user '${user}'@'localhost' for table ${table.split('.').map((name) => `\`${name}\``).join('.')}` };
}

/** There is no such table. */
export function noSuchTable(table: string): MariadbError {
  return { code: 1146, state: '42S02', text: `Table '${table}' doesn't exist` };
}

/** A replica asks its primary for a position that the primary's binary log does not have. */
export function notInBinlog(gtid: string, newerThere: boolean): MariadbError {
  const diverged = '. Since the master\'s binlog contains GTIDs with higher sequence numbers, it probably means that the slave has diverged due to executing extra erroneous transactions';
  const text = `Error: connecting slave requested to start from GTID ${gtid}, which is not in the master's binlog${newerThere ? diverged : ''}`;
  return { code: 1236, state: 'HY000', text: `Got fatal error 1236 from master when reading data from binary log: '${text}'` };
}

/** Strict mode keeps sequence numbers of a domain in order. */
export function outOfOrder(gtid: string, newest: string): MariadbError {
  return {
    code: 1950, state: 'HY000',
    text: `An attempt was made to binlog GTID ${gtid} which would create an out-of-order sequence number with existing GTID ${newest}, and gtid strict mode is enabled`,
  };
}

/** What a client reports when its server dies in the middle of a statement (CR_SERVER_LOST). */
export const SERVER_LOST = 2013;
