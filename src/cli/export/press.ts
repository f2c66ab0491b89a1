// The browser that prints the book: it gets its files from memory and reaches nothing else.
import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Press } from '../../export/book/index.ts';
import type { Files } from '../../export/files.ts';
import { findChromium, INSTALL_CHROMIUM, type FoundBrowser } from '../../site/build/chromium/find.ts';
import { unpackChromium } from '../../site/build/chromium/unpack.ts';
import { Stopped } from '../command.ts';

// Without hinting letters are as wide on the screen, where the pages are laid out, as on paper.
const FLAGS = ['--font-render-hinting=none', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const ROOT = 'http://book.invalid/';
/** Silence that long means that the browser hangs, milliseconds. */
const PATIENCE_MS = 600_000;
const TYPES: { readonly [ending: string]: string } = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' };

/** The Chromium that prints; stops with exit code 1, and a sentence that says what to install, where there is none. */
export async function requireChromium(): Promise<FoundBrowser> {
  await unpackChromium();
  const found = findChromium();
  if (found === null) throw new Stopped(`The book is printed with Chromium. ${INSTALL_CHROMIUM}`, 1);
  if (!existsSync(found.path)) throw new Stopped(`The book is printed with Chromium, and there is no ${found.path}. Set CHROME_PATH to a Chromium or Chrome, or take it away.`, 1);
  return found;
}

/** Prints a page of the files. */
export const pressWithChromium: Press = async (files, path) => {
  const found = await requireChromium();
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: found.path, headless: true, args: FLAGS, env: { ...process.env, ...found.environment } as { [name: string]: string } });
  try {
    return await print(await browser.newPage({ viewport: { width: 900, height: 1200 }, colorScheme: 'light' }), files, path);
  } finally {
    await browser.close();
  }
};

async function print(page: Page, files: Files, path: string): Promise<Uint8Array> {
  await page.emulateMedia({ media: 'print' });
  await page.route('**/*', (route) => {
    const wanted = decodeURIComponent(new URL(route.request().url()).pathname.slice(1));
    const bytes = route.request().url().startsWith(ROOT) ? files.get(wanted) : undefined;
    return bytes === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: TYPES[wanted.split('.').at(-1)!] ?? 'application/octet-stream', body: Buffer.from(bytes) });
  });
  await page.goto(ROOT + path);
  const state = await page.waitForSelector('html[data-book]', { timeout: PATIENCE_MS, state: 'attached' }).then((root) => root.getAttribute('data-book'));
  if (state !== 'ready') throw new Stopped(`The book could not be made: ${state}`, 1);
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}
