// The real HAProxy as a judge of files.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Recordings of real daemons. */
export const RECORDINGS = join(import.meta.dirname, '../../fidelity/recordings');
/** A certificate with its key, for files that need one. */
export const CERTIFICATE = join(import.meta.dirname, '../real-files/test-certificate.pem');

/** Whether HAProxy is installed; without it the tests that ask it are skipped, visibly. */
export const HAS_HAPROXY = spawnSync('haproxy', ['-v']).status === 0;

/** What `haproxy -c` says of a text; certificates of rendered files are replaced by one that exists. */
export function checkText(text: string, options: readonly string[] = ['-dW']): { exit: number; message: string } {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-haproxy-'));
  try {
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, text.replace(/\/etc\/haproxy\/certs\/[^\s"]+\.pem/g, CERTIFICATE));
    const { status, stdout, stderr } = spawnSync('haproxy', ['-c', '-f', file, ...options], { encoding: 'utf8' });
    return { exit: status ?? -1, message: `${stdout}${stderr}`.replaceAll(folder, '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** File names of recordings that begin with one of the letters. */
export function recordingNames(pattern: RegExp): string[] {
  return readdirSync(RECORDINGS).filter((name) => pattern.test(name)).sort();
}
