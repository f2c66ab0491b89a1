import { buildSite } from '../build-site.ts';
import type { Command } from '../command.ts';

/** Builds the site into dist/. */
export const command: Command = {
  usage: 'build [--force]',
  help: [
    'Compiles everything under content/ and builds the course into dist/, as static files that work on any web server,',
    'under any path, and by double-click. Stops with file and line when content is broken.',
    '',
    '  --force  build also when nothing has changed since the last build',
    '',
    'Exit code: 0 built, 1 something is wrong, 2 used in a wrong way.',
  ],
  options: { force: { type: 'boolean' } },
  arguments: [0, 0],
  async run({ options }, shell) {
    const begin = performance.now();
    const built = await buildSite(shell, options['force'] === true);
    shell.out(!built ? 'dist/ is up to date.' : `Built dist/ in ${((performance.now() - begin) / 1000).toFixed(1)} s.`);
    return 0;
  },
};
