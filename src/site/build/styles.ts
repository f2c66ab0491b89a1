// Style sheets: plain CSS bundled into one file for every page, and one for each kind of page or tool that needs more.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { SiteFile } from './scripts.ts';
import { bundledFiles } from './scripts.ts';

const SHEETS = [
  'site',
  'workspace',
  'proof',
  'learn',
  'home',
  'glossary',
  'progress',
  'truth',
  'teach',
  'class',
  'search',
  'package',
  'app',
];

/** Builds `styles/<name>.css` for every sheet whose source exists; rejects with esbuild's messages. */
export async function buildStyles(root: string, minify: boolean): Promise<SiteFile[]> {
  const sheets = SHEETS.filter((name) => existsSync(join(root, `src/site/styles/${name}.css`)));
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: sheets.map((name) => ({ in: join(root, `src/site/styles/${name}.css`), out: `styles/${name}` })),
    outdir: join(root, 'dist'),
    write: false,
    bundle: true,
    minify,
    target: ['chrome120', 'firefox120', 'safari17.5'],
    // Fonts are served from public/ as they are.
    external: ['*.woff2'],
    logLevel: 'silent',
  });
  return bundledFiles(root, result);
}
