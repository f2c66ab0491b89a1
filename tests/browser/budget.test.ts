// What a learner downloads before acting: everything that Chromium asks for, its size in brotli at quality 11. (The server takes quality 9, 2 to 8 % more.)
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers } from './harness/browsers.ts';
import { PAGE_LIMIT_MS, type BrowserPage } from './harness/page.ts';
import { builtPages, openHoldingSite, openSite, pageOf, type Site } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

const KB = 1024;
const LESSON_BYTES = 22 * KB;
const EXERCISE_BYTES = 41 * KB;
const FONT_BYTES = 75 * KB;
const SCRIPT_BYTES = 4 * KB;
const LESSON_REQUESTS = 6;
const LAYOUT_SHIFT = 0.01;

interface Download {
  path: string;
  type: string;
  bytes: number;
}

const compress = promisify(brotliCompress);

/** Asks for the address again and weighs what comes; a font is compressed in itself. */
async function download(url: string): Promise<Download> {
  const answer = await fetch(url);
  const type = answer.headers.get('content-type')!.split(';')[0]!;
  const body = Buffer.from(await answer.arrayBuffer());
  return { path: new URL(url).pathname, type, bytes: type.startsWith('font/') ? body.length : (await compress(body)).length };
}

const sum = (downloads: Download[]): number => downloads.reduce((total, { bytes }) => total + bytes, 0);
const isFont = ({ type }: Download): boolean => type.startsWith('font/');
const isScript = ({ type }: Download): boolean => type.includes('javascript');

/** Opens the page, reads it to its end, and returns everything that it loaded until then, frames and injected scripts included. */
async function loadedBy(page: BrowserPage, site: Site, path: string): Promise<Download[]> {
  await page.open(site.url(path));
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitUntil('the fonts', () => document.fonts.status === 'loaded', null);
  // Two turns of the idle queue: what a page starts by itself has started by then. With a limit, since a tab that paints nothing is never called idle.
  await page.evaluate(() => new Promise<void>((resolve) => {
    const limit = { timeout: 1000 };
    requestIdleCallback(() => requestIdleCallback(() => resolve(), limit), limit);
  }));
  const urls = page.seen.requests.map((seen) => seen.url).filter((seen) => site.owns(seen) && seen.startsWith('http') && !/\/favicon\.\w+$/.test(seen));
  return Promise.all(urls.map(download));
}

function table(title: string, downloads: Download[]): string {
  const page = downloads.filter((entry) => !isFont(entry));
  const textOnly = page.filter(({ type }) => type === 'text/html' || type === 'text/css');
  return [title, ...downloads.map(({ path, bytes }) => `  ${String(bytes).padStart(7)}  ${path}`),
    `  ${sum(page)} bytes in ${page.length} requests without fonts; HTML and CSS ${sum(textOnly)}, scripts ${sum(downloads.filter(isScript))}, fonts ${sum(downloads.filter(isFont))}`].join('\n');
}

describe('kinds of page', () => {
  it('every page names its kind', () => {
    expect(builtPages().length).toBeGreaterThan(3);
    expect(builtPages().filter(({ kind }) => kind === null).map(({ path }) => path)).toEqual([]);
    expect([...new Set(builtPages().map(({ kind }) => kind))]).toEqual(expect.arrayContaining(['home', 'lesson', 'exercise']));
  });
});

describeInBrowsers('budget', (tabs) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite('http');
  });
  afterAll(() => site.close());

  it.each(builtPages().filter(({ kind }) => kind === 'lesson'))('$path', ({ path }) => tabs.withPage({}, async (page) => {
    const downloads = await loadedBy(page, site, path);
    console.log(table('Lesson page, brotli:', downloads));
    const withoutFont = downloads.filter((entry) => !isFont(entry));
    const fonts = downloads.filter(isFont);
    const inline = await page.evaluate(() => [...document.scripts].filter((script) => script.src === '' && script.type !== 'application/json').map((script) => script.textContent));
    expect(sum(withoutFont)).toBeLessThanOrEqual(LESSON_BYTES);
    expect(withoutFont.length).toBeLessThanOrEqual(LESSON_REQUESTS);
    expect(fonts.map(({ type }) => type)).toEqual(['font/woff2']);
    expect(sum(fonts)).toBeLessThanOrEqual(FONT_BYTES);
    expect(sum(downloads.filter(isScript))).toBeLessThanOrEqual(SCRIPT_BYTES);
    expect(inline).toEqual([]);
  }));

  it.each(builtPages().filter(({ kind }) => kind === 'exercise'))('$path, before its editor', ({ path }) => tabs.withPage({}, async (page) => {
    const downloads = await loadedBy(page, site, path);
    console.log(table('Exercise page, brotli:', downloads));
    expect(sum(downloads.filter((entry) => !isFont(entry)))).toBeLessThanOrEqual(EXERCISE_BYTES);
  }));
}, ['chromium']);

const FONT = '.woff2';
const LATE = [FONT, '/scripts/workspace.js', '/styles/workspace.css', '/data/exercises/'];

describeInBrowsers('layout shift', (tabs) => {
  const widths = [1440, 390];

  it.each(['home', 'lesson'].flatMap((kind) => widths.map((width) => ({ kind, width }))))('$kind at $width px: nothing moves when the font comes late', async ({ kind, width }) => {
    const site = await openHoldingSite([FONT]);
    try {
      await tabs.withPage({ width }, async (page) => {
        // Not awaited: the load event waits for the font.
        const opened = page.open(site.url(pageOf(kind).path));
        // Where something before it fails, it fails later, and nobody hears it.
        opened.catch(() => undefined);
        await page.waitUntil('the page without its font', () => document.readyState !== 'loading' && document.fonts.status === 'loading' && document.querySelector('h1') !== null, null);
        await page.evaluate(paint);
        site.release(FONT);
        await opened;
        await expectStill(page, `${kind}, late font`, width);
        expect(site.asked(FONT)).toBeGreaterThan(0);
      });
    } finally {
      await site.close();
    }
  });

  it.each(widths)('exercise at %i px: nothing moves when the font comes late, and the workspace later', async (width) => {
    const site = await openHoldingSite([FONT, '/scripts/workspace.js']);
    try {
      await tabs.withPage({ width }, async (page) => {
        const opened = page.open(site.url(pageOf('exercise').path));
        // Where something before it fails, it fails later, and nobody hears it.
        opened.catch(() => undefined);
        await page.waitUntil('the page without its font', () => document.readyState !== 'loading' && document.fonts.status === 'loading' && document.querySelector('.foot') !== null, null);
        await page.evaluate(paint);
        site.release(FONT);
        await page.waitUntil('the font', () => [...document.fonts].some((font) => font.status === 'loaded'), null);
        await page.evaluate(paint);
        site.release('/scripts/workspace.js');
        await opened;
        await new Workspace(page).ready();
        await expectStill(page, 'exercise, late font and later workspace', width);
      });
    } finally {
      await site.close();
    }
  });

  it.each(LATE.flatMap((late) => widths.map((width) => ({ late, width }))))('exercise at $width px: nothing moves when $late comes late', async ({ late, width }) => {
    const site = await openHoldingSite([late]);
    try {
      await tabs.withPage({ width }, async (page) => {
        const opened = page.open(site.url(pageOf('exercise').path));
        // Where something before it fails, it fails later, and nobody hears it.
        opened.catch(() => undefined);
        await expect.poll(() => site.asked(late), { timeout: PAGE_LIMIT_MS }).toBeGreaterThan(0);
        await page.waitUntil('all that does not wait', (held) => {
          const arrived = performance.getEntriesByType('resource').filter((entry) => (entry as PerformanceResourceTiming).responseEnd > 0).map(({ name }) => name);
          // One after the other: the style, the script, which asks for the data.
          const chain = ['/styles/workspace.css', '/scripts/workspace.js'];
          const awaited = ['.woff2', ...(chain.includes(held) ? chain.slice(0, chain.indexOf(held)) : chain)].filter((part) => part !== held);
          return document.readyState !== 'loading' && awaited.every((part) => arrived.some((name) => name.includes(part)));
        }, late);
        await page.evaluate(paint);
        site.release(late);
        await opened;
        await new Workspace(page).ready();
        await expectStill(page, `exercise, late ${late}`, width);
      });
    } finally {
      await site.close();
    }
  });
}, ['chromium']);

/** Fails, naming what moved, when the shifts since the page was opened add up to the limit. */
async function expectStill(page: BrowserPage, what: string, width: number): Promise<void> {
  await page.waitUntil('the font', () => [...document.fonts].some((font) => font.status === 'loaded'), null);
  await page.evaluate(paint);
  const { total, moved } = await page.evaluate(layoutShift);
  console.log(`Layout shift of ${what} at ${width} px: ${total.toFixed(4)}`);
  expect(total < LAYOUT_SHIFT ? [] : moved).toEqual([]);
}

/** In the page: resolves when what stands now has been painted. */
function paint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** In the page: the sum of all layout shifts so far, and what moved from where to where (y of the top edge and height, pixels). */
function layoutShift(): Promise<{ total: number; moved: string[] }> {
  interface Shift { value: number; sources: { node: Element | null; previousRect: DOMRect; currentRect: DOMRect }[] }
  return new Promise((resolve) => {
    let total = 0;
    const moved: string[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as unknown as Shift[]) {
        total += value;
        for (const { node, previousRect: from, currentRect: to } of sources) {
          moved.push(`${value.toFixed(4)} <${node?.nodeName.toLowerCase()} class="${(node as Element | null)?.getAttribute?.('class') ?? ''}"> y ${from.y} height ${from.height} → y ${to.y} height ${to.height}`);
        }
      }
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    // Buffered entries come before the next but one frame; there may be none at all, which is the good case.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve({ total, moved }), 0)));
  });
}
