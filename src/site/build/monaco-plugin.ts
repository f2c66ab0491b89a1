// What esbuild needs for Monaco: its own worker starts taken out, and of TypeScript's libraries only those a learner's file can see.
import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import type { Plugin } from 'esbuild';

/** The ES libraries up to ES2022: no DOM, no later editions, and no `.full` files, which name the DOM. */
const KEPT_LIB = /^lib\.(es5|es6|es20(1\d|2[0-2])(\.(?!full)[a-z0-9.]+)?|decorators(\.legacy)?)\.d\.ts$/;

/** True for a TypeScript library file that the editor's type checker keeps. */
export function keepsLib(name: string): boolean {
  return KEPT_LIB.test(name) && !name.includes('.full.') && name !== 'lib.es6.d.ts';
}

/** The text of Monaco's `lib.js` with only the kept libraries. Throws when its form is not the known one. */
export function cutLibs(text: string): string {
  const sandbox: { libFileMap?: { [name: string]: string } } = {};
  const script = text.replace(/^const libFileMap/m, 'var libFileMap').replace(/^export\s*\{[^}]*\};?\s*$/m, '');
  runInNewContext(script, sandbox);
  const libs = sandbox.libFileMap;
  if (!libs?.['lib.es2022.d.ts']) throw new Error('monaco-plugin: lib.js has no libFileMap with lib.es2022.d.ts; Monaco has changed, adapt cutLibs.');
  const kept = Object.fromEntries(Object.entries(libs).filter(([name]) => keepsLib(name)));
  return `export const libFileMap = ${JSON.stringify(kept)};\n`;
}

/** The text of a Monaco file without its starts of workers by address: `MonacoEnvironment.getWorker` starts them. */
export function cutWorkerStarts(text: string): string {
  return text
    .replace(/createWorker:\s*\(\)\s*=>\s*new Worker\(new URL\([^)]*\),\s*\{[^}]*\}\),?/g, '')
    .replace(/esmModuleLocationBundler:\s*\(\)\s*=>\s*new URL\([^)]*\),?/g, '');
}

/** Add to the esbuild options of `monaco` and of `monaco-typescript.worker`; harmless for every other bundle. */
export function monacoPlugin(): Plugin {
  return {
    name: 'monaco',
    setup(build) {
      build.onLoad({ filter: /monaco-editor[\\/]esm[\\/]vs[\\/]languages[\\/]features[\\/]typescript[\\/]lib[\\/]lib\.js$/ }, async ({ path }) => {
        return { contents: cutLibs(await readFile(path, 'utf8')), loader: 'js' };
      });
      build.onLoad({ filter: /monaco-editor[\\/]esm[\\/].*[\\/](workerManager|editorWorkerService)\.js$/ }, async ({ path }) => {
        return { contents: cutWorkerStarts(await readFile(path, 'utf8')), loader: 'js' };
      });
    },
  };
}
