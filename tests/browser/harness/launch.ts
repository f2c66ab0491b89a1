// Starts either browser.
import { launchChromium } from './chromium.ts';
import { findBrowser } from './find.ts';
import { launchFirefox } from './firefox.ts';
import type { Browser, BrowserName } from './page.ts';

/** Starts the browser of this name; null where it is not installed. */
export async function launchBrowser(name: BrowserName): Promise<Browser | null> {
  const found = findBrowser(name);
  if (found === null) return null;
  return name === 'chromium' ? launchChromium(found) : launchFirefox(found);
}
