// `nsp serve` as a process, and a client of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server at work. */
export interface Serve {
  pid: number;
  /** Of the setup link; null: there is an instructor. */
  setup: string | null;
  /** One request to the API. Rejects when the connection breaks, and for every status of 400 and above. */
  send(method: string, path: string, body?: unknown, cookie?: string): Promise<{ json: unknown; cookie: string }>;
  /** One page, thrown away. */
  page(path: string): Promise<void>;
  /** The end that nobody can prepare for. */
  kill(): void;
  end(): Promise<void>;
}

/** Starts it on any free port, with its database in `folder`; resolves once it is up. */
export async function startServe(root: string, folder: string): Promise<Serve> {
  const child = spawn(process.execPath, [...process.execArgv, join(root, 'src/cli/main.ts'), 'serve', '--port', '0', '--data', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let [address, setup, isUp, said] = ['', null as string | null, false, ''];
  const hear = (line: string): void => {
    said += `${line}\n`;
    address = /^The class server is at (\S+)$/.exec(line)?.[1] ?? address;
    setup = /#setup=(\S+)$/.exec(line)?.[1] ?? setup;
    isUp ||= line.includes('"event":"up"');
  };
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', hear);
  while (address === '' || !isUp) {
    if (child.exitCode !== null) throw new Error(`The server ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // The link is told right after the word that all is up.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask = (method: string, path: string, headers: Record<string, string>, text?: string): Promise<IncomingMessage> => new Promise((resolve, reject) => {
    request(new URL(path, address), { method, agent, headers }, resolve).on('error', reject).end(text);
  });
  return {
    pid: child.pid!, setup,
    async send(method, path, body, cookie) {
      const answer = await ask(method, `/api/v1${path}`, { ...(cookie === undefined ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, body === undefined ? undefined : JSON.stringify(body));
      let text = '';
      for await (const part of answer) text += String(part);
      if (answer.statusCode! >= 400) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
      return { json: JSON.parse(text), cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
    },
    async page(path) {
      const answer = await ask('GET', path, { 'accept-encoding': 'br' });
      await once(answer.resume(), 'end');
    },
    kill: () => void child.kill('SIGKILL'),
    async end() {
      agent.destroy();
      child.kill('SIGTERM');
      await ended;
    },
  };
}
