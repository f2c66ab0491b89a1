// Disks of a test: files with a file system, mounted through a loop device. A power cut is a copy of such a file: what had reached the disk at that moment, and nothing of what the system still held in memory.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What this machine does not allow, so that the test is skipped. */
    machine?: string;
  }
}

/**
 * What a disk does with its own cache when the power fails. `kept`: all that it was given is there. `lost`: only what the system has asked it to flush, because the disk
 * is a file on another disk, whose writes wait in memory until then.
 */
export type Cache = 'kept' | 'lost';

/** A mounted disk. */
export interface Disk {
  /** Folder with its files. */
  readonly path: string;
  /** What a disk would be like after a power cut now; the processes that write to it must be stopped, so that it is one moment. It is mounted, which replays its journal. */
  cut(): Promise<Disk>;
  /** Unmounts it, whoever uses it still, and removes its file. */
  remove(): void;
}

/** Mounts and folders that are there, innermost last: none outlives the tests. */
const mounts: string[] = [];
const folders = new Set<string>();
process.on('exit', removeDisks);

/** Removes every disk that is left: for after the tests, also those that hung. */
export function removeDisks(): void {
  for (const path of mounts.toReversed()) unmount(path);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-disk-'));
  folders.add(folder);
  return folder;
}

const PROGRAMS = ['mkfs.ext4', 'mount', 'umount', 'findmnt'];

/**
 * A describe whose tests need disks. Programs can be installed: without them the tests are skipped, and fail with NSP_REQUIRE=1. The right to mount cannot, for instance in most
 * containers: there the tests are skipped in any case, each with that reason, and counted.
 */
export function describeOnDisks(name: string, tests: () => void): void {
  const missing = PROGRAMS.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
  if (missing.length > 0 && process.env['NSP_REQUIRE'] === '1') it(name, () => expect.fail(`Missing: ${missing.join(', ')} (apt-get install e2fsprogs mount util-linux).`));
  const refusal = missing.length > 0 ? null : refusalToMount();
  if (refusal !== null) console.log(`${name}: 0 times, skipped: ${refusal}`);
  describe.skipIf(missing.length > 0 || refusal !== null)(name, refusal === null ? {} : { meta: { machine: refusal } }, tests);
}

/** Why this machine mounts no disks; null: it does. */
function refusalToMount(): string | null {
  try {
    createDisk(8).remove();
    return null;
  } catch (error) {
    removeDisks();
    // Whatever else went wrong is no matter of rights.
    if (!(error as Error).message.startsWith('Command failed: mount ')) throw error;
    const said = String((error as { stderr: Buffer }).stderr).trim().split('\n')[0]!;
    return `this machine mounts no loop devices: ${said.replaceAll(tmpdir(), '…')}`;
  }
}

/** Makes a disk of so many megabytes. `options` are those of mount. */
export function createDisk(megabytes: number, { cache = 'kept', options = [] }: { cache?: Cache; options?: readonly string[] } = {}): Disk {
  const folder = newFolder();
  const image = join(folder, 'image');
  format(image, cache === 'kept' ? megabytes : megabytes * 2 + 16);
  if (cache === 'kept') return mounted(folder, { cache, options });
  const outer = join(folder, 'outer');
  mount(image, outer, []);
  format(join(outer, 'image'), megabytes);
  unmount(outer);
  return mounted(folder, { cache, options });
}

function mounted(folder: string, how: { cache: Cache; options: readonly string[] }): Disk {
  const [image, outer, path] = ['image', 'outer', 'disk'].map((name) => join(folder, name)) as [string, string, string];
  if (how.cache === 'lost') mount(image, outer, []);
  mount(how.cache === 'lost' ? join(outer, 'image') : image, path, how.options);
  const lowest = how.cache === 'lost' ? outer : path;
  return {
    path,
    async cut() {
      const other = newFolder();
      await copyAtOnce(image, join(other, 'image'), lowest);
      return mounted(other, how);
    },
    remove() {
      unmount(path);
      if (how.cache === 'lost') unmount(outer);
      rmSync(folder, { recursive: true, force: true });
      folders.delete(folder);
    },
  };
}

/** Copies an image between two writes to it: where the system wrote meanwhile, the copy is made again. */
async function copyAtOnce(image: string, copy: string, mountedAt: string): Promise<void> {
  const device = basename(execFileSync('findmnt', ['-no', 'SOURCE', mountedAt], { encoding: 'utf8' }).trim());
  // Writes done, and those on their way (kernel.org, Documentation/block/stat.rst).
  const writes = (): string => {
    const fields = readFileSync(`/sys/block/${device}/stat`, 'utf8').trim().split(/\s+/);
    return `${fields[4]} ${fields[6]} ${fields[8]}`;
  };
  for (let tries = 0; tries < 100; tries++) {
    const before = writes();
    if (before.endsWith(' 0')) {
      copyFileSync(image, copy);
      if (writes() === before) return;
    }
    await wait(20);
  }
  throw new Error(`${image} is written all the time.`);
}

function format(image: string, megabytes: number): void {
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1024 * 1024);
  // Nothing is left to be written later, and nothing is kept for root.
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image], { stdio: ['ignore', 'ignore', 'pipe'] });
}

function mount(image: string, path: string, options: readonly string[]): void {
  mkdirSync(path, { recursive: true });
  execFileSync('mount', ['-t', 'ext4', '-o', ['loop', ...options].join(','), image, path], { stdio: ['ignore', 'ignore', 'pipe'] });
  mounts.push(path);
}

function unmount(path: string): void {
  const at = mounts.indexOf(path);
  if (at < 0) return;
  mounts.splice(at, 1);
  try {
    execFileSync('umount', [path], { stdio: 'ignore' });
  } catch {
    // Somebody has a file of it open still.
    execFileSync('umount', ['-l', path], { stdio: 'ignore' });
  }
}
