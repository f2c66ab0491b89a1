import { mkdirSync } from 'node:fs';
import { launchBrowser } from './harness/launch.ts';
import { openSite } from './harness/site.ts';
import { unpackChromium } from '../../src/site/build/chromium/unpack.ts';
mkdirSync('/tmp/l12', { recursive: true });
await unpackChromium();
const browser = (await launchBrowser('chromium'))!;
const site = await openSite('http');
const pages: [string, string][] = [['l1', '/foundations/one-request-through-three-servers/'], ['l2', '/foundations/availability-latency-load/']];
pages.push(['e1', '/exercises/complete-the-path/'], ['e2', '/exercises/availability-arithmetic/']);
const sizes = process.argv[2] === 'all' ? [1440, 1024, 390] : [Number(process.argv[2])];
const themes = (process.argv[3] ?? 'light').split(',') as ('light' | 'dark')[];
try {
  for (const theme of themes) for (const width of sizes) for (const [name, path] of pages) {
    const page = await browser.newPage({ theme, width, height: 1700, touch: width < 500 });
    await page.open(site.url(path));
    await page.waitUntil('the fonts', () => document.fonts.status === 'loaded', null);
    const height = await page.evaluate(() => { for (const one of document.querySelectorAll('details')) if (one.closest('[data-predict]')) one.open = true; return document.documentElement.scrollHeight; });
    for (let at = 0; at * 1650 < height; at++) { await page.evaluate((y: number) => { window.scrollTo(0, y); }, at * 1650); await page.screenshot(`/tmp/l12/${name}-${theme}-${width}-${at}.png`, false); }
    await page.close();
  }
} finally { await browser.close(); await site.close(); }
