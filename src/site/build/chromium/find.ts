// Where Chromium is on this machine: for drawing diagrams, and for tests.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackedFolder } from './unpack.ts';

/** An executable browser and the environment it needs. */
export interface FoundBrowser {
  path: string;
  environment: { [name: string]: string };
}

/** What to do when there is none. */
export const INSTALL_CHROMIUM = 'Chromium was not found. Set CHROME_PATH to a Chromium or Chrome, or install one on PATH (Debian: apt-get install chromium).';

/** The first of these programs on PATH; null: none. */
export function onPath(names: readonly string[]): string | null {
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

function findUnpacked(): FoundBrowser | null {
  const folder = unpackedFolder();
  if (folder === null || !existsSync(folder)) return null;
  // Its own libraries, because a bare machine has no libnss3; its own fonts only where there are none.
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  return { path: join(folder, 'chromium'), environment: { LD_LIBRARY_PATH: libraries, ...fonts } };
}

/** The Chromium that CHROME_PATH names, else the one that npm brought, once it is unpacked, else the one on PATH; null: none. */
export function findChromium(): FoundBrowser | null {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return { path: named, environment: {} };
  const path = onPath(['chromium', 'chromium-browser', 'google-chrome']);
  return findUnpacked() ?? (path === null ? null : { path, environment: {} });
}
