// Where the browsers are on this machine.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { BrowserName } from './page.ts';
import { unpackedFolder } from './unpack-chromium.ts';

/** An executable browser and the environment it needs. */
export interface FoundBrowser {
  path: string;
  environment: { [name: string]: string };
}

function onPath(names: string[]): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  return null;
}

function findUnpackedChromium(): FoundBrowser | null {
  const folder = unpackedFolder();
  if (folder === null || !existsSync(folder)) return null;
  // Its own libraries, because a bare machine has no libnss3; its own fonts only where there are none.
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  return { path: join(folder, 'chromium'), environment: { LD_LIBRARY_PATH: libraries, ...fonts } };
}

/** The browser of this name: the one that CHROME_PATH or FIREFOX_PATH names, else the one npm brought, else the one on PATH; null: none. */
export function findBrowser(name: BrowserName): FoundBrowser | null {
  const named = process.env[name === 'chromium' ? 'CHROME_PATH' : 'FIREFOX_PATH'];
  if (named !== undefined && named !== '') return { path: named, environment: {} };
  const brought = name === 'chromium' ? findUnpackedChromium() : null;
  if (brought !== null) return brought;
  const path = onPath(name === 'chromium' ? ['chromium', 'chromium-browser', 'google-chrome'] : ['firefox-esr', 'firefox']);
  return path === null ? null : { path, environment: {} };
}

/** What to do when a browser is missing. */
export function howToInstall(name: BrowserName): string {
  return name === 'chromium'
    ? 'Chromium was not found. Set CHROME_PATH to a Chromium or Chrome, or install one on PATH (Debian: apt-get install chromium).'
    : 'Firefox was not found. Set FIREFOX_PATH to a Firefox, or install one on PATH (Debian: apt-get install firefox-esr).';
}
