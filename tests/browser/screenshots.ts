// Pictures for people to look at: `node tests/browser/screenshots.ts OUT [chromium|firefox]` (a built site is needed: npm run build).
// `node tests/browser/screenshots.ts readme` writes the one picture of README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { howToInstall } from './harness/find.ts';
import { launchBrowser } from './harness/launch.ts';
import { BROWSERS, type Browser, type BrowserPage } from './harness/page.ts';
import { openSite, pageOf } from './harness/site.ts';
import { unpackChromium } from '../../src/site/build/chromium/unpack.ts';
import { Workspace } from './harness/workspace.ts';
import { withPalette } from './pictures/palette-png.ts';
import { freshPages, pageStates } from './pictures/states.ts';

const SIZES = [{ width: 1440, height: 900, touch: false }, { width: 1024, height: 768, touch: false }, { width: 390, height: 844, touch: true }];
const README_PICTURE = fileURLToPath(new URL('pictures/workspace.png', import.meta.url));
/** A page that is read is longer than a window. */
const READING_HEIGHT = 1800;
const FIX = { old: "new: { to: 'newApp' }", fixed: "new: { to: 'newApp', weight: 2 }" };

const [out, name = 'chromium'] = process.argv.slice(2);
const wanted = BROWSERS.find((browser) => browser === name);
if (out === undefined || wanted === undefined) {
  console.error('Usage: node tests/browser/screenshots.ts OUT|readme [chromium|firefox]');
  process.exit(2);
}
const folder = out === 'readme' ? dirname(README_PICTURE) : resolve(out);
mkdirSync(folder, { recursive: true });
await unpackChromium();
const browser = await launchBrowser(wanted);
if (browser === null) {
  console.error(howToInstall(wanted));
  process.exit(1);
}
const site = await openSite('http');
try {
  if (out === 'readme') await withPage(browser, { theme: 'light', ...SIZES[0]! }, readmePicture);
  else for (const theme of ['light', 'dark'] as const) for (const size of SIZES) await picturesOf(browser, theme, size);
} finally {
  await browser.close();
  await site.close();
}
console.log(`The pictures are in ${folder}.`);

async function picturesOf(driver: Browser, theme: 'light' | 'dark', { width, height, touch }: (typeof SIZES)[number]): Promise<void> {
  const shoot = (page: BrowserPage, what: string, fullPage = false): Promise<void> => page.screenshot(join(folder, `${what}-${theme}-${width}.png`), fullPage);
  await withPage(driver, { theme, width, height: READING_HEIGHT, touch }, async (page) => {
    await freshPages(page, site, shoot);
    await pageStates(page, site, shoot);
  });
  await withPage(driver, { theme, width, height, touch }, (page) => workspaceStates(page, touch, shoot));
}

/** The workspace after a first run that proved nothing yet, with every fault tried. */
async function readmePicture(page: BrowserPage): Promise<void> {
  await page.open(site.url(pageOf('exercise', 'spof-hunt').path));
  const workspace = new Workspace(page);
  await workspace.ready();
  await page.click('nsp-prediction .pr-input');
  await page.type('94');
  await page.click('nsp-prediction .pr-sure label:nth-of-type(3)');
  await workspace.goToEditor();
  await workspace.run();
  await page.waitUntil('the fault matrix', () => document.querySelector('.mx')?.getAttribute('aria-busy') === 'false', null);
  await page.screenshot(README_PICTURE);
  writeFileSync(README_PICTURE, withPalette(readFileSync(README_PICTURE)));
}

async function withPage(driver: Browser, options: { theme: 'light' | 'dark'; width: number; height: number; touch: boolean }, task: (page: BrowserPage) => Promise<void>): Promise<void> {
  const page = await driver.newPage(options);
  try {
    await task(page);
  } finally {
    await page.close();
  }
}

/** Fresh, failed, with Monaco, with the real files, with a mistake in the vocabulary, passed; on a phone each pane. */
async function workspaceStates(page: BrowserPage, touch: boolean, shoot: (page: BrowserPage, what: string, fullPage: boolean) => Promise<void>): Promise<void> {
  await page.open(site.url(pageOf('exercise', 'weights').path));
  const workspace = new Workspace(page);
  await workspace.ready();
  await shoot(page, 'workspace-1-fresh', false);
  await workspace.run();
  await shoot(page, 'workspace-2-failed', false);
  if (touch) await workspace.show('Editor');
  else await workspace.goToEditor();
  await shoot(page, 'workspace-3-editor', false);
  await workspace.showFiles();
  await shoot(page, 'workspace-3-files', false);
  await workspace.showDesign();
  const starter = await workspace.text();
  await workspace.put(starter.replace(FIX.old, "new: { to: 'newApp', weight: -1 }"));
  await workspace.run();
  await shoot(page, 'workspace-4-stopped', false);
  await workspace.put(starter.replace(FIX.old, FIX.fixed));
  await workspace.run();
  await shoot(page, 'workspace-5-passed', false);
  await shoot(page, 'workspace-5-passed-whole', true);
}
