// Starts either browser.
import { launchChromium } from './chromium.ts';
import { findBrowser } from './find.ts';
import { launchFirefox } from './firefox.ts';
import type { Browser, BrowserName } from './page.ts';

/** Starts the browser of this name; null where it is not installed. With the folder of a profile, all pages share its storage, which outlives the browser. */
export async function launchBrowser(name: BrowserName, profile?: string): Promise<Browser | null> {
  const found = findBrowser(name);
  if (found === null) return null;
  return name === 'chromium' ? launchChromium(found, profile) : launchFirefox(found, profile);
}
