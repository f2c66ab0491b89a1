// Starting and ending real daemons, and servers behind them.
import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';

/** Waits. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Waits until something holds, 10 s at most. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    if (await holds()) return;
    await sleep(10);
  }
  throw new Error(`Waited 10 s in vain until ${what}.`);
}

/** Whether something listens. */
export function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });
}

/** A daemon in the foreground, with its configuration in the folder. */
export function startDaemon(daemon: 'haproxy' | 'nginx', config: string, folder: string): ChildProcess {
  const file = join(folder, `${daemon}.conf`);
  writeFileSync(file, config.replaceAll('@WORKDIR@', folder));
  const args = daemon === 'haproxy' ? ['-db', '-f', file] : ['-p', folder, '-e', join(folder, 'start.log'), '-c', file];
  return spawn(daemon, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Ends a process and waits for its end. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => void child.on('exit', resolve));
  child.kill(signal);
  await ended;
}

/** A server that says its name, and can refuse, close or answer badly. */
export class Backend {
  readonly name: string;
  readonly port: number;
  mode = 'ok';
  requests = 0;
  #server: Server | null = null;

  constructor(name: string, port: number) {
    this.name = name;
    this.port = port;
  }

  /** Listens, unless its mode is `refuse`. */
  async set(mode: string): Promise<void> {
    this.mode = mode;
    if (mode === 'refuse') {
      const server = this.#server;
      this.#server = null;
      server?.closeAllConnections();
      if (server !== null) await new Promise((resolve) => void server.close(resolve));
    } else if (this.#server === null) await this.#listen();
  }

  #listen(): Promise<void> {
    const server = createServer((incoming, response) => {
      this.requests++;
      if (this.mode === 'close') return void incoming.socket.destroy();
      response.writeHead(/^\d+$/.test(this.mode) ? Number(this.mode) : 200, { 'X-Server': this.name, Connection: 'close' });
      response.end('answer');
    });
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.on('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
  }
}

/** What a client sees. */
export interface Seen { status: number; server: string | null; ms: number }

/** One request on a fresh connection. */
export function get(port: number, options: { path?: string; method?: string; from?: string; headers?: { [name: string]: string } } = {}): Promise<Seen> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({
      port, host: '127.0.0.1', path: options.path ?? '/', method: options.method ?? 'GET', agent: false, localAddress: options.from ?? '127.0.0.1', headers: options.headers ?? {},
    }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode!, server: (response.headers['x-server'] as string | undefined) ?? null, ms: performance.now() - start }));
    });
    sent.on('error', reject);
    sent.end();
  });
}
