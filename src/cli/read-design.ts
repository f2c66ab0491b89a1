import { readFileSync, statSync } from 'node:fs';
import { BadUse } from './command.ts';

/** Files larger than this are not read at all; the grader's own limit on source is far below it. */
export const LARGEST_BYTES = 8 * 1024 * 1024;

/** The text of a file that the user named; `what` says what it should be, such as "design". */
export function readNamedFile(path: string, what: string): string {
  let size: number;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new BadUse(`${path} is a folder; the ${what} is one file.`);
    if (!stat.isFile()) throw new BadUse(`${path} is not a file.`);
    size = stat.size;
  } catch (error) {
    if (error instanceof BadUse) throw error;
    throw new BadUse((error as NodeJS.ErrnoException).code === 'ENOENT' ? `There is no file ${path}.` : `The file ${path} cannot be read: ${(error as Error).message}.`);
  }
  if (size > LARGEST_BYTES) throw new BadUse(`${path} has ${size} bytes; a ${what} of a few thousand is expected.`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadUse(`The file ${path} cannot be read: ${(error as Error).message}.`);
  }
}
