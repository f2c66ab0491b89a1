// Reads replication.sql: the statements that make a server a replica. Source host, MASTER_USE_GTID and MASTER_DELAY are no options of my.cnf.
import type { MariadbPart } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import { splitSql, type Token } from './sql-tokens.ts';
import { takeWhole } from './values.ts';

/** From whom, how and how late a server replicates. `source` null: not at all. */
export interface Replication { source: MariadbPart['replicateFrom']; useGtid: MariadbPart['useGtid']; delayMs: number }

/** Longest MASTER_DELAY, in seconds (MariaDB 10.11 refuses more than 2^31 − 1). */
const LONGEST_DELAY_S = 2_147_483_647;

/** Options of CHANGE MASTER TO that change nothing that is simulated. */
const IGNORED = /^(?:MASTER_(?:USER|PASSWORD|CONNECT_RETRY|RETRY_COUNT|HEARTBEAT_PERIOD|BIND|LOG_FILE|LOG_POS|SSL\w*)|RELAY_LOG_(?:FILE|POS))$/;
/** Those that are known and change something. */
const UNSUPPORTED = /^(?:DO_DOMAIN_IDS|IGNORE_DOMAIN_IDS|IGNORE_SERVER_IDS|MASTER_DEMOTE_TO_SLAVE)$/;

/** Reads the statements in order; a later CHANGE MASTER TO changes only what it names. Never throws. */
export function readReplication(sql: string, remark: Remark): Replication {
  const found: { address: string | null; port: number; useGtid: MariadbPart['useGtid']; delayMs: number } = { address: null, port: 3306, useGtid: 'slave_pos', delayMs: 0 };
  let changed = 0;
  let started = false;
  for (const statement of splitSql(sql)) {
    const start = statement.slice(0, 3).map((token) => token.text.toUpperCase()).join(' ');
    const { line } = statement[0]!;
    if (/^CHANGE MASTER\b/.test(start)) {
      changed = line;
      readChange(statement, found, remark);
    } else if (/^START (?:ALL )?(?:SLAVES?|REPLICAS?)\b/.test(start)) started = true;
    else remarkOnStatement(statement, start, remark);
  }
  if (changed > 0 && !started) remark(changed, 'unsupported', 'CHANGE MASTER TO without START SLAVE: replication does not begin by itself; the simulator begins it.');
  const source = found.address === null ? null : { address: found.address, port: found.port };
  return source === null ? { source, useGtid: 'slave_pos', delayMs: 0 } : { source, useGtid: found.useGtid, delayMs: found.delayMs };
}

function remarkOnStatement(statement: readonly Token[], start: string, remark: Remark): void {
  const { line, text } = statement[0]!;
  if (/^(?:STOP|RESET) (?:ALL )?(?:SLAVES?|REPLICAS?)\b/.test(start)) return;
  if (/^CHANGE REPLICATION\b/.test(start)) remark(line, 'invalid', "CHANGE REPLICATION SOURCE TO is MySQL's: MariaDB 10.11 has CHANGE MASTER TO.");
  else if (/^(?:CREATE USER|GRANT|FLUSH|SELECT|SHOW|USE|SET PASSWORD|ALTER USER)\b/.test(start) || statement.some((token) => /^gtid_slave_pos$/i.test(token.text))) {
    remark(line, 'ignored', `${text.toUpperCase()} says nothing about who replicates from whom.`);
  } else if (/^(?:SET|CREATE|ALTER|DROP|INSERT|UPDATE|DELETE|INSTALL)\b/.test(start)) remark(line, 'unsupported', `${start} is not read: only CHANGE MASTER TO, START SLAVE and STOP SLAVE are.`);
  else remark(line, 'unknown', `${quoted(text)} begins no statement that is known here.`);
}

type Found = { address: string | null; port: number; useGtid: MariadbPart['useGtid']; delayMs: number };

function readChange(statement: readonly Token[], found: Found, remark: Remark): void {
  let at = 2;
  if (statement[at]?.quoted === true) {
    if (statement[at]!.text !== '') remark(statement[at]!.line, 'unsupported', `The connection ${quoted(statement[at]!.text)} has a name; the simulator knows one source, without a name.`);
    at++;
  }
  if (statement[at]?.text.toUpperCase() !== 'TO') return remark(statement[at - 1]!.line, 'invalid', 'CHANGE MASTER needs TO.');
  at++;
  for (;;) {
    const name = statement[at];
    if (name === undefined) return remark(statement[at - 1]!.line, 'invalid', 'CHANGE MASTER TO ends where an option should be.');
    let end = at + 1;
    for (let depth = 0; end < statement.length && (depth > 0 || statement[end]!.text !== ',' || statement[end]!.quoted); end++) depth += depthOf(statement[end]!);
    readOption(name, statement.slice(at + 1, end), found, remark);
    if (end >= statement.length) return;
    at = end + 1;
  }
}

const depthOf = ({ text, quoted: isText }: Token): number => (isText ? 0 : text === '(' ? 1 : text === ')' ? -1 : 0);

function readOption(name: Token, rest: readonly Token[], found: Found, remark: Remark): void {
  const option = name.text.toUpperCase();
  const value = rest[1];
  if (name.quoted || rest[0]?.text !== '=' || value === undefined || (rest.length > 2 && value.text !== '(')) return remark(name.line, 'invalid', `${quoted(name.text)} needs = and one value.`);
  const invalid = (why: string): void => remark(name.line, 'invalid', `${option}: ${why}`);
  switch (option) {
    case 'MASTER_HOST':
      if (!value.quoted || value.text === '') return invalid('needs a name or address in quotation marks.');
      found.address = value.text;
      return;
    case 'MASTER_PORT': return number(value, 0, 65_535, (port) => { found.port = port; }, invalid);
    case 'MASTER_DELAY': return number(value, 0, LONGEST_DELAY_S, (seconds) => { found.delayMs = seconds * 1000; }, invalid);
    case 'MASTER_USE_GTID': {
      const mode = value.text.toLowerCase();
      if (mode === 'slave_pos' || mode === 'replica_pos') found.useGtid = 'slave_pos';
      else if (mode === 'current_pos' || mode === 'no') found.useGtid = mode;
      else invalid(`${quoted(value.text)} is none of slave_pos, current_pos, no.`);
      return;
    }
  }
  // A position in a file turns GTIDs off.
  if (option === 'MASTER_LOG_FILE' || option === 'MASTER_LOG_POS') found.useGtid = 'no';
  if (UNSUPPORTED.test(option)) remark(name.line, 'unsupported', `${option} changes what is replicated, and the simulator does not know it.`);
  else if (!IGNORED.test(option)) remark(name.line, 'unknown', `CHANGE MASTER TO of MariaDB 10.11 has no option ${quoted(name.text)}.`);
}

/** Numbers in SQL are not moved into their range: beyond it is an error. */
function number(value: Token, least: number, most: number, put: (value: number) => void, invalid: (why: string) => void): void {
  const taken = takeWhole(value.text, least, most);
  if (value.quoted || !/^\d+$/.test(value.text) || taken.value === undefined || taken.problem !== null) invalid(`${quoted(value.text)} is no whole number between ${least} and ${most}.`);
  else put(taken.value);
}
