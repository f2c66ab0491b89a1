// The files of the built course, or of a part of it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readFiles, sorted, type Files } from '../../export/files.ts';
import { silenceAstro } from '../build-site.ts';
import { haveSite } from '../built-site.ts';
import type { Shell } from '../command.ts';
import type { Source } from './artefacts.ts';
import type { Part } from './part.ts';

/** Licences of the project, and where they lie in a built site. */
const LICENCES: readonly (readonly [string, string])[] = [['LICENSE', 'LICENSE'], ['LICENSE-content.txt', 'content/LICENSE']];

/** All that artefacts are made from. Null: Ctrl+C came before the site was built. */
export async function sourceOf(shell: Shell, part: Part): Promise<Source | null> {
  const site = await siteFiles(shell, part.lessons);
  const { version } = JSON.parse(readFileSync(join(shell.root, 'package.json'), 'utf8')) as { version: string };
  return site === null ? null : { part, site, version };
}

/** The site with the project's licences; `lessons` are those of a part, null means all. Null: Ctrl+C came first. The whole site stays in dist/, whatever part is asked for. */
async function siteFiles(shell: Shell, lessons: readonly string[] | null): Promise<Files | null> {
  if (!(await haveSite(shell, shell.interrupted()))) return null;
  const licences = LICENCES.map(([path, source]) => [path, new Uint8Array(readFileSync(join(shell.root, source)))] as const);
  const whole = readFiles(join(shell.root, 'dist'));
  if (lessons === null) return sorted([...whole, ...licences]);
  shell.out('Building the part.');
  const shared = [...whole].filter(([path]) => !path.endsWith('.html') && !path.startsWith('data/'));
  return sorted([...shared, ...(await partFiles(shell.root, lessons)), ...licences]);
}

/** Pages and data of a part, built beside the whole site, which they leave alone. */
async function partFiles(root: string, lessons: readonly string[]): Promise<Files> {
  silenceAstro();
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'part-'));
  try {
    const [{ build }, { siteConfig }] = await Promise.all([import('astro'), import('../../site/build/site-config.ts')]);
    await build({ ...siteConfig(root, lessons), root, configFile: false, outDir: folder, logLevel: 'warn' });
    return readFiles(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
