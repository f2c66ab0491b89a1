import { silenceAstro } from '../build-site.ts';
import type { Command } from '../command.ts';
import { compileContent, printProblems } from '../content.ts';
import { atFreePort, readPort } from '../port.ts';
import { requireFreePort } from '../free-port.ts';

/** Serves the course from its sources, for authors. */
export const command: Command = {
  usage: 'dev [--port N]',
  help: [
    'Serves the course from its sources. A page reloads when a file that it is made from is saved. Ctrl+C ends it.',
    '',
    '  --port N  first port to try; the next free one is taken when it is not free; 4321 when left out',
    '',
    'Broken content is printed with file and line, and the rest is served.',
    'Exit code: 0 ended with Ctrl+C, 2 used in a wrong way.',
  ],
  options: { port: { type: 'string' } },
  arguments: [0, 0],
  async run({ options }, shell) {
    const first = readPort(options['port']);
    const interrupted = shell.interrupted();
    printProblems((await compileContent(shell.root)).problems, shell);
    silenceAstro();
    const { dev } = await import('astro');
    const port = await atFreePort(first, requireFreePort);
    const server = await dev({ root: shell.root, logLevel: 'warn', server: { port, host: '127.0.0.1' } });
    shell.out(`The course is at http://127.0.0.1:${server.address.port}/ and follows what you save. Ctrl+C ends it.`);
    await interrupted;
    await server.stop();
    return 0;
  },
};
