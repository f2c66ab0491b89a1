// The Chromium that npm brings is packed; it is unpacked once into .cache/, whole or not at all.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Folder of the packed Chromium; null where it was not installed or was not built for this machine. */
function packedFolder(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  } catch {
    return null;
  }
}

/** Where the unpacked Chromium is or will be; null where npm brought none. */
export function unpackedFolder(): string | null {
  const packed = packedFolder();
  if (packed === null) return null;
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  return join(root, '.cache', `chromium-${version}`);
}

/** Unpacks Chromium (about 7 s) unless that was done before. Returns its folder; null where npm brought none. */
export async function unpackChromium(): Promise<string | null> {
  const target = unpackedFolder();
  if (target === null || existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const temporary = await mkdtemp(`${target}-`);
  const script = `
    import { join } from 'node:path';
    import { pathToFileURL } from 'node:url';
    const packed = process.argv[1];
    const { inflate } = await import(pathToFileURL(join(packed, 'build/index.js')).href);
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) await inflate(join(packed, 'bin', name));`;
  // The unpacker writes where TMPDIR points: in a process of its own, that is our folder.
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, packedFolder()!], { env: { ...process.env, TMPDIR: temporary } });
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
