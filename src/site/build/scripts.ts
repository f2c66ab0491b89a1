// Client scripts and workers: each entry becomes one classic script that works on http and on file://.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { graderPlugins } from '../../grader/adapter/browser/build-plugins.ts';
import { clientModules } from './client-modules.ts';
import { mermaidPlugin } from './mermaid-plugin.ts';
import { monacoPlugin } from './monaco-plugin.ts';
import { noticesFile } from './notices.ts';
import { sharedLit } from './shared-lit.ts';
import { workerForm } from './worker-form.ts';

/** A file of the built site: its path with slashes, and its bytes. */
export interface SiteFile {
  path: string;
  bytes: Uint8Array;
}

/** One script to build. */
export interface ScriptEntry {
  /** Such as `page`, `workspace`, `grader`. */
  name: string;
  /** Absolute. */
  source: string;
  isWorker: boolean;
}

/** Every `scripts/<name>.entry.ts` and `workers/<name>.worker.ts` of the site, sorted; `root` is the project's folder. */
export function findScripts(root: string): ScriptEntry[] {
  const entries = list(join(root, 'src/site/scripts'), '.entry.ts').map((file) => ({ name: basename(file, '.entry.ts'), source: file, isWorker: false }));
  const workers = list(join(root, 'src/site/workers'), '.worker.ts').map((file) => ({ name: basename(file, '.worker.ts'), source: file, isWorker: true }));
  return [...entries, ...workers];
}

function list(folder: string, ending: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith(ending)).sort().map((file) => join(folder, file));
  } catch {
    return [];
  }
}

/** The edition of each worker's file, by the worker's name: where a page asks for it in this edition, a server may let the browser keep the file. */
export interface Editions { readonly [worker: string]: string }

/** How one entry is bundled; also for `esbuild.context` while authors work, when no file has an edition. */
export function scriptOptions(root: string, entry: ScriptEntry, minify: boolean, editions: Editions = {}): esbuild.BuildOptions {
  const form = entry.isWorker ? workerForm(entry.name) : null;
  return {
    absWorkingDir: root,
    entryPoints: [{ in: entry.source, out: `scripts/${entry.name}${entry.isWorker ? '.worker' : ''}` }],
    outdir: join(root, 'dist'),
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify,
    legalComments: 'none',
    logLevel: 'silent',
    loader: { '.ttf': 'file', '.svg': 'dataurl' },
    assetNames: 'scripts/[name]',
    define: { WORKER_EDITIONS: JSON.stringify(editions), 'import.meta.url': 'self.location.href', 'process.env.NODE_ENV': '"production"' },
    plugins: [...graderPlugins(entry.name), clientModules(), sharedLit(entry.name), monacoPlugin(), mermaidPlugin()],
    ...(form ? { banner: { js: form.before }, footer: { js: form.after } } : {}),
  };
}

/** The files that a bundle made, with paths inside `dist`. */
export function bundledFiles(root: string, result: esbuild.BuildResult): SiteFile[] {
  const start = join(root, 'dist').length + 1;
  return (result.outputFiles ?? []).map((file) => ({ path: file.path.slice(start).replaceAll('\\', '/'), bytes: file.contents }));
}

/** Builds every script of the site, and lists whose work is in them; rejects with esbuild's messages, which name file and line. */
export async function buildScripts(root: string, minify: boolean): Promise<SiteFile[]> {
  const entries = findScripts(root);
  const metafiles: esbuild.Metafile[] = [];
  const build = async (isWorker: boolean, editions: Editions): Promise<SiteFile[]> => {
    const results = await Promise.all(entries.filter((entry) => entry.isWorker === isWorker).map((entry) => esbuild.build({ ...scriptOptions(root, entry, minify, editions), metafile: true })));
    metafiles.push(...results.map(({ metafile }) => metafile));
    return results.flatMap((result) => bundledFiles(root, result));
  };
  const workers = await build(true, {});
  return [...workers, ...(await build(false, editionsOf(workers))), noticesFile(root, metafiles)];
}

/** The hash of `src/server/static`, shortened. */
const editionsOf = (workers: readonly SiteFile[]): Editions =>
  Object.fromEntries(workers.map(({ path, bytes }) => [basename(path, '.worker.js'), createHash('sha256').update(bytes).digest('base64url').slice(0, 10)]));
