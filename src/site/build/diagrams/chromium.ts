// A Chromium to draw with: the one that CHROME_PATH names, else the one that npm brought, else one on PATH.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts Chromium without a window; throws a sentence that says what to install when there is none. */
export async function startChromium(root: string): Promise<Browser> {
  const named = process.env['CHROME_PATH'];
  if (named) return launch(named, {});
  const brought = unpack(root);
  if (brought) {
    const libraries = [join(brought, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
    // Its own fonts only where the machine has none.
    const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(brought, 'fonts') };
    return launch(join(brought, 'chromium'), { LD_LIBRARY_PATH: libraries, ...fonts });
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const paths = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = paths.find((path) => existsSync(path));
  if (found) return launch(found, {});
  throw new Error('Diagrams are drawn with Chromium, and none was found. Set CHROME_PATH to a Chromium or Chrome, or install one on PATH (Debian: apt-get install chromium).');
}

function launch(executablePath: string, extra: { [name: string]: string }): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: FLAGS, env: { ...process.env, ...extra } as { [name: string]: string } });
}

/** Folder of npm's Chromium, unpacked once into .cache/; null where npm brought none for this machine. */
function unpack(root: string): string | null {
  const packed = join(root, 'node_modules/@sparticuz/chromium');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(packed)) return null;
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const target = join(root, '.cache', `chromium-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const temporary = mkdtempSync(`${target}-`);
  const packs = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) => join(packed, 'bin', name));
  const script = `const { inflate } = await import(${JSON.stringify(pathToFileURL(join(packed, 'build/index.js')).href)}); for (const pack of ${JSON.stringify(packs)}) await inflate(pack);`;
  // The unpacker writes where TMPDIR points: in a process of its own that is our folder.
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TMPDIR: temporary } });
  renameSync(temporary, target);
  return target;
}
