// Modules that only exist while the site is built: what the editor knows of the learner's vocabulary.
import type { Plugin } from 'esbuild';
import { typeLibraries } from '../../grader/adapter/node/type-libraries.ts';

/** `import { DECLARATION_FILES } from 'virtual:declarations'`: the declarations of 'no-single-point' by file name. */
export function clientModules(): Plugin {
  return {
    name: 'client-modules',
    setup(build) {
      build.onResolve({ filter: /^virtual:declarations$/ }, ({ path }) => ({ path, namespace: 'client-modules' }));
      build.onLoad({ filter: /.*/, namespace: 'client-modules' }, () => {
        return { contents: `export const DECLARATION_FILES = ${JSON.stringify(typeLibraries().declarations)};\n`, loader: 'js' };
      });
    },
  };
}
