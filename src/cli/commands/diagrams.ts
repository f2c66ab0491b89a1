import { Stopped, type Command } from '../command.ts';

/** Renders every mermaid diagram of the lessons and pages into its SVG file. */
export const command: Command = {
  usage: 'diagrams [--again]',
  help: [
    'Renders the mermaid diagrams of all lessons and pages into SVG files, light and dark in one, beside each. Only those that',
    'have changed are rendered. The files are committed: building the course needs no browser.',
    '',
    '  --again  draw all of them anew',
    '',
    'Needs Chromium: the one in CHROME_PATH, the one that npm brought, or the one on the PATH.',
    'Exit code: 0 done, 1 a diagram cannot be drawn, or there is no Chromium, 2 used in a wrong way.',
  ],
  options: { again: { type: 'boolean' } },
  arguments: [0, 0],
  async run({ options }, shell) {
    const { renderDiagrams } = await import('../../site/build/diagrams.ts');
    await renderDiagrams({ root: shell.root, again: options['again'] === true, say: shell.out }).catch((error: Error) => {
      throw new Stopped(error.message, 1);
    });
    return 0;
  },
};
