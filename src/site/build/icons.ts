// Icons for the course as an installed app, drawn by the test browser from public/favicon.svg.
// Run by hand when that changes: `node src/site/build/icons.ts`; its results in public/icons/ are committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChromium } from './diagrams/chromium.ts';

/** Side in pixels, and the share of it that the drawing takes: systems cut a maskable icon to a circle of 80 %. */
const ICONS = [{ name: 'icon-192', px: 192, share: 0.86 }, { name: 'icon-512', px: 512, share: 0.86 }, { name: 'icon-maskable-512', px: 512, share: 0.6 }] as const;

const [GROUND, INK] = ['#F3F4F5', '#13171A'];

/** Writes `public/icons/*.png`. */
export async function writeIcons(root: string): Promise<void> {
  const svg = readFileSync(join(root, 'public/favicon.svg'), 'utf8').replace(/<style>.*?<\/style>/s, '');
  mkdirSync(join(root, 'public/icons'), { recursive: true });
  const browser = await startChromium();
  try {
    for (const { name, px, share } of ICONS) {
      const page = await browser.newPage({ viewport: { width: px, height: px } });
      await page.setContent(`<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${GROUND};color:${INK}}svg{width:${share * 100}vw}</style>${svg}`);
      writeFileSync(join(root, `public/icons/${name}.png`), await page.screenshot({ type: 'png' }));
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await writeIcons(resolve(fileURLToPath(import.meta.url), '../../../..'));
