// A primary and its standby, set up with the shipped files of src/server/deploy/postgresql. Only the network in pg_hba.conf becomes loopback.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, postgresPrograms, user } from '../../harness/postgres.ts';
import { DEPLOY, until } from './places.ts';

const PASSWORDS = { NSP_PASSWORD: 'of-the-instances', REPLICATOR_PASSWORD: 'of-the-standby' };
const execute = promisify(execFile);

/** One PostgreSQL of two. */
export interface Node {
  readonly name: string;
  readonly port: number;
  start(): Promise<void>;
  /** SIGINT: an orderly end. SIGKILL: every process of it at once, as when the machine dies. */
  stop(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
  /** One query as superuser; the rows, as psql prints them. */
  ask(sql: string): Promise<string>;
  /** A shipped script, beside this node. */
  script(name: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<{ stdout: string; stderr: string }>;
}

/** Both nodes. */
export interface Pair {
  readonly db1: Node;
  readonly db2: Node;
  /** Address for the instances, by a port of HAProxy's or of a node. */
  url(port: number): string;
  /** Makes `node` an empty folder and then a standby of `primary`; starts it. */
  follow(node: Node, primary: Node): Promise<void>;
  /** Ends both, and removes everything. */
  remove(): Promise<void>;
}

/** Starts a primary with a synchronous standby. */
export async function createPair(): Promise<Pair> {
  const as = user();
  const folder = mkdtempSync(join(tmpdir(), 'nsp-pair-'));
  const files = join(folder, 'postgresql');
  cpSync(join(DEPLOY, 'postgresql'), files, { recursive: true });
  const access = join(files, 'pg_hba.conf');
  writeFileSync(access, readFileSync(access, 'utf8').replaceAll('10.81.0.0/24', '127.0.0.1/32'));
  if (as.uid !== undefined) for (const path of [folder, files, access]) chownSync(path, as.uid, as.gid!);
  chmodSync(folder, 0o755);
  const [db1, db2] = [await node('db1', folder), await node('db2', folder)];
  const pair: Pair = {
    db1, db2,
    url: (port) => `postgresql://nsp:${PASSWORDS.NSP_PASSWORD}@127.0.0.1:${port}/nsp`,
    async follow(one, primary) {
      await one.stop('SIGKILL');
      rmSync(join(folder, one.name), { recursive: true, force: true });
      emptyFolder(join(folder, one.name), as);
      await one.script('clone.sh', [join(folder, one.name), one.name, '127.0.0.1', String(primary.port)], { PGPASSWORD: PASSWORDS.REPLICATOR_PASSWORD });
      await one.start();
    },
    async remove() {
      await Promise.all([db1.stop('SIGKILL'), db2.stop('SIGKILL')]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    emptyFolder(join(folder, 'db1'), as);
    await execute(join(postgresPrograms()!, 'initdb'), ['-D', join(folder, 'db1'), '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C'], { ...as, cwd: folder });
    await db1.start();
    await db1.script('first-start.sh', [], PASSWORDS);
    await db1.stop('SIGINT');
    await db1.start();
    await pair.follow(db2, db1);
    await until('the standby is synchronous', async () => await db1.ask('SELECT application_name, sync_state FROM pg_stat_replication') === 'db2|sync');
    return pair;
  } catch (error) {
    await pair.remove();
    throw error;
  }
}

function emptyFolder(path: string, as: { uid?: number; gid?: number }): void {
  mkdirSync(path, { mode: 0o700 });
  if (as.uid !== undefined) chownSync(path, as.uid, as.gid!);
}

async function node(name: string, folder: string): Promise<Node> {
  const [bin, as, port] = [postgresPrograms()!, user(), await freePort()];
  const data = join(folder, name);
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', NSP_POSTGRESQL_FILES: join(folder, 'postgresql') };
  let server: ChildProcess | null = null;
  const isOver = (): boolean => server === null || server.exitCode !== null || server.signalCode !== null;
  const ask = async (sql: string): Promise<string> => (await execute('psql', ['-X', '-A', '-t', '-q', '-d', 'postgres', '-c', sql], { ...as, cwd: folder, env })).stdout.trim();
  return {
    name, port, ask,
    async start() {
      const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'logging_collector=off'];
      const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], { ...as, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] });
      server = child;
      let log = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => { log = (log + text).slice(-4000); });
      await until(`${name} answers`, async () => {
        if (isOver()) throw new Error(`PostgreSQL ended:\n${log}`);
        return await ask('SELECT 1').catch(() => '') === '1';
      });
    },
    async stop(signal) {
      if (isOver()) return;
      const ended = once(server!, 'exit');
      const pid = server!.pid!;
      const children = signal === 'SIGKILL' ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
      server!.kill(signal);
      for (const child of children) {
        try {
          process.kill(child, 'SIGKILL');
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
        }
      }
      await ended;
    },
    script: (file, args, extra = {}) => execute('sh', [join(folder, 'postgresql', file), ...args], { ...as, cwd: folder, env: { ...env, ...extra } }),
  };
}
