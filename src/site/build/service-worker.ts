// The end of a build: sw.js, the list of everything that is kept for use without a network, and how much that is, written into the pages that offer it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { hashOf, LIST_PATH, type Edition, type ListedFile } from '../app/edition.ts';
import { listFiles } from './read-content.ts';

/** What only other channels need: pages opened from a folder, and pages inside a learning system. */
const NOT_KEPT = /^(sw\.js|edition\.json|store\.html|launch\.html|scripts\/(store|package-[\w-]+)\.js|styles\/package\.css)$/;

/** Compressed in themselves. */
const PACKED = /\.(woff2|png)$/;

const MB = 1_000_000;

/** Writes `sw.js` and `edition.json` into the built site in `dist`; all other files are there already. Gives the edition. */
export async function writeServiceWorker(root: string, dist: string): Promise<Edition> {
  const paths = listFiles(dist).filter((path) => !NOT_KEPT.test(path));
  writeSizes(dist, paths);
  const files: { [path: string]: ListedFile } = {};
  for (const path of paths) {
    const bytes = new Uint8Array(readFileSync(join(dist, path)));
    files[path] = [bytes.length, await hashOf(bytes)];
  }
  const edition: Edition = { id: await hashOf(new TextEncoder().encode(JSON.stringify(files))), files };
  writeFileSync(join(dist, LIST_PATH), `${JSON.stringify(edition)}\n`);
  writeFileSync(join(dist, 'sw.js'), await program(root));
  return edition;
}

/** Over a line files go compressed; on a computer they lie as they are. */
function writeSizes(dist: string, paths: readonly string[]): void {
  let [sent, kept] = [0, 0];
  for (const path of paths) {
    const bytes = readFileSync(join(dist, path));
    kept += bytes.length;
    sent += PACKED.test(path) ? bytes.length : gzipSync(bytes).length;
  }
  for (const path of paths.filter((one) => one.endsWith('.html'))) {
    const html = readFileSync(join(dist, path), 'utf8');
    const written = html.replace(/(<span class="keep-sent">)[^<]*/, `$1${Math.ceil(sent / MB)}`).replace(/(<span class="keep-room">)[^<]*/, `$1${Math.ceil(kept / MB)}`);
    if (written !== html) writeFileSync(join(dist, path), written);
  }
}

async function program(root: string): Promise<string> {
  const { outputFiles } = await esbuild.build({ entryPoints: [join(root, 'src/site/app/service-worker.ts')], write: false, bundle: true, format: 'iife', platform: 'browser', target: 'es2022', minify: true, legalComments: 'none', logLevel: 'silent' });
  return outputFiles[0]!.text;
}
