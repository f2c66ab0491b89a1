// Where new files go. Everything is checked before the first byte is written, and nothing that exists is overwritten.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
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

/** Writes files that do not exist yet, and says so in one line each. Bad use, with nothing written, when one exists. */
export function writeNewFiles(root: string, files: readonly NewFile[]): string[] {
  const taken = files.find((file) => existsSync(join(root, 'content', file.path)));
  if (taken !== undefined) throw new BadUse(`content/${taken.path} exists already. Nothing was written.`);
  return files.map(({ path, text }) => {
    const full = join(root, 'content', path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text, { flag: 'wx' });
    return `wrote    content/${path}`;
  });
}
