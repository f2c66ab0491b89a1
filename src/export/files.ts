// A tree of files in memory: every channel of the course is a function from such a tree to another.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Path with slashes → bytes, in the order of the paths. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Every file under a folder. */
export function readFiles(dir: string): Files {
  const paths = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return sorted(paths.map((path) => [relative(dir, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]));
}

/** Files in the order of their paths, whatever the computer's language; of two with one path the later one stays. */
export function sorted(files: Iterable<readonly [string, Uint8Array]>): Files {
  return new Map([...new Map(files)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same files below a folder. */
export const below = (folder: string, files: Files): Files => sorted([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]));

/** A text as a file. */
export const textFile = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A text that people open with whatever their system has: older editors on Windows need both characters at the end of a line. */
export const plainTextFile = (text: string): Uint8Array => textFile(text.replace(/\r?\n/g, '\r\n'));

/** The bytes of all files together. */
export const bytesOf = (files: Files): number => [...files.values()].reduce((sum, { length }) => sum + length, 0);
