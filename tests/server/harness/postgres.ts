// A cluster of PostgreSQL of the tests' own: a folder in the temporary one, a port of loopback, ended with the tests.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folder of the newest server's programs; null: none is installed. */
export function postgresPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((folder) => existsSync(join(folder, 'postgres'))) ?? null;
}

/** A running cluster. */
export interface Cluster {
  readonly port: number;
  readonly data: string;
  /** Address of a database that is new and empty. */
  fresh(): Promise<string>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then its own user does. */
export function user(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

const given = new Set<number>();

/** A port that nobody else is given: those from 32768 on go to whoever asks for any, and then it is taken when a program comes back to it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    if (given.has(port)) continue;
    given.add(port);
    const server = createServer().listen(port, '127.0.0.1');
    if (!await once(server, 'listening').then(() => true, () => false)) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** Makes and starts a cluster; `settings` are lines of its postgresql.conf. */
export async function createCluster(settings: Record<string, string> = {}): Promise<Cluster> {
  const bin = postgresPrograms()!;
  const as = user();
  const data = mkdtempSync(join(tmpdir(), 'nsp-postgres-'));
  if (as.uid !== undefined) chownSync(data, as.uid, as.gid!);
  const run = (program: string, args: string[]): string => execFileSync(join(bin, program), args, { ...as, cwd: data, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C']);
  const port = await freePort();
  const options = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', ...settings };
  let server: ChildProcess | null = null;
  let databases = 0;
  const cluster: Cluster = {
    port, data,
    async start() {
      const child = spawn(join(bin, 'postgres'), ['-D', data, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])], { ...as, cwd: data, stdio: 'ignore' });
      server = child;
      for (let tries = 0; ; tries++) {
        try {
          run('pg_isready', ['-h', '127.0.0.1', '-p', String(port), '-q']);
          return;
        } catch (error) {
          if (tries === 200 || child.exitCode !== null) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
    async stop(signal = 'SIGINT') {
      if (server === null || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill(signal);
      await ended;
    },
    async fresh() {
      const name = `test${++databases}`;
      run('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', name]);
      return `postgresql://postgres@127.0.0.1:${port}/${name}`;
    },
    async remove() {
      await cluster.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await cluster.start();
  return cluster;
}
