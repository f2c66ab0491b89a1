import { build, type Plugin } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles a program of a few lines for a browser, as the site's build does, and returns its text. */
export async function bundle(contents: string, plugins: Plugin[], format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' }, absWorkingDir: root, bundle: true, minify: true, write: false, format, platform: 'browser', target: 'es2022',
    define: { 'import.meta.url': '"https://course.example/scripts/"' }, plugins, logLevel: 'silent', legalComments: 'none',
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Imports a bundled ES module. */
export function importText(text: string): Promise<{ [name: string]: unknown }> {
  return import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`) as Promise<{ [name: string]: unknown }>;
}
