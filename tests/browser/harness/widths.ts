// Whether a page can be scrolled sideways, and what sticks out.
import type { BrowserPage } from './page.ts';

/** CSS pixels: a small phone, a phone, the breakpoints' neighbourhood, a laptop, a wide screen. */
export const WIDTHS = [320, 390, 720, 1024, 1440, 2560];

/** Empty, or one line that names the elements that stick out at this width. */
export async function sidewaysScroll(page: BrowserPage, width: number): Promise<string[]> {
  await page.resize(width, 900);
  await page.waitUntil(`a window of ${width} px`, (wanted) => innerWidth === wanted, width);
  // What is drawn for a measured width is drawn again with the next frame.
  await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
  const outside = await page.evaluate(() => {
    const root = document.documentElement;
    const limit = root.clientWidth;
    if (root.scrollWidth <= limit && document.body.scrollWidth <= limit) return null;
    const isClipped = (element: Element): boolean => {
      for (let parent = element.parentElement; parent !== null && parent !== document.body; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflowX !== 'visible') return true;
      }
      return false;
    };
    const guilty = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > limit + 0.5 && !isClipped(element));
    return guilty.slice(0, 5).map((element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> to ${Math.round(element.getBoundingClientRect().right)} px`);
  });
  return outside === null ? [] : [`${width} px: ${outside.join(', ')}`];
}
