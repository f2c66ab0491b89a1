// The course as an installed app: kept whole, used with its server really stopped, changed to another edition only when the learner asks for it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { AXE, axeViolations } from './harness/axe.ts';
import { openClass } from './harness/class-server.ts';
import { findBrowser, howToInstall } from './harness/find.ts';
import { isKept, keepCourse, openAppSite, otherEdition, type AppSite } from './harness/kept-app.ts';
import { stopOf, tabTo } from './harness/keyboard.ts';
import { launchBrowser } from './harness/launch.ts';
import { BROWSERS, PAGE_LIMIT_MS, type Browser, type BrowserName, type BrowserPage } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openFromLesson, Workspace } from './harness/workspace.ts';

const LESSON = 'load-balancing/round-robin-and-weights/index.html';
const EXERCISE = 'exercises/weights/index.html';
const FIX = { old: "new: { to: 'newApp' }", fixed: "new: { to: 'newApp', weight: 2 }" };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function site(base?: string): Promise<AppSite> {
  const opened = await openAppSite(base);
  ends.push(() => opened.close());
  return opened;
}

/** With preferences for Firefox: it answers by itself whether a site may keep what it has, since its question takes the focus out of the page. */
function profile(preferences: { [name: string]: boolean | number } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-app-profile-'));
  const all = { 'dom.storageManager.prompt.testing': true, 'dom.storageManager.prompt.testing.allow': true, ...preferences };
  writeFileSync(join(folder, 'prefs.js'), Object.entries(all).map(([name, value]) => `user_pref("${name}", ${value});\n`).join(''));
  ends.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function start(name: BrowserName, folder = profile()): Promise<Browser> {
  const browser = (await launchBrowser(name, folder))!;
  ends.push(() => browser.close());
  return browser;
}

const says = (page: BrowserPage, selector: string, words: string): Promise<unknown> => page.waitUntil(`"${words}" in ${selector}`, ([at, wanted]) => document.querySelector(at!)?.textContent?.replace(/\s+/g, ' ').includes(wanted!), [selector, words]);
/** Of the page and of its script, once both are there: the first stands in the page's first line. */
const editionOf = async (page: BrowserPage): Promise<(string | undefined)[]> => {
  await page.waitUntil('the page to be loaded', () => document.readyState === 'complete', null);
  return page.evaluate(() => [document.documentElement.dataset['edition'], document.documentElement.dataset['page']]);
};
const cacheNames = (page: BrowserPage): Promise<string[]> => page.evaluate(() => caches.keys());
const registrations = (page: BrowserPage): Promise<number> => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
/** Another edition is kept beside the one in use. */
const waits = (page: BrowserPage): Promise<unknown> => page.evaluate(async () => {
  const ask = (question: string): Promise<{ ready: object | null }> => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data as { ready: object | null });
    navigator.serviceWorker.controller!.postMessage(question, [port2]);
  });
  await ask('look');
  while ((await ask('standing')).ready === null) await new Promise((resolve) => { setTimeout(resolve, 50); });
});
const pressOf = (page: BrowserPage, text: string): Promise<void> => page.evaluate((wanted) => [...document.querySelectorAll<HTMLElement>('.edition button')].find((button) => button.textContent === wanted)!.click(), text);

async function search(page: BrowserPage): Promise<void> {
  await page.click('.find');
  await page.waitFor('dialog.search input[type=text]');
  await page.type('round robin');
  await page.waitUntil('results', () => /\d+ results|One result/.test(document.querySelector('.search-said')?.textContent ?? ''), null);
  await page.press('Escape');
}

/** Room for half of the course; lifted again. */
async function chromiumLimit(page: BrowserPage, app: AppSite): Promise<{ lift(): Promise<void> }> {
  const tab = (page as unknown as { page: Page }).page;
  const session = await tab.context().newCDPSession(tab);
  const { origin } = new URL(app.url('index.html'));
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 10_000_000 });
  return { lift: async () => { await session.send('Storage.overrideQuotaForOrigin', { origin }); } };
}

for (const name of BROWSERS) {
  const missing = findBrowser(name) === null;
  describe.skipIf(missing && process.env['NSP_REQUIRE'] !== '1')(`the course as an app in ${name}`, { timeout: 6 * PAGE_LIMIT_MS }, () => {
    if (missing) it('has its browser', () => expect.fail(howToInstall(name)));

    it('is kept with the keyboard, after a broken connection without fetching anything twice, and opens, grades, searches and asks with its server stopped and the browser started again', async () => {
      const folder = profile();
      const app = await site('/a/b/');
      let browser = await start(name, folder);
      let page = await browser.newPage();
      await page.addInitScript(AXE);
      await page.open(app.url('index.html'));
      expect(await registrations(page)).toBe(0);
      expect(app.asked.filter((path) => /sw\.js|app\.js/.test(path))).toEqual([]);
      expect(await page.text('.keep-lead')).toMatch(/About \d+ MB are fetched, and \d+ MB of room are needed\.$/);
      app.breakAt(/typecheck\.worker/);
      await tabTo(page, 'the button that keeps', ({ text }) => text === 'Keep the whole course on this computer');
      expect((await stopOf(page)).isUnmarked).toBe(false);
      await page.press('Enter');
      await says(page, '.keep-said', 'What is here is not fetched again.');
      expect(await page.text('.keep-said')).toMatch(/^The connection broke after \d+ MB of \d+ MB\./);
      expect(await axeViolations(page)).toEqual([]);
      const before = new Set(app.asked.filter((path) => !/sw\.js|edition\.json|typecheck/.test(path)));
      app.asked.length = 0;
      app.breakAt(null);
      await tabTo(page, 'the button that goes on', ({ text }) => text === 'Go on');
      await page.press('Enter');
      await isKept(page);
      expect(app.asked.filter((path) => before.has(path))).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      await browser.close();
      await app.stop();

      browser = await start(name, folder);
      page = await browser.newPage();
      await page.open(app.url('replication/'));
      expect(await page.text('h1')).toBe('There is no page at this address');
      expect(await page.evaluate(() => document.querySelector('a')!.pathname)).toBe('/a/b/index.html');
      await page.open(app.url('load-balancing/round-robin-and-weights'));
      expect(page.url()).toBe(app.url('load-balancing/round-robin-and-weights/'));
      page.forget();
      await page.open(app.url(`${LESSON}?from=elsewhere`));
      expect(await page.evaluate(() => document.querySelectorAll('figure svg').length)).toBeGreaterThan(0);
      await openFromLesson(page, 'weights');
      const workspace = new Workspace(page);
      await workspace.ready();
      await workspace.predict();
      expect((await workspace.run()).word).toBe('Not proved');
      await workspace.goToEditor();
      await workspace.typeOver(FIX.old, FIX.fixed);
      expect((await workspace.run()).word).toBe('Proved');
      await page.open(app.url('glossary/index.html'));
      await search(page);
      await page.open(app.url('review/index.html'));
      await says(page, '.plan', ' ');
      await page.open(app.url('progress/index.html'));
      await isKept(page);
      expectQuiet(page, app);
      expect(app.asked.length).toBeGreaterThan(0);
    });

    it('a newer edition is offered, never forced, never mixed, and used at once only in the only tab, with what was typed last; an older one too, and nothing changes where the list is gone', async () => {
      const folder = profile();
      const app = await site();
      let browser = await start(name, folder);
      const page = await browser.newPage();
      await keepCourse(page, app);
      await page.open(app.url(EXERCISE));
      const workspace = new Workspace(page);
      await workspace.ready();
      await app.stop();
      await app.start(otherEdition('second'));
      const other = await browser.newPage({ beside: page });
      await other.open(app.url('foundations/queues-and-headroom/index.html'));
      expect(await editionOf(other)).toEqual([undefined, undefined]);
      await workspace.goToEditor();
      await page.press('Control+Home');
      await page.type('// in the middle');
      await waits(page);
      await page.type(' of typing');
      expect(await page.evaluate(() => document.querySelector('.edition'))).toBeNull();
      expect(await workspace.text()).toMatch(/^\/\/ in the middle of typing/);
      await says(other, '.edition p', 'A newer edition of the course is ready.');
      await search(other);
      expect(await other.evaluate(() => document.documentElement.dataset['search'])).toBeUndefined();

      await page.reload();
      await workspace.ready();
      expect(await editionOf(page)).toEqual([undefined, undefined]);
      await says(page, '.edition p', 'A newer edition of the course is ready.');
      await pressOf(page, 'Use it now');
      await says(page, '.edition p', 'The course is open in another tab. Close it');
      await other.close();
      await workspace.goToEditor();
      await page.press('Control+Home');
      await page.type('// and this\n');
      await pressOf(page, 'Use it now');
      await page.waitUntil('the second edition', () => document.documentElement.dataset['edition'] === 'second', null);
      expect(await editionOf(page)).toEqual(['second', 'second']);
      await workspace.ready();
      expect(await workspace.text()).toMatch(/^\/\/ and this\n/);
      await page.open(app.url('index.html'));
      await search(page);
      expect(await page.evaluate(() => document.documentElement.dataset['search'])).toBe('second');
      expect((await cacheNames(page)).length).toBe(2);

      await app.stop();
      await app.start();
      await waits(page);
      await says(page, '.edition p', 'The server has gone back to an earlier edition of the course');
      await pressOf(page, 'Later');
      await page.reload();
      await isKept(page);
      expect(await editionOf(page)).toEqual(['second', 'second']);
      expect(await page.evaluate(() => document.querySelector('.edition'))).toBeNull();
      // With its server away: what waits while the browser is closed is not lost either.
      await browser.close();
      await app.stop();
      browser = await start(name, folder);
      const next = await browser.newPage();
      await next.open(app.url('index.html'));
      await isKept(next);
      expect(await editionOf(next)).toEqual([undefined, undefined]);
      await next.waitUntil('the room of the second edition', () => caches.keys().then((names) => names.length === 2), null);

      await app.start();
      app.breakAt(/sw\.js|edition\.json/, 'missing');
      await next.open(app.url('progress/index.html'));
      expect(await next.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration!.update()).then(() => 'updated', () => 'refused'))).toBe('refused');
      await app.stop();
      await next.open(app.url(LESSON));
      expect(await next.text('h1')).toBe('Even turns are not even load');
    });

    it('runs as an installed app, gives its room back, leaves drafts alone, and then stays away; and never begins inside another page', async () => {
      const app = await site();
      const browser = await start(name);
      const page = await browser.newPage();
      // As in the frame of a learning system, which our own servers do not allow.
      await page.addInitScript(`if (location.hash === '#framed') self.parent = {};`);
      await page.addInitScript(`(() => { const ask = self.matchMedia.bind(self); self.matchMedia = (query) => (query === '(display-mode:standalone)' ? { matches: true } : ask(query)); })();`);
      await page.open(app.url('progress/index.html#framed'));
      await page.waitUntil('the states', () => document.querySelector('.progress h1')!.textContent!.startsWith('0 of '), null);
      expect(await page.evaluate(() => [document.querySelector<HTMLElement>('.keep')!.hidden, document.querySelector('link[rel=manifest]'), document.querySelector('script[src$="app.js"]')])).toEqual([true, null, null]);
      await page.open(app.url('index.html'));
      await page.open(app.url('progress/index.html'));
      await isKept(page);
      await page.evaluate(() => localStorage.setItem('no-single-point/draft:weights', 'mine'));
      await tabTo(page, 'the button that removes', ({ text }) => text === 'Remove from this computer');
      await page.press('Enter');
      await says(page, '.keep-lead', 'can be kept on this computer');
      expect((await stopOf(page)).text).toBe('Keep the whole course on this computer');
      expect([await registrations(page), await cacheNames(page), await page.evaluate(() => localStorage.getItem('no-single-point/draft:weights'))]).toEqual([0, [], 'mine']);
      await page.open(app.url('index.html'));
      await page.waitUntil('the script of the app', () => self.nspApp !== undefined, null);
      await says(page, '.keep-lead', 'can be kept on this computer');
      expect(await registrations(page)).toBe(0);
      await page.click('.keep button');
      await isKept(page);
      expectQuiet(page, app);
    });

    it('says that there is no room, keeps no half of it, leaves drafts alone, and is kept once there is room', async () => {
      const app = await site();
      // The browser's own limit: Firefox has it as a preference, Chromium over its protocol.
      const browser = await start(name, profile({ 'dom.quotaManager.temporaryStorage.fixedLimit': 5_000 }));
      const page = await browser.newPage();
      const limit = name === 'chromium' ? await chromiumLimit(page, app) : null;
      await page.open(app.url(EXERCISE));
      const workspace = new Workspace(page);
      await workspace.ready();
      await workspace.put('// mine\n');
      await workspace.saved();
      await page.open(app.url('index.html'));
      for (const time of ['at once', 'while it is fetched']) {
        // The second time the browser's word about the room left is too good, as on a disk that others fill.
        if (time !== 'at once') app.lieAboutRoom();
        await page.click('.keep button');
        await says(page, '.keep-said', 'There is not enough room: the course needs ');
        await page.waitUntil('the button', () => document.querySelector('.keep .acts')!.getBoundingClientRect().height > 0, null);
        expect(await page.text('.keep-said'), time).toContain('Nothing of it is kept. Your drafts and progress are unchanged');
        expect(await registrations(page), time).toBe(0);
        expect((await cacheNames(page)).filter((one) => !one.endsWith(' memory')), time).toEqual([]);
        expect(await page.text('.keep button'), time).toBe('Try again');
      }
      await page.open(app.url(EXERCISE));
      await workspace.ready();
      expect(await workspace.text()).toBe('// mine\n');
      await workspace.put('// mine still\n');
      await workspace.saved();
      if (limit === null) return;
      await limit.lift();
      await keepCourse(page, app);
    });

    it('comes by itself to a member of a class, without solutions, and a page that is reloaded while the server is away says so and goes on', async () => {
      const group = await openClass({ modules: [{ module: 'load-balancing', opensMs: null, dueMs: null, lateMs: 0, latePct: 0 }] });
      ends.push(() => group.end());
      const browser = await start(name);
      const page = await browser.newPage();
      await page.open(group.url(`join/index.html#code=${group.code}`));
      await page.waitFor('#pseudonym');
      expect(await registrations(page)).toBe(0);
      await page.click('.ways form:first-child [type="submit"]');
      await page.waitFor('.big-code');
      await page.click('#kept');
      await page.click('.onward [type="submit"]');
      await page.waitFor('.grades');
      await page.waitUntil('the course to be kept', () => navigator.serviceWorker.getRegistration().then((registration) => registration?.active?.state === 'activated'), null);
      const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (cache) => (await (await caches.open(cache)).keys()).map(({ url }) => new URL(url).pathname)))).flat());
      expect(kept.filter((path) => /solutions|\/api\//.test(path))).toEqual([]);
      expect(kept).toEqual(expect.arrayContaining(['/exercises/weights/index.html', '/data/exercises/weights.js', '/scripts/monaco.js']));
      await page.open(group.url(EXERCISE));
      const workspace = new Workspace(page);
      await workspace.ready();
      await says(page, '.ws-hand', 'Every run that you finish is handed in by itself.');
      await says(page, 'nsp-hints', 'First hint');
      await group.stop();
      await page.reload();
      await workspace.ready();
      await says(page, '.ws-hand', 'The class server cannot be reached from this computer. Go on: runs that you finish wait on this computer, and are handed in by themselves.');
      await says(page, 'nsp-hints', 'First hint');
      await workspace.put((await workspace.text()).replace(FIX.old, FIX.fixed));
      expect((await workspace.run()).word).toBe('Proved');
      await says(page, '.ws-hand', 'Not received by the server yet');
      await page.open(group.url('class/index.html'));
      await says(page, '.class-app', 'The class server cannot be reached from this computer. It is asked again by itself.');
      expect(await page.evaluate(() => fetch('/data/solutions/weights.js').then(({ status }) => status, () => 'away'))).toBe('away');
      await group.start();
      await page.open(group.url(EXERCISE));
      await says(page, '.ws-hand', '2 of 2 checks, 100 points');
    });

    it('says why where there is no service worker, and where the browser refuses one', async () => {
      const app = await site();
      const browser = await start(name);
      const page = await browser.newPage();
      await page.addInitScript(`if (sessionStorage.getItem('refuse') === null) Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }); else ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'));`);
      await page.open(app.url('index.html'));
      await says(page, '.keep-said', 'It cannot be kept here: browsers allow it at addresses that begin with https://');
      await page.evaluate(() => sessionStorage.setItem('refuse', ''));
      await page.open(app.url('index.html'));
      await page.click('.keep button');
      await says(page, '.keep-said', 'The browser does not let this page keep the course');
    });
  });
}
