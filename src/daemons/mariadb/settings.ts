// What each option of my.cnf says about a node, with MariaDB 10.11's defaults (`information_schema.system_variables` of a running server;
// `mariadbd --help --verbose` shows slave-parallel-mode wrongly as conservative).
import type { DatabaseNode } from '../../infrastructure/model.ts';
import type { MariadbPart } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import { isIgnoredOption, kindOfOption } from './known-options.ts';
import type { Option } from './option-file.ts';
import { takeFlag, takeWhole, takeWord, wrongValue, type Taken } from './values.ts';

/** Everything that the options say that are read here. */
export interface Settings {
  serverId: number;
  port: number;
  bindAddress: string | null;
  reportHost: string | null;
  readOnly: boolean;
  primaryEnabled: boolean;
  replicaEnabled: boolean;
  semiSync: NonNullable<DatabaseNode['semiSync']>;
  parallelThreads: number;
  parallelMode: 'none' | 'minimal' | 'conservative' | 'optimistic' | 'aggressive';
  autoIncrement: DatabaseNode['autoIncrement'];
  syncBinlog: number;
  flushLogAtCommit: number;
  requireSecureTransport: boolean;
  binlog: MariadbPart['binlog'];
}

/** The values that the renderer always writes and the model does not have; where they are found as they are, there is nothing to say. */
export const HOUSEKEEPING: ReadonlyMap<string, string> = new Map([['relay-log', 'relay'], ['expire-logs-days', '7'], ['ssl-cert', '/etc/mysql/server-cert.pem'], ['ssl-key', '/etc/mysql/server-key.pem']]);

const UNSIGNED_32 = 4_294_967_295;

function defaults(): Settings {
  return {
    serverId: 1, port: 3306, bindAddress: null, reportHost: null, readOnly: false, primaryEnabled: false, replicaEnabled: false,
    semiSync: { timeoutMs: 10_000, waitPoint: 'AFTER_COMMIT', waitNoReplica: true }, parallelThreads: 0, parallelMode: 'optimistic', autoIncrement: { increment: 1, offset: 1 },
    syncBinlog: 0, flushLogAtCommit: 1, requireSecureTransport: false,
    binlog: { enabled: false, format: 'MIXED', logSlaveUpdates: false, gtidDomainId: 0, gtidStrictMode: false },
  };
}

/** Puts one option's value in its place; what is wrong with it, or null. */
type Take = (settings: Settings, value: string | null) => string | null;

function take<Value>(taken: Taken<Value>, put: (value: Value) => void): string | null {
  if (taken.value !== undefined) put(taken.value);
  return taken.problem;
}

const whole = (least: number, most: number, put: (settings: Settings, value: number) => void): Take => (settings, value) => take(takeWhole(value, least, most), (taken) => put(settings, taken));
const flag = (put: (settings: Settings, value: boolean) => void): Take => (settings, value) => take(takeFlag(value), (taken) => put(settings, taken));
const word = <const Word extends string>(words: readonly Word[], put: (settings: Settings, value: Word) => void): Take => (settings, value) => take(takeWord(value, words), (taken) => put(settings, taken));
const text = (put: (settings: Settings, value: string) => void): Take => (settings, value) => {
  if (value === null) return 'needs a value: MariaDB refuses it.';
  put(settings, value);
  return null;
};

const parallelThreads = whole(0, 16_383, (settings, value) => { settings.parallelThreads = value; });

const TAKES: ReadonlyMap<string, Take> = new Map([
  ['server-id', whole(1, UNSIGNED_32, (settings, value) => { settings.serverId = value; })],
  ['port', whole(0, 65_535, (settings, value) => { settings.port = value; })],
  ['bind-address', text((settings, value) => { settings.bindAddress = value; })],
  ['report-host', text((settings, value) => { settings.reportHost = value; })],
  ['read-only', flag((settings, value) => { settings.readOnly = value; })],
  ['rpl-semi-sync-master-enabled', flag((settings, value) => { settings.primaryEnabled = value; })],
  ['rpl-semi-sync-slave-enabled', flag((settings, value) => { settings.replicaEnabled = value; })],
  ['rpl-semi-sync-master-timeout', whole(0, Number.MAX_SAFE_INTEGER, (settings, value) => { settings.semiSync.timeoutMs = value; })],
  ['rpl-semi-sync-master-wait-point', word(['AFTER_SYNC', 'AFTER_COMMIT'], (settings, value) => { settings.semiSync.waitPoint = value; })],
  ['rpl-semi-sync-master-wait-no-slave', flag((settings, value) => { settings.semiSync.waitNoReplica = value; })],
  ['slave-parallel-threads', parallelThreads],
  ['slave-parallel-workers', parallelThreads],
  ['slave-parallel-mode', word(['none', 'minimal', 'conservative', 'optimistic', 'aggressive'], (settings, value) => { settings.parallelMode = value; })],
  ['auto-increment-increment', whole(1, 65_535, (settings, value) => { settings.autoIncrement.increment = value; })],
  ['auto-increment-offset', whole(1, 65_535, (settings, value) => { settings.autoIncrement.offset = value; })],
  ['sync-binlog', whole(0, UNSIGNED_32, (settings, value) => { settings.syncBinlog = value; })],
  ['innodb-flush-log-at-trx-commit', whole(0, 3, (settings, value) => { settings.flushLogAtCommit = value; })],
  ['require-secure-transport', flag((settings, value) => { settings.requireSecureTransport = value; })],
  // A value is the name of the files, even OFF; `skip-log-bin` turns it off (`OPT_BIN_LOG` in sql/mysqld.cc) and arrives here as 0.
  ['log-bin', (settings, value) => { settings.binlog.enabled = value !== '0'; return null; }],
  ['binlog-format', word(['MIXED', 'STATEMENT', 'ROW'], (settings, value) => { settings.binlog.format = value; })],
  ['log-slave-updates', flag((settings, value) => { settings.binlog.logSlaveUpdates = value; })],
  ['gtid-domain-id', whole(0, UNSIGNED_32, (settings, value) => { settings.binlog.gtidDomainId = value; })],
  ['gtid-strict-mode', flag((settings, value) => { settings.binlog.gtidStrictMode = value; })],
]);

/** Settings, and the line of the last value of each option that was read (0: not in the file). */
export interface ReadSettings { settings: Settings; lineOf(name: string): number }

/** Goes through the options in order; the last value of an option counts. */
export function readSettings(options: readonly Option[], remark: Remark): ReadSettings {
  const settings = defaults();
  const lines = new Map<string, number>();
  for (const { name, value, line } of options) {
    const takeIt = TAKES.get(name);
    if (takeIt === undefined) {
      remarkOnOther({ name, value, line }, remark);
      continue;
    }
    lines.set(name, line);
    const problem = takeIt(settings, value);
    if (problem !== null) remark(line, 'invalid', `${name}: ${problem}`);
  }
  return { settings, lineOf: (name) => lines.get(name) ?? 0 };
}

function remarkOnOther({ name, value, line }: Option, remark: Remark): void {
  const wrong = wrongValue(kindOfOption(name)!, value);
  if (wrong !== null) remark(line, 'invalid', `${name}: ${wrong}`);
  else if (HOUSEKEEPING.get(name) === value) return;
  else if (isIgnoredOption(name)) remark(line, 'ignored', `${name} changes nothing that is simulated.`);
  else remark(line, 'unsupported', `${name}${value === null ? '' : ` (${quoted(value)})`} changes what MariaDB does, and the simulator does not know it.`);
}
