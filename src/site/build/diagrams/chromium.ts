// A Chromium to draw with.
import { chromium, type Browser } from 'playwright-core';
import { findChromium, INSTALL_CHROMIUM } from '../chromium/find.ts';
import { unpackChromium } from '../chromium/unpack.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts Chromium without a window; throws a sentence that says what to install when there is none. */
export async function startChromium(): Promise<Browser> {
  await unpackChromium();
  const found = findChromium();
  if (found === null) throw new Error(`Diagrams are drawn with Chromium. ${INSTALL_CHROMIUM}`);
  return chromium.launch({ executablePath: found.path, headless: true, args: FLAGS, env: { ...process.env, ...found.environment } as { [name: string]: string } });
}
