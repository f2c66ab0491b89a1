// Rules of axe in both themes, and everything with the keyboard alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerEverything } from './harness/answers.ts';
import { AXE, axeViolations } from './harness/axe.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import type { BrowserPage } from './harness/page.ts';
import { onePageOfEachKind, openSite, pageOf, type Site } from './harness/site.ts';
import { sidewaysScroll, WIDTHS } from './harness/widths.ts';
import { Workspace } from './harness/workspace.ts';

const FOCUSABLE = 'a[href], button, summary, input, select, textarea, [tabindex="0"]';

/** Gives everything that Tab stops at a name, and returns the names. The radio buttons of a group are one stop. */
function nameStops(page: BrowserPage): Promise<string[]> {
  return page.evaluate((selector) => {
    const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility() && element.tabIndex >= 0);
    const forms = [...document.forms];
    return [...new Set(shown.map((element, index) => {
      const group = element instanceof HTMLInputElement && element.type === 'radio' ? `group ${element.name} of form ${element.form === null ? '' : forms.indexOf(element.form)}` : null;
      return (element.dataset['tabTest'] = group ?? `${index} ${element.localName} ${element.textContent!.trim().slice(0, 40)}`);
    }))];
  }, FOCUSABLE);
}

/** What has the focus, and whether that can be seen: by an outline of its own, or for a radio button by one around its text. */
function focusedStop(page: BrowserPage): Promise<{ name: string | null; marked: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const isOutlined = (one: Element | null): boolean => one !== null && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) > 0;
    return { name: element.dataset['tabTest'] ?? null, marked: isOutlined(element) || (element.matches('[type="radio"]') && isOutlined(element.nextElementSibling)) };
  });
}

describeInBrowsers('accessibility', (tabs) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite('http');
  });
  afterAll(() => site.close());

  // The dark theme differs in colours alone, and those are the same in every browser.
  describe.each(tabs.name === 'chromium' ? (['light', 'dark'] as const) : (['light'] as const))('in the %s theme', (theme) => {
    it.each(onePageOfEachKind())('$kind: axe finds nothing', ({ path }) => tabs.withPage({ theme }, async (page) => {
      await page.addInitScript(AXE);
      await page.open(site.url(path));
      expect(await axeViolations(page)).toEqual([]);
    }));

    it('a lesson with everything answered and opened: axe finds nothing', () => tabs.withPage({ theme }, async (page) => {
      await page.addInitScript(AXE);
      await page.open(site.url(pageOf('lesson').path));
      await answerEverything(page);
      expect(await axeViolations(page)).toEqual([]);
    }));

    it.each([{ width: 1440, touch: false }, { width: 390, touch: true }])('a failed report at $width px: axe finds nothing', ({ width, touch }) => tabs.withPage({ theme, width, touch }, async (page) => {
      await page.addInitScript(AXE);
      await page.open(site.url(pageOf('exercise', 'weights').path));
      const workspace = new Workspace(page);
      await workspace.ready();
      expect((await workspace.run()).word).toBe('Not proved');
      if (!touch) await workspace.goToEditor();
      expect(await axeViolations(page)).toEqual([]);
      if (touch) await workspace.show('Editor');
      await workspace.showFiles();
      expect(await axeViolations(page)).toEqual([]);
    }));
  });

  it('a failed report: no sideways scroll at any width', () => tabs.withPage({}, async (page) => {
    await page.open(site.url(pageOf('exercise', 'weights').path));
    const workspace = new Workspace(page);
    await workspace.ready();
    await workspace.run();
    const found: string[] = [];
    for (const width of WIDTHS) found.push(...(await sidewaysScroll(page, width)));
    expect(found).toEqual([]);
  }));

  it.each(onePageOfEachKind().filter(({ kind }) => kind !== 'exercise'))('$kind: Tab reaches everything, and shows where it is', ({ path }) => tabs.withPage({}, async (page) => {
    await page.open(site.url(path));
    const all = await nameStops(page);
    expect(all.length).toBeGreaterThan(1);
    const reached = new Set<string>();
    const unmarked: string[] = [];
    for (let presses = 0; presses < all.length + 20 && reached.size < all.length; presses += 1) {
      await page.press('Tab');
      const now = await focusedStop(page);
      if (now.name !== null) reached.add(now.name);
      if (now.name !== null && !now.marked) unmarked.push(now.name);
    }
    expect(all.filter((name) => !reached.has(name))).toEqual([]);
    expect(unmarked).toEqual([]);
  }));

  it('the editor can be entered, used and left with keys alone', () => tabs.withPage({}, async (page) => {
    await page.open(site.url(pageOf('exercise', 'weights').path));
    const workspace = new Workspace(page);
    await workspace.ready();
    await workspace.predict();
    const isInside = (selector: string): Promise<boolean> => page.evaluate((wanted) => document.activeElement!.closest(wanted) !== null, selector);
    for (let presses = 0; presses < 60 && !(await isInside('nsp-editor')); presses += 1) await page.press('Tab');
    await page.waitUntil('Monaco to take the focus', () => document.activeElement!.closest('.ed-monaco') !== null, null);
    await page.press('Control+End');
    await page.type('// typed');
    await page.waitUntil('the text', () => (document.querySelector('nsp-editor') as unknown as { text: string }).text.endsWith('// typed'), null);
    await page.press('Escape');
    await page.press('Tab');
    expect(await isInside('nsp-editor')).toBe(false);
    expect((await workspace.text()).endsWith('// typed')).toBe(true);
    await page.press('Shift+Tab');
    expect(await isInside('nsp-editor')).toBe(true);
    await page.press('Escape');
    await page.press('Shift+Tab');
    expect(await isInside('nsp-editor')).toBe(false);
    await page.press('Control+Enter');
    await page.waitUntil('the verdict', () => document.querySelector('.ws-verdict [aria-label="Not proved"]') !== null, null);
  }));
});
