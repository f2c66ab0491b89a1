// What lessons measure as a module for the pages: `import { measured } from 'virtual:measured'`. Stops the build when a text claims what the runs do not show.
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { soundMeasured } from './measure.ts';

const ID = 'virtual:measured';

/** A Vite plugin; while authors work it measures again when anything under content/ changes. The page is reloaded by `courseModule`. */
export function measuredModule(root: string): Plugin {
  const content = join(root, 'content');
  return {
    name: 'measured-module',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: async (id) => (id === `\0${ID}` ? `export const measured = ${JSON.stringify(await soundMeasured(root))};\n` : undefined),
    configureServer(server) {
      server.watcher.on('all', (_event, path) => {
        if (!path.startsWith(content)) return;
        for (const environment of Object.values(server.environments)) {
          const module = environment.moduleGraph.getModuleById(`\0${ID}`);
          if (module) environment.moduleGraph.invalidateModule(module);
        }
      });
    },
  };
}
