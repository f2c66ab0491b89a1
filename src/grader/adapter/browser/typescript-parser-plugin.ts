// For the site's build: in a bundle with this plugin, `import ts from 'typescript'` is the parser alone.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { reduceTypescript } from './reduce-typescript.ts';

/** Add to the esbuild options of `grade.worker`, and only there: `typecheck.worker` needs the whole of TypeScript. */
export function typescriptParserPlugin(): Plugin {
  return {
    name: 'typescript-parser',
    setup(build) {
      build.onLoad({ filter: /[\\/]node_modules[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => {
        return { contents: reduceTypescript(await readFile(path, 'utf8')), loader: 'js' };
      });
    },
  };
}
