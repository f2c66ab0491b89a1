// The folder that artefacts are written into. Nothing in it is replaced or deleted but what an earlier export has written there.
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { BadUse, Stopped } from '../command.ts';
import { sorted, textFile, type Files } from '../../export/files.ts';

/** Remembers what is ours: each artefact's name with the paths of its files. */
const RECORD = '.nsp-export.json';

interface Written { [artefact: string]: string[] }

/** A folder to write artefacts into. */
export interface OutFolder {
  /** Writes an artefact in place of its earlier edition: `name/path` for each file of a folder, `name` for a single file. */
  put(name: string, content: Files | Uint8Array): void;
}

/** Opens `dir` as typed; bad use where the course itself lies there, or things that no export has written. */
export function openOutFolder(root: string, dir: string): OutFolder {
  const out = resolve(dir);
  refuseCourse(root, out, dir);
  if (existsSync(out) && !lstatSync(realpathSync(out)).isDirectory()) throw new BadUse(`--out is ${dir}, which is a file. Give a folder that is empty or not there yet.`);
  const written = readRecord(out);
  if (written === null && existsSync(out) && readdirSync(out).length > 0) throw new BadUse(`--out is ${dir}, a folder with things that no export has written. Give a folder that is empty or not there yet.`);
  const ours: Written = written ?? {};
  return { put: (name, content) => guarded(dir, () => put(out, ours, name, content instanceof Uint8Array ? new Map([[name, content]]) : sorted([...content].map(([path, bytes]) => [`${name}/${path}`, bytes])))) };
}

/** Inside the project only a new folder of its own will do: what is written must not become part of the course, nor lie where others put theirs. */
function refuseCourse(root: string, out: string, dir: string): void {
  if ([relative(root, out), relative(realPath(root), realPath(out))].some(isOurs)) {
    throw new BadUse(`--out is ${dir}, which belongs to the course itself. Give a folder of its own, such as ${join('..', 'offline')}.`);
  }
}

/** Whether a path from the project's folder leads to one of its own. */
function isOurs(path: string): boolean {
  const [top = ''] = path.split(sep);
  return top === '' || ['src', 'content', 'public', 'tests', 'dist', 'node_modules', 'data'].includes(top) || (top.startsWith('.') && top !== '..');
}

/** Where a path leads, links followed as far as it is there. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
}

function put(out: string, ours: Written, name: string, files: Files): void {
  const before = new Set(ours[name]);
  const foreign = [...files.keys()].find((path) => existsSync(join(out, path)) && !before.has(path));
  if (foreign !== undefined) throw new Stopped(`${join(out, foreign)} is there already, and no export has written it. Move it away, or give another folder.`, 2);
  // Both editions first: where this is cut short, the next export still knows all of it.
  ours[name] = [...new Set([...before, ...files.keys()])];
  writeRecord(out, ours);
  for (const path of before) rmSync(join(out, path), { force: true });
  for (const folder of foldersOf(before)) removeEmpty(join(out, folder));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), bytes);
  }
  ours[name] = [...files.keys()];
  writeRecord(out, ours);
}

/** The deepest first. */
function foldersOf(paths: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const path of paths) for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) folders.add(folder);
  return [...folders].sort((a, b) => b.length - a.length);
}

function removeEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Null: no export has written here. */
function readRecord(out: string): Written | null {
  try {
    const value = JSON.parse(readFileSync(join(out, RECORD), 'utf8')) as { format?: unknown; written?: { [name: string]: unknown } } | null;
    if (value?.format !== 1 || typeof value.written !== 'object') return null;
    const isOwn = (path: unknown): path is string => typeof path === 'string' && posix.normalize(path) === path && !posix.isAbsolute(path) && !path.startsWith('..') && basename(path) !== RECORD;
    return Object.fromEntries(Object.entries(value.written).map(([name, paths]) => [name, (Array.isArray(paths) ? paths : []).filter(isOwn)]));
  } catch {
    return null;
  }
}

function writeRecord(out: string, written: Written): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, RECORD), textFile(`${JSON.stringify({ format: 1, written })}\n`));
}

/** What the system says about a folder, for people. */
function guarded(dir: string, task: () => void): void {
  try {
    task();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const reason = { ENOSPC: 'there is no room left', EACCES: 'this user may not write there', EPERM: 'this user may not write there', EROFS: 'it cannot be written to', ENOENT: 'the folder cannot be made there', ENOTDIR: 'a file stands where a folder has to be' }[code] ?? message;
    throw new Stopped(`The course cannot be written into ${dir}: ${reason}.`, 1);
  }
}
