// Whether dist/ is what the sources would give again: a hash of all inputs, written beside it when a build has succeeded.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Files and folders that the built site is made from. */
const INPUTS: readonly string[] = ['src', 'content', 'public', 'package.json', 'package-lock.json', 'astro.config.mjs', 'tsconfig.json'];

const stampFile = (root: string): string => join(root, '.cache', 'build.json');

/** Hash over names and bytes of all inputs, in order of their paths. */
export function hashInputs(root: string): string {
  const hash = createHash('sha256');
  for (const path of inputFiles(root)) {
    const body = readFileSync(join(root, path));
    hash.update(`${path.length}:${path}:${body.length}:`).update(body);
  }
  return hash.digest('hex');
}

function inputFiles(root: string): string[] {
  return INPUTS.flatMap((input) => {
    const full = join(root, input);
    if (!existsSync(full)) return [];
    if (input.includes('.')) return [input];
    return readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  }).sort();
}

/** Whether dist/ was built from the inputs as they are now. A stamp that cannot be read counts as none. */
export function isBuilt(root: string): boolean {
  if (!existsSync(join(root, 'dist', 'index.html'))) return false;
  try {
    const stamp = JSON.parse(readFileSync(stampFile(root), 'utf8')) as { format?: unknown; inputs?: unknown } | null;
    return stamp?.format === 1 && stamp.inputs === hashInputs(root);
  } catch {
    return false;
  }
}

/** Forgets the last build: called before a new one begins, so that one that fails half way is not served. */
export function clearStamp(root: string): void {
  rmSync(stampFile(root), { force: true });
}

/** Remembers that dist/ was built from inputs with this hash, taken before the build began. */
export function writeStamp(root: string, inputs: string): void {
  mkdirSync(dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), `${JSON.stringify({ format: 1, inputs })}\n`);
}
