// Recordings that ask for rows, positions and errors, not for times: circles, rejoining, read_only.
import type { Question } from '../recording.ts';
import type { MariadbError } from '../../simulation/database/errors.ts';
import { positionText } from '../../simulation/database/gtid.ts';
import { parsePrivileges, refusal, type Statement } from '../../simulation/database/privileges.ts';
import { replicateAll, type MariadbServer } from '../../simulation/database/server.ts';
import { isEqual } from '../compare.ts';
import { numberOf, partOf, serverOf } from './mariadb-pair.ts';

/** Rows that each side writes: A's values count from here, B's from 100 more. */
const FIRST_VALUE = 100;
/** The row that both sides change, and what they make of it. */
const SHARED_ROW = { id: 1000, byA: 111, byB: 222 };

/** Where the event stood in the source's log, with its numbers hidden as the recordings hide them. */
const POSITION = "; the event's master log binlog.000001 #, end_log_pos #";

function threads(server: MariadbServer): { [field: string]: unknown } {
  const { io, sql, sqlError } = server.status;
  return { io: io ? 'Yes' : 'No', sql: sql ? 'Yes' : 'No', errno: sqlError?.code ?? 0, error: sqlError === null ? '' : sqlError.text + POSITION, rows: server.table.rows() };
}

/** The family mariadb.circular: the links are cut, both sides write, the links come back. */
export function circular(question: Question): { [field: string]: unknown } {
  const a = serverOf(question, 'A');
  const b = serverOf(question, 'B');
  const link = (): void => {
    a.replicateFrom(b, 'slave_pos');
    b.replicateFrom(a, 'slave_pos');
    replicateAll([a, b]);
  };
  const isUpdate = question.inputs['conflict'] === 'update';
  a.execute({ kind: 'create' });
  if (isUpdate) a.execute({ kind: 'write', id: SHARED_ROW.id, value: 0 });
  link();
  a.stopReplica();
  b.stopReplica();
  if (isUpdate) {
    a.execute({ kind: 'update', id: SHARED_ROW.id, value: SHARED_ROW.byA });
    b.execute({ kind: 'update', id: SHARED_ROW.id, value: SHARED_ROW.byB });
  }
  for (let i = 0; !isUpdate && i < numberOf(question, 'rows_each', 3); i++) {
    a.insert(FIRST_VALUE + i);
    b.insert(2 * FIRST_VALUE + i);
  }
  link();
  const outputs = { A: threads(a), B: threads(b), same_data: isEqual(a.table.rows(), b.table.rows()) };
  for (const server of [a, b]) {
    server.insert(0);
    replicateAll([a, b]);
  }
  return { ...outputs, ids_after_more_inserts: a.table.rows().map(([id]) => id) };
}

/** What the script writes: ids from 0 before the switch, from 500 on the old primary alone, from 900 on the new one. */
const REJOIN = { lost: 500, new: 900, newCount: 4 };

/** The family mariadb.rejoin: a primary dies with commits of its own, the replica goes on, the old one comes back as its replica. */
export function rejoin(question: Question): { [field: string]: unknown } {
  const old = serverOf(question, 'primary');
  const next = serverOf(question, 'replica');
  const write = (server: MariadbServer, from: number, count: number): void => {
    for (let i = 0; i < count; i++) server.execute({ kind: 'write', id: from + i, value: 0 });
  };
  old.execute({ kind: 'create' });
  write(old, 0, numberOf(question, 'commits_replicated', 0));
  next.replicateFrom(old, 'slave_pos');
  replicateAll([next]);
  next.stopReplica();
  write(old, REJOIN.lost, numberOf(question, 'commits_lost', 0));
  write(next, REJOIN.new, REJOIN.newCount);
  if (question.inputs['gtid_slave_pos_set_to_own_binlog_pos'] === true) old.slavePosition = new Map(old.binlogPosition);
  const positions = {
    old_primary_gtid_binlog_pos: positionText(old.binlogPosition), old_primary_gtid_slave_pos: positionText(old.slavePosition),
    old_primary_gtid_current_pos: positionText(old.currentPosition), new_primary_gtid_current_pos: positionText(next.currentPosition),
  };
  old.replicateFrom(next, question.inputs['master_use_gtid'] === 'current_pos' ? 'current_pos' : 'slave_pos');
  replicateAll([old]);
  const { io, sql, ioError, sqlError } = old.status;
  const ids = (server: MariadbServer): number[] => server.table.rows().map(([id]) => id);
  return {
    ...positions, io: io ? 'Yes' : 'No', sql: sql ? 'Yes' : 'No', io_errno: ioError?.code ?? 0, io_error: ioError?.text ?? '',
    sql_errno: sqlError?.code ?? 0, sql_error: sqlError?.text ?? '', rows_old_primary: ids(old), rows_new_primary: ids(next),
    same_data: isEqual(old.table.rows(), next.table.rows()),
  };
}

/** An ordinary user, by whom the script tries what it tries as nobody in particular. */
const ORDINARY = 'app';

/** What a field of the family mariadb.read_only tells: who did what on which server. null: none that is known. */
function tried(question: Question, field: string): { user: string; server: 'primary' | 'replica'; statement: Statement; readOnly: boolean | null } | null {
  const isOpenTransaction = /transaction|commit/.test(field) && !/transaction_read_only/.test(field);
  const isAlone = typeof question.config !== 'string' && !Object.hasOwn(question.config, 'replica');
  const server = isAlone || isOpenTransaction || field.includes('primary') ? 'primary' : 'replica';
  const user = /(?:^|_)as_([a-z]+)/.exec(field)?.[1] ?? /^([a-z]+)_temporary_table/.exec(field)?.[1] ?? ORDINARY;
  const readOnly = /read_only_0/.test(field) ? false : isOpenTransaction || /after_read_only/.test(field) ? true : null;
  if (/temporary_table/.test(field)) return { user, server, statement: { kind: 'write', command: 'INSERT', temporaryTable: true }, readOnly };
  if (/transaction_read_only/.test(field)) return { user, server, statement: { kind: 'set-read-only' }, readOnly };
  if (/commit/.test(field)) return { user, server, statement: { kind: 'commit', wrote: true }, readOnly };
  if (/select|read_(?!only)/.test(field)) return { user, server, statement: { kind: 'read' }, readOnly };
  const command = /insert|update|delete|create|drop/.exec(field)?.[0];
  return command === undefined ? null : { user, server, statement: { kind: 'write', command: command.toUpperCase(), temporaryTable: false }, readOnly };
}

function result(error: MariadbError | null): { ok: true } | { code: number; text: string } {
  return error === null ? { ok: true } : { code: error.code, text: error.text };
}

/** The family mariadb.read_only. Replicated writes are applied whatever `read_only` says. */
export function readOnly(question: Question): { [field: string]: unknown } {
  const users = question.inputs['users'] as { [name: string]: string } | undefined;
  const outputs: { [field: string]: unknown } = { replication_still_applies: true };
  for (const field of question.fields) {
    // Setting it waits for nobody, not for an open transaction either.
    if (/wait|block/.test(field)) outputs[field] = false;
    const attempt = tried(question, field);
    if (attempt === null || field in outputs) continue;
    const grants = users?.[attempt.user] ?? (attempt.user === ORDINARY ? 'SELECT,INSERT,UPDATE,DELETE ON app.*' : undefined);
    if (grants === undefined) continue;
    outputs[field] = result(refusal(attempt.statement, attempt.user, parsePrivileges(grants), attempt.readOnly ?? partOf(question, attempt.server).readOnly));
  }
  return outputs;
}
