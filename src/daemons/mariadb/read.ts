// Reads my.cnf, and replication.sql of a replica.
import type { FileRemark, MariadbPart, ReadFile } from '../parts.ts';
import { quoted, remarksOn, type Remark } from '../text.ts';
import { readOptionFile } from './option-file.ts';
import { readReplication } from './replication-sql.ts';
import { readSettings, type ReadSettings } from './settings.ts';

/**
 * Reads the server's options of a my.cnf of MariaDB 10.11, and the SQL file with `CHANGE MASTER TO`, where there is one. Never throws.
 * What the options leave out has MariaDB's own default.
 */
export function readMariadb(text: string, file: string, replication?: { text: string; file: string }): ReadFile<MariadbPart> {
  const remarks: FileRemark[] = [];
  const remark = remarksOn(file, remarks);
  const read = readSettings(readOptionFile(text, remark), remark);
  const { settings } = read;
  const { source, useGtid, delayMs } = readReplication(replication?.text ?? '', remarksOn(replication?.file ?? file, remarks));
  const part: MariadbPart = {
    serverId: settings.serverId,
    port: settings.port,
    ...readAddress(read, remark),
    replicateFrom: source,
    useGtid,
    delayMs,
    readOnly: settings.readOnly,
    ...readSemiSync(read, remark),
    ...readParallel(read, remark),
    autoIncrement: settings.autoIncrement,
    syncBinlog: readSyncBinlog(read, remark),
    flushLogAtCommit: readFlush(read, remark),
    requireSecureTransport: settings.requireSecureTransport,
    binlog: readBinlog(read, remark),
  };
  const { increment, offset } = settings.autoIncrement;
  if (offset > increment) remark(read.lineOf('auto-increment-offset'), 'ignored', `auto-increment-offset ${offset} is above auto-increment-increment ${increment}: MariaDB ignores it.`);
  return { part, remarks };
}

const isLoopback = (address: string): boolean => address === 'localhost' || address === '::1' || /^127\./.test(address);
const isAny = (address: string): boolean => address === '' || address === '*' || address === '::' || address === '0.0.0.0';

/** Where it listens. Absent is every address, as on MariaDB's own (Debian's packages write 127.0.0.1). */
function readAddress({ settings, lineOf }: ReadSettings, remark: Remark): Pick<MariadbPart, 'bind' | 'address'> {
  const { bindAddress, reportHost } = settings;
  const addresses = (bindAddress ?? '').split(',').map((address) => address.trim());
  if (addresses.some(isAny)) return { bind: 'any', address: reportHost };
  const [address, another] = addresses.filter((one) => !isLoopback(one));
  if (address === undefined) return { bind: 'loopback', address: reportHost };
  if (another !== undefined) remark(lineOf('bind-address'), 'unsupported', `bind-address lists several addresses; only ${quoted(address)} is read.`);
  if (reportHost !== null && reportHost !== address) remark(lineOf('report-host'), 'ignored', `report-host ${quoted(reportHost)} is only what the primary shows; the node is known by its bind-address.`);
  return { bind: 'private', address };
}

/** Without a binary log nothing is written to it, in whatever form: MariaDB warns of both options. */
function readBinlog({ settings: { binlog }, lineOf }: ReadSettings, remark: Remark): MariadbPart['binlog'] {
  if (binlog.enabled) return binlog;
  for (const name of ['binlog-format', 'log-slave-updates']) if (lineOf(name) > 0) remark(lineOf(name), 'ignored', `${name} has no effect, since log-bin is off.`);
  return { ...binlog, format: 'MIXED', logSlaveUpdates: false };
}

function readSemiSync({ settings, lineOf }: ReadSettings, remark: Remark): Pick<MariadbPart, 'semiSync' | 'semiSyncRole'> {
  const { primaryEnabled, replicaEnabled, semiSync } = settings;
  if (primaryEnabled || replicaEnabled) return { semiSync, semiSyncRole: primaryEnabled ? (replicaEnabled ? 'both' : 'primary') : 'replica' };
  for (const name of ['rpl-semi-sync-master-timeout', 'rpl-semi-sync-master-wait-point', 'rpl-semi-sync-master-wait-no-slave']) {
    if (lineOf(name) > 0) remark(lineOf(name), 'ignored', `${name} has no effect, since semi-synchronous replication is off.`);
  }
  return { semiSync: null, semiSyncRole: null };
}

/** The simulator knows two modes: `aggressive` tries at least as much as optimistic, `minimal` at most as much as conservative, and `none` applies one by one. */
function readParallel({ settings, lineOf }: ReadSettings, remark: Remark): Pick<MariadbPart, 'parallelThreads' | 'parallelMode'> {
  const { parallelThreads, parallelMode } = settings;
  if (parallelMode === 'optimistic' || parallelMode === 'conservative') return { parallelThreads, parallelMode };
  const nearest = parallelMode === 'aggressive' ? 'optimistic' : 'conservative';
  const meaning = parallelMode === 'none' ? 'no parallel threads' : nearest;
  remark(lineOf('slave-parallel-mode'), 'unsupported', `slave-parallel-mode ${parallelMode} is not simulated; it is read as ${meaning}.`);
  return { parallelThreads: parallelMode === 'none' ? 0 : parallelThreads, parallelMode: nearest };
}

function readSyncBinlog({ settings, lineOf }: ReadSettings, remark: Remark): 0 | 1 {
  if (settings.syncBinlog <= 1) return settings.syncBinlog as 0 | 1;
  remark(lineOf('sync-binlog'), 'unsupported', `sync-binlog ${settings.syncBinlog} flushes only at every ${settings.syncBinlog}th group of commits; it is read as 0, since a crash can lose what lies between.`);
  return 0;
}

function readFlush({ settings, lineOf }: ReadSettings, remark: Remark): 0 | 1 | 2 {
  if (settings.flushLogAtCommit <= 2) return settings.flushLogAtCommit as 0 | 1 | 2;
  remark(lineOf('innodb-flush-log-at-trx-commit'), 'unsupported', 'innodb-flush-log-at-trx-commit 3 flushes at prepare and at commit; it is read as 1, which keeps the same commits.');
  return 1;
}
