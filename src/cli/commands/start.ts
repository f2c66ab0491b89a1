import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { serveStatic } from '../../server/static/index.ts';
import { isBuilt } from '../build-stamp.ts';
import { Stopped, type Command, type Shell } from '../command.ts';
import { atFreePort, readPort } from '../port.ts';

/** Builds when anything has changed since the last build, and serves. */
export const command: Command = {
  usage: 'start [--port N] [--host ADDRESS]',
  help: [
    'Builds the course when anything has changed since the last build, and serves it. Ctrl+C ends it.',
    '',
    '  --port N        first port to try; the next free one is taken when it is not free; 4321 when left out',
    '  --host ADDRESS  address to listen at; 127.0.0.1, this computer only, when left out',
    '',
    'Exit code: 0 ended with Ctrl+C, 1 the course could not be built, 2 used in a wrong way.',
  ],
  options: { port: { type: 'string' }, host: { type: 'string' } },
  arguments: [0, 0],
  async run({ options }, shell) {
    const first = readPort(options['port']);
    const interrupted = shell.interrupted();
    if (!isBuilt(shell.root) && !(await build(shell, interrupted))) return 0;
    const server = await atFreePort(first, (port) => serveStatic({ dir: join(shell.root, 'dist'), port, ...(typeof options['host'] === 'string' ? { host: options['host'] } : {}) }));
    if (first !== 0 && server.port !== first) shell.out(`Port ${first} is taken.`);
    shell.out(`The course is at ${server.url}\nCtrl+C ends it.`);
    await interrupted;
    await server.close();
    return 0;
  },
};

/** Builds in a process of its own: what the build leaves in memory would otherwise stay for as long as the course is served. False: Ctrl+C. */
async function build(shell: Shell, interrupted: Promise<void>): Promise<boolean> {
  shell.out('Building the course. This takes a minute the first time.');
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, '../main.ts'), 'build'], { stdio: 'inherit' });
  const ended = new Promise<number>((resolve, reject) => child.on('error', reject).on('exit', (code) => resolve(code ?? 1)));
  const first = await Promise.race([ended, interrupted.then(() => 'interrupted' as const)]);
  if (first === 'interrupted') {
    child.kill();
    await ended;
    return false;
  }
  if (first !== 0) throw new Stopped('The course is not served, because it could not be built.', 1);
  return true;
}
