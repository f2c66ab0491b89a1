// A real primary with one semi-synchronous replica: what a commit costs while the replica is there, and when it has gone.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, until } from './daemon.ts';

/** Settings of the primary. */
export interface SemiSyncJob { kind: 'semi-sync'; waitPoint: 'AFTER_SYNC' | 'AFTER_COMMIT'; timeoutMs: number }

/** What came out; the names are those of the recordings. */
export interface SemiSyncSeen { status_with_replica_gone: string; commit_ms_after_replica_gone: number[]; status_after_5_commits: string; status_after_replica_caught_up: string }

const SHARED = ['skip-name-resolve', 'log-bin=binlog', 'binlog-format=ROW', 'bind-address=127.0.0.1', 'innodb-buffer-pool-size=32M', 'innodb-log-file-size=8M', 'performance-schema=OFF'];

/** Replays: five commits with the replica's IO thread stopped, then the replica comes back. */
export async function replaySemiSync(job: SemiSyncJob, folder: string): Promise<SemiSyncSeen> {
  const primary = await start(folder, 1, ['rpl_semi_sync_master_enabled=ON', `rpl_semi_sync_master_wait_point=${job.waitPoint}`, `rpl_semi_sync_master_timeout=${job.timeoutMs}`]);
  const replica = await start(folder, 2, ['rpl_semi_sync_slave_enabled=ON']);
  try {
    const status = (): string => primary.sql("SHOW STATUS LIKE 'Rpl_semi_sync_master_status'").split('\t')[1]!.trim();
    const clients = (): string => primary.sql("SHOW STATUS LIKE 'Rpl_semi_sync_master_clients'").split('\t')[1]!.trim();
    primary.sql("CREATE USER r@'127.0.0.1'; GRANT REPLICATION SLAVE ON *.* TO r@'127.0.0.1'; CREATE DATABASE app; CREATE TABLE app.t (id INT PRIMARY KEY)");
    replica.sql(`CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=${primary.port}, MASTER_USER='r', MASTER_USE_GTID=slave_pos; START SLAVE`);
    await until('the replica acknowledges', () => clients() === '1' && status() === 'ON');
    replica.sql('STOP SLAVE IO_THREAD');
    await until('the primary has noticed that', () => {
      primary.sql('DO 1');
      return clients() === '0' || primary.sql('SHOW PROCESSLIST').includes('Binlog Dump') === false;
    });
    const gone = status();
    // One session for all commits, timed by the server itself.
    const times = primary.sql([1, 2, 3, 4, 5].map((id) => `SET @a = SYSDATE(6); INSERT INTO app.t VALUES (${id}); SELECT TIMESTAMPDIFF(MICROSECOND, @a, SYSDATE(6)) / 1000`).join('; '));
    const after = status();
    replica.sql('START SLAVE IO_THREAD');
    await until('semi-synchronous replication is on again', () => status() === 'ON');
    return { status_with_replica_gone: gone, commit_ms_after_replica_gone: times.trim().split('\n').map(Number), status_after_5_commits: after, status_after_replica_caught_up: status() };
  } finally {
    await endProcess(replica.process, 'SIGKILL');
    await endProcess(primary.process, 'SIGKILL');
  }
}

async function start(folder: string, id: number, options: string[]): Promise<{ process: ChildProcess; port: number; sql(text: string): string }> {
  const own = join(folder, `db${id}`);
  mkdirSync(own);
  const port = 3306 + id;
  const socket = join(own, 's.sock');
  const lines = ['[mariadbd]', `datadir=${own}/data`, `socket=${socket}`, `pid-file=${own}/m.pid`, `log-error=${own}/error.log`, `port=${port}`, `server-id=${id}`, ...SHARED, ...options];
  writeFileSync(join(own, 'my.cnf'), `${lines.join('\n')}\n`);
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  execFileSync('mariadb-install-db', [`--defaults-file=${own}/my.cnf`, ...user, '--auth-root-authentication-method=normal', '--skip-test-db'], { stdio: 'ignore' });
  const child = spawn('mariadbd', [`--defaults-file=${own}/my.cnf`, ...user], { stdio: 'ignore' });
  const sql = (text: string): string => execFileSync('mariadb', ['--no-defaults', '-uroot', `-S${socket}`, '-N', '-B', '-e', text], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  await until('the database answers', () => {
    try { return sql('SELECT 1').trim() === '1'; } catch { return false; }
  });
  return { process: child, port, sql };
}
