// For the site's build: the type checker's libraries as the module 'virtual:type-libraries', so that the worker needs no other file.
import type { Plugin } from 'esbuild';
import { typeLibraries } from '../node/type-libraries.ts';

/** Add to the esbuild options of `typecheck.worker`; also serves `import { declarations } from 'virtual:type-libraries'` for the editor. */
export function typeLibrariesPlugin(): Plugin {
  return {
    name: 'type-libraries',
    setup(build) {
      build.onResolve({ filter: /^virtual:type-libraries$/ }, ({ path }) => ({ path, namespace: 'type-libraries' }));
      build.onLoad({ filter: /.*/, namespace: 'type-libraries' }, () => {
        const { libs, declarations } = typeLibraries();
        return { contents: `export const libs = ${JSON.stringify(libs)};\nexport const declarations = ${JSON.stringify(declarations)};\n`, loader: 'js' };
      });
    },
  };
}
