// The compiled course as a module for the pages: `import { course } from 'virtual:course'`. Stops the build on any problem in content/.
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { soundPart } from './read-content.ts';

const ID = 'virtual:course';

/** A Vite plugin; `lessons` are those of a part, null means all; while authors work it reloads the page when anything under content/ changes. */
export function courseModule(root: string, lessons: readonly string[] | null): Plugin {
  const content = join(root, 'content');
  return {
    name: 'course-module',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? `export const course = ${JSON.stringify(soundPart(root, lessons).course)};\n` : undefined),
    configureServer(server) {
      server.watcher.add(content);
      server.watcher.on('all', (_event, path) => {
        if (!path.startsWith(content)) return;
        for (const environment of Object.values(server.environments)) {
          const module = environment.moduleGraph.getModuleById(`\0${ID}`);
          if (module) environment.moduleGraph.invalidateModule(module);
        }
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}
