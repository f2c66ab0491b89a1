// Asks a daemon's own checker about texts, in a folder that is gone afterwards.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a shell command in a folder with these files and an empty folder `empty`. */
export function check(files: { [name: string]: string }, command: string): { status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-check-'));
  try {
    mkdirSync(join(folder, 'empty'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } });
    return { status, said: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
