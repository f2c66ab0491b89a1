// Where new files go. The callers check that nothing is there before the first byte is written.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ID, ID_RULE } from '../../course/index.ts';
import { BadUse } from '../command.ts';

/** The ids of a path such as `module/lesson/exercise`; bad use when it has another shape. */
export function idsOf(path: string, names: readonly string[]): string[] {
  const ids = path.split('/');
  if (ids.length !== names.length) throw new BadUse(`${path} is not of the form ${names.join('/')}.`);
  const bad = ids.find((id) => !ID.test(id));
  if (bad !== undefined) throw new BadUse(`${bad === '' ? 'An empty name' : bad} is not an id: it ${ID_RULE}.`);
  return ids;
}

/** A new file: its path inside content/, and its text. */
export interface NewFile { path: string; text: string }

/** Writes files into a folder that is not there yet, and says so in one line each. Throws rather than overwrite. */
export function writeNewFiles(root: string, files: readonly NewFile[]): string[] {
  return files.map(({ path, text }) => {
    const full = join(root, 'content', path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text, { flag: 'wx' });
    return `wrote    content/${path}`;
  });
}
