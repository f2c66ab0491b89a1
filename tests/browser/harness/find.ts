// Where the browsers are on this machine.
import { findChromium, INSTALL_CHROMIUM, onPath, type FoundBrowser } from '../../../src/site/build/chromium/find.ts';
import type { BrowserName } from './page.ts';

export type { FoundBrowser };

function findFirefox(): FoundBrowser | null {
  const named = process.env['FIREFOX_PATH'];
  const path = named !== undefined && named !== '' ? named : onPath(['firefox-esr', 'firefox']);
  return path === null ? null : { path, environment: {} };
}

/** The browser of this name: the one that CHROME_PATH or FIREFOX_PATH names, else the one npm brought, else the one on PATH; null: none. */
export function findBrowser(name: BrowserName): FoundBrowser | null {
  return name === 'chromium' ? findChromium() : findFirefox();
}

/** What to do when a browser is missing. */
export function howToInstall(name: BrowserName): string {
  return name === 'chromium' ? INSTALL_CHROMIUM : 'Firefox was not found. Set FIREFOX_PATH to a Firefox, or install one on PATH (Debian: apt-get install firefox-esr).';
}
