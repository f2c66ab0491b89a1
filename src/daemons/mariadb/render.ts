// Writes my.cnf, and replication.sql for a replica.
import type { Endpoint, MariadbPart } from '../parts.ts';
import { withReason } from '../text.ts';
import { HOUSEKEEPING } from './settings.ts';

/** Column at which the reasons stand. */
const REASONS = 46;

const onOff = (value: boolean): string => (value ? 'ON' : 'OFF');
const option = (name: string, value: string | number, reason: string): string => withReason(`${name}=${value}`, reason, REASONS);

/**
 * my.cnf of MariaDB 10.11, which newer versions read as well, and for a replica the SQL that makes it one; null without `replicateFrom`.
 * @throws RangeError where `bind` is private and there is no address to bind.
 */
export function renderMariadb(part: MariadbPart): { cnf: string; replication: string | null } {
  const sections = [identity(part), binaryLog(part), durability(part), part.replicateFrom === null && !appliesDifferently(part) ? [] : applying(part), semiSync(part), access(part)];
  const title = `# MariaDB, server ${part.serverId}${part.replicateFrom === null ? '' : `: a replica of ${written(part.replicateFrom)}; replication.sql makes it one`}.`;
  const body = sections.filter((section) => section.length > 0).map((section) => section.join('\n')).join('\n\n');
  return { cnf: `${title}\n[mariadbd]\n${body}\n`, replication: part.replicateFrom === null ? null : replication(part, part.replicateFrom) };
}

const written = ({ address, port }: Endpoint): string => `${address}:${port}`;

function identity({ serverId, port, bind, address }: MariadbPart): string[] {
  if (bind === 'private' && address === null) throw new RangeError('A MariaDB that binds its private address needs one.');
  const listen = {
    loopback: { at: '127.0.0.1', reason: 'only programs on this host connect' },
    private: { at: address ?? '', reason: 'the private network connects, the internet cannot' },
    any: { at: '0.0.0.0', reason: 'every network of this host connects' },
  };
  return [
    option('server-id', serverId, 'another number on each server, or replication refuses'),
    option('port', port, 'where applications and replicas connect'),
    option('bind-address', listen[bind].at, listen[bind].reason),
    ...(bind === 'private' || address === null ? [] : [option('report-host', address, 'how others know this server')]),
  ];
}

function binaryLog({ binlog, autoIncrement }: MariadbPart): string[] {
  const { enabled, format, logSlaveUpdates, gtidDomainId, gtidStrictMode } = binlog;
  const formats = { ROW: 'rows, so that a replica gets exactly the same data', MIXED: 'rows only where a statement could differ on a replica', STATEMENT: 'statements, which can differ on a replica' };
  return [
    ...(enabled ? [
      option('log-bin', 'binlog', 'what replicas read'),
      option('binlog-format', format, formats[format]),
      option('log-slave-updates', onOff(logSlaveUpdates), logSlaveUpdates ? 'applied changes are logged too, so this server can be a source' : 'applied changes are not passed on'),
      option('expire-logs-days', HOUSEKEEPING.get('expire-logs-days')!, 'longer than any replica stays away'),
    ] : [withReason('skip-log-bin', 'nobody can replicate from this server', REASONS)]),
    ...(gtidDomainId === 0 ? [] : [option('gtid-domain-id', gtidDomainId, 'another number on each server that takes writes at the same time')]),
    option('gtid-strict-mode', onOff(gtidStrictMode), gtidStrictMode ? 'stop rather than diverge in silence' : 'a diverged history is not noticed'),
    ...(autoIncrement.increment === 1 && autoIncrement.offset === 1 ? [] : [
      option('auto-increment-increment', autoIncrement.increment, 'step between two ids, so that two primaries never give the same'),
      option('auto-increment-offset', autoIncrement.offset, 'first id of this server'),
    ]),
  ];
}

function durability({ syncBinlog, flushLogAtCommit }: MariadbPart): string[] {
  const flushes = { 0: 'a crash loses up to a second of commits', 1: 'each commit is on disk', 2: 'a crash of the host loses up to a second of commits' };
  return [
    option('sync-binlog', syncBinlog, syncBinlog === 1 ? 'each commit is on disk in the binary log' : 'a crash of the host can lose the end of the binary log'),
    option('innodb-flush-log-at-trx-commit', flushLogAtCommit, flushes[flushLogAtCommit]),
  ];
}

const appliesDifferently = ({ parallelThreads, parallelMode }: MariadbPart): boolean => parallelThreads > 0 || parallelMode !== 'optimistic';

function applying({ parallelThreads, parallelMode }: MariadbPart): string[] {
  const modes = { optimistic: 'tries transactions side by side, and repeats those in conflict', conservative: 'side by side only what the primary committed together' };
  return [
    option('relay-log', HOUSEKEEPING.get('relay-log')!, 'a name of its own, since a changed host name would lose it'),
    option('slave-parallel-threads', parallelThreads, parallelThreads === 0 ? 'one thread applies' : `${parallelThreads} threads apply, against lag`),
    option('slave-parallel-mode', parallelMode, modes[parallelMode]),
  ];
}

function semiSync({ semiSync: details, semiSyncRole }: MariadbPart): string[] {
  if (details === null) return [];
  const isPrimary = semiSyncRole === 'primary' || semiSyncRole === 'both';
  const isReplica = semiSyncRole === 'replica' || semiSyncRole === 'both';
  const { timeoutMs, waitPoint, waitNoReplica } = details;
  return [
    option('rpl_semi_sync_master_enabled', onOff(isPrimary), isPrimary ? 'a commit waits until a replica has it' : 'turn it on (SET GLOBAL) when this server becomes the primary'),
    option('rpl_semi_sync_master_timeout', timeoutMs, 'milliseconds; then commits go on without any replica'),
    option('rpl_semi_sync_master_wait_point', waitPoint, waitPoint === 'AFTER_SYNC' ? 'nobody reads what no replica has' : 'others read a commit before a replica has it'),
    option('rpl_semi_sync_master_wait_no_slave', onOff(waitNoReplica), waitNoReplica ? 'waits for the timeout even without a replica' : 'does not wait when no replica is connected'),
    option('rpl_semi_sync_slave_enabled', onOff(isReplica), isReplica ? 'acknowledges what it has received' : 'turn it on (SET GLOBAL) when this server becomes a replica'),
  ];
}

function access({ readOnly, requireSecureTransport }: MariadbPart): string[] {
  const tls = [
    option('require-secure-transport', 'ON', 'refuses connections over the network without TLS'),
    option('ssl-cert', HOUSEKEEPING.get('ssl-cert')!, 'put the certificate here'),
    option('ssl-key', HOUSEKEEPING.get('ssl-key')!, 'readable by MariaDB only'),
  ];
  return [option('read-only', onOff(readOnly), readOnly ? 'ordinary users cannot write; accounts with READ ONLY ADMIN can' : 'takes writes'), ...(requireSecureTransport ? tls : [])];
}

const sqlText = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

function replication({ address, useGtid, delayMs }: MariadbPart, source: Endpoint): string {
  const positions = {
    slave_pos: '  -- goes on after the last transaction that was replicated here',
    current_pos: '  -- counts what was written here as well: after a failover this can hide lost commits',
    no: '  -- without GTIDs: add MASTER_LOG_FILE and MASTER_LOG_POS',
  };
  const options: [string, string][] = [
    [`MASTER_HOST=${sqlText(source.address)}`, ''],
    [`MASTER_PORT=${source.port}`, ''],
    ["MASTER_USER='replication'", ''],
    ["MASTER_PASSWORD='change-me'", '  -- the password of that account'],
    [`MASTER_USE_GTID=${useGtid}`, positions[useGtid]],
    ...(delayMs === 0 ? [] : [[`MASTER_DELAY=${Math.floor(delayMs / 1000)}`, '  -- seconds behind on purpose: time to stop before a mistake arrives'] as [string, string]]),
  ];
  const lines = options.map(([text, reason], i) => `  ${text}${i === options.length - 1 ? ';' : ','}${reason}`);
  const account = `'replication'@'${address ?? '%'}'`;
  return `-- Makes this server a replica of ${written(source)}. Run it once, here, as an administrator, on a copy of the source's data.
-- Before, once on the source: CREATE USER ${account} IDENTIFIED BY 'change-me'; GRANT REPLICATION SLAVE ON *.* TO ${account};
STOP SLAVE;
CHANGE MASTER TO
${lines.join('\n')}
START SLAVE;
`;
}
