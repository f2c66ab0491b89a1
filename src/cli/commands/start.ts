import { join } from 'node:path';
import { serveStatic } from '../../server/static/index.ts';
import { haveSite } from '../built-site.ts';
import type { Command } from '../command.ts';
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
    if (!(await haveSite(shell, interrupted))) return 0;
    const server = await atFreePort(first, (port) => serveStatic({ dir: join(shell.root, 'dist'), port, ...(typeof options['host'] === 'string' ? { host: options['host'] } : {}) }));
    if (first !== 0 && server.port !== first) shell.out(`Port ${first} is taken.`);
    shell.out(`The course is at ${server.url}\nCtrl+C ends it.`);
    await interrupted;
    await server.close();
    return 0;
  },
};
