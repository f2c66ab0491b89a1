// Real HAProxy with the shipped haproxy.cfg: what differs here, ports and places, comes from the environment, as on a real machine.
import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort } from '../../harness/postgres.ts';
import { DEPLOY, haproxyProgram, until } from './places.ts';

/** HAProxy, running. */
export interface Balancer {
  readonly http: number;
  readonly https: number;
  /** The way to the primary. */
  readonly postgresql: number;
  /** The certificate that its clients trust. */
  readonly ca: string;
  /** Everything that it logged. */
  readonly log: string[];
  /** A command of its admin socket, and the answer. */
  command(line: string): Promise<string>;
  /** State of a server (`UP`, `DOWN`, `DRAIN` …), or any other column of `show stat`. */
  stat(server: string, column?: string): Promise<string>;
  /** Waits for a server's state. */
  reaches(server: string, state: string): Promise<void>;
  end(): Promise<void>;
}

/** A certificate of this computer's own, as HAProxy wants it; and the environment of haproxy.cfg, in a folder. */
export function prepare(folder: string, env: { [name: string]: string }): { file: string; env: { [name: string]: string }; ca: string } {
  const [key, certificate, both] = ['key.pem', 'certificate.pem', 'nsp.pem'].map((name) => join(folder, name)) as [string, string, string];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const ca = readFileSync(certificate, 'utf8');
  writeFileSync(both, ca + readFileSync(key, 'utf8'));
  const shipped = join(DEPLOY, 'haproxy.cfg');
  let file = shipped;
  if (process.getuid?.() !== 0) {
    // Only root can give rights up.
    file = join(folder, 'haproxy.cfg');
    writeFileSync(file, readFileSync(shipped, 'utf8').replace(/^ {4}(chroot|user|group) .*\n/gm, ''));
  }
  return { file, ca, env: { NSP_CERTIFICATE: both, NSP_HAPROXY_SOCKET: join(folder, 'admin.sock'), ...env } };
}

/** Starts HAProxy before two instances and two databases, given by their ports. */
export async function startBalancer(instances: readonly [number, number], databases: readonly [number, number]): Promise<Balancer> {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-haproxy-'));
  const [http, https, postgresql] = [await freePort(), await freePort(), await freePort()];
  const log: string[] = [];
  const logger = createSocket('udp4', (message) => void log.push(message.toString()));
  logger.bind(0, '127.0.0.1');
  await once(logger, 'listening');
  const at = (port: number): string => `127.0.0.1:${port}`;
  const { file, env, ca } = prepare(folder, {
    NSP_HTTP: at(http), NSP_HTTPS: at(https), NSP_POSTGRESQL: at(postgresql), NSP_HAPROXY_LOG: at(logger.address().port), NSP_1: at(instances[0]), NSP_2: at(instances[1]), NSP_DB_1: at(databases[0]), NSP_DB_2: at(databases[1]),
  });
  const child = spawn(haproxyProgram()!, ['-db', '-f', file], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => { said = (said + piece).slice(-4000); });
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const command = async (line: string): Promise<string> => {
    const socket = connect(env['NSP_HAPROXY_SOCKET']!);
    await once(socket, 'connect');
    socket.end(`${line}\n`);
    return text(socket);
  };
  const stat = async (server: string, column = 'status'): Promise<string> => {
    const [head, ...rows] = (await command('show stat')).trim().split('\n').map((line) => line.replace(/^# /, '').split(','));
    const [proxy, name] = server.split('/');
    return rows.find((row) => row[0] === proxy && row[1] === name)![head!.indexOf(column)]!;
  };
  const end = async (): Promise<void> => {
    if (!isOver()) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    logger.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until('HAProxy answers', async () => {
      if (isOver()) throw new Error(`HAProxy ended:\n${said}`);
      return command('show info').then((answer) => answer.includes('Version'), () => false);
    });
  } catch (error) {
    await end();
    throw error;
  }
  return { http, https, postgresql, ca, log, command, stat, end, reaches: (server, state) => until(`${server} is ${state}`, async () => (await stat(server)).startsWith(state)) };
}
