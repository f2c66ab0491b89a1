// The launch page of a package, with a learning system of no standard around it: what a learner does reaches it, comes back from it, and is nowhere lost.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeState } from '../../src/site/package/state.ts';
import type { FakeSystem } from './harness/fake-learning-system.entry.ts';
import { AXE, axeViolations } from './harness/axe.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { goTo } from './harness/navigate.ts';
import { builtScope, openPackageSite, type PackageSite } from './harness/package-site.ts';
import type { BrowserPage } from './harness/page.ts';
import { Workspace } from './harness/workspace.ts';

const EXERCISE = 'headroom';
const TITLE = 'Five percent free';

/** The page of a learning system with the package in it. */
class Opened {
  readonly page: BrowserPage;
  /** launch.html. */
  readonly launch: BrowserPage;
  /** The page of the course in it. */
  readonly course: BrowserPage;

  constructor(page: BrowserPage) {
    this.page = page;
    this.launch = page.inFrame('#package');
    this.course = this.launch.inFrame('.pk-course');
  }

  static async at(page: BrowserPage, url: string): Promise<Opened> {
    const opened = new Opened(page);
    await page.open(url);
    await opened.course.waitFor('#main');
    return opened;
  }

  system<K extends keyof FakeSystem>(field: K): Promise<FakeSystem[K]> {
    return this.page.evaluate((name) => JSON.parse(JSON.stringify((self as unknown as { fakeSystem: FakeSystem }).fakeSystem[name] ?? null)) as never, field);
  }

  set(change: Partial<FakeSystem>): Promise<void> {
    return this.page.evaluate((fields) => void Object.assign((self as unknown as { fakeSystem: FakeSystem }).fakeSystem, fields), change);
  }

  async line(state: string): Promise<string> {
    await this.launch.waitUntil(`the line to be "${state}"`, (wanted) => document.querySelector<HTMLElement>('.pk-line')!.dataset['state'] === wanted, state);
    return this.launch.text('.pk-state');
  }

  /** Stores again, and the learner asks for it at once: in one step, since the page also tries by itself. */
  async mendAndTry(): Promise<void> {
    await this.launch.waitUntil('the button', () => {
      if (document.querySelector<HTMLElement>('.pk-line')!.dataset['state'] !== 'failed') return false;
      (parent as unknown as { fakeSystem: FakeSystem }).fakeSystem.refusal = null;
      document.querySelector<HTMLElement>('.pk-line button')!.click();
      return true;
    }, null);
  }

  /** Goes to a page of the course, as a link does. */
  async goTo(path: string): Promise<void> {
    await goTo(this.course, new URL(path, this.launch.url()).href);
  }

  async workspace(): Promise<Workspace> {
    await this.goTo(`exercises/${EXERCISE}/index.html`);
    const workspace = new Workspace(this.course);
    await workspace.ready();
    return workspace;
  }
}

const standingOf = (standings: FakeSystem['commits']): FakeSystem['commits'][number]['exercises'][number] | undefined => standings.at(-1)?.exercises.find(({ id }) => id === EXERCISE);

/** In the launch page: as when the learner turns to another tab. */
function leaveFromView(): void {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** In Chromium: in Firefox a script that runs before all others in a frame has the document in mind that was there before the page. */
const barriers = async (launch: BrowserPage): Promise<string[]> => (launch.browser === 'chromium' ? axeViolations(launch) : []);

describeInBrowsers('a package in a learning system', (tabs) => {
  let site: PackageSite;
  beforeAll(async () => { site = await openPackageSite(); });
  afterAll(() => site.close());

  it('hands over what the learner does, says so, and brings it to another computer', () => tabs.withPage({}, async (page) => {
    const here = await Opened.at(page, site.url({ chars: '4096' }));
    expect(await here.line('kept')).toMatch(/^Kept in the learning system at \d\d:\d\d\.$/);
    expect(await here.course.text('.foot > p:last-child')).toBe('What you write is saved in this browser and handed to your learning system.');
    expect(await here.launch.evaluate(() => [document.documentElement.lang, document.title, document.querySelector('iframe')!.title])).toEqual(['en', await here.course.evaluate(() => document.title), 'No Single Point']);

    // Other sites get a tab of their own; pages of the course stay inside, also where a tab is asked for.
    expect(await here.course.evaluate(() => {
      const link = document.querySelector<HTMLAnchorElement>('.foot a[href*="creativecommons"]')!;
      link.addEventListener('click', (event) => event.preventDefault());
      link.click();
      return [link.target, link.rel];
    })).toEqual(['_blank', 'noopener']);
    await here.course.evaluate(() => void document.querySelector('.foot a[href$="glossary/index.html"]')!.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true })));
    await here.course.waitUntil('the glossary', () => location.pathname.endsWith('/glossary/index.html') && document.readyState === 'complete', null);
    await here.launch.waitUntil('the title to follow', () => document.title.startsWith('Glossary'), null);
    await page.evaluate(() => history.back());
    await here.course.waitUntil('the page before', () => !location.pathname.includes('glossary') && document.readyState === 'complete', null);

    const workspace = await here.workspace();
    expect((await workspace.run()).word).toBe('Not proved');
    await page.waitUntil('the run to be handed over', (id) => (self as unknown as { fakeSystem: FakeSystem }).fakeSystem.commits.at(-1)?.exercises.some((one) => one.id === id && one.isTried), EXERCISE);
    await here.line('kept');
    const failed = standingOf(await here.system('commits'))!;
    const held = await here.course.evaluate((id) => (JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith(`result:${id}`))![1]).report.checks as { status: string }[]).map(({ status }) => status === 'pass'), EXERCISE);
    expect(held).toContain(false);
    expect(failed).toMatchObject({ title: TITLE, points: Math.floor((100 * held.filter(Boolean).length) / held.length), isProved: false });
    const solution = `// mine ’\n${readFileSync(new URL(`../../content/foundations/queues-and-headroom/${EXERCISE}/solutions/two-medium-servers.ts`, import.meta.url), 'utf8')}`;
    await workspace.put(solution);
    expect((await workspace.run()).word).toBe('Proved');
    await page.waitUntil('the pass to be handed over', (id) => (self as unknown as { fakeSystem: FakeSystem }).fakeSystem.commits.at(-1)?.exercises.some((one) => one.id === id && one.isProved && one.points === 100), EXERCISE);
    await workspace.saved();
    await here.launch.evaluate(leaveFromView);
    await here.line('kept');

    // The same learner at another computer.
    const state = (await here.system('state'))!;
    expect(state.length).toBeLessThanOrEqual(4096);
    await tabs.withPage({}, async (other) => {
      const there = await Opened.at(other, site.url({ state, chars: '4096' }));
      expect(there.course.url()).toContain(`/exercises/${EXERCISE}/index.html`);
      const again = new Workspace(there.course);
      await again.ready();
      expect(await again.text()).toBe(solution);
      expect(await there.course.evaluate(() => document.querySelector('nsp-prediction input:not(:disabled)') === null)).toBe(true);
      expect((await again.verdict()).sentence).toBe('Proved on run 2. Run your design to see its report here.');
      await again.run();
      expect(await there.course.evaluate(() => document.querySelector('nsp-instruments') !== null)).toBe(true);
      expect(other.seen.errors).toEqual([]);
      expect(other.seen.violations).toEqual([]);
    });
    expect(page.seen.errors).toEqual([]);
    expect(page.seen.violations).toEqual([]);
  }));

  it('shows a failure, tries again with the state of then, and ends with all of it when it is torn out', () => tabs.withPage({}, async (page) => {
    const here = await Opened.at(page, site.url({ refusal: 'The system says 391: no room' }));
    expect(await here.line('failed')).toMatch(/^Not stored in the learning system: The system says 391: no room\. It is kept on this computer\. It is tried again at \d\d:\d\d:\d\d\.$/);
    expect(await here.launch.text('[role="status"]')).toContain('391');
    await page.waitUntil('more than one try', () => (self as unknown as { fakeSystem: FakeSystem }).fakeSystem.tried > 1, null);
    const workspace = await here.workspace();
    await workspace.put('// while nothing is stored');
    await workspace.saved();
    expect(await here.system('commits')).toEqual([]);
    await here.mendAndTry();
    await here.line('kept');
    expect(await here.launch.text('[role="status"]')).toMatch(/^Kept in the learning system/);
    expect((await here.system('commits')).at(-1)!.exercises.length).toBeGreaterThan(5);
    const first = (await here.system('state'))!;

    // While a commit is under way the page goes, with a design that is typed a moment before.
    await here.set({ holds: true });
    await workspace.put('// the first of two');
    await workspace.saved();
    await here.launch.evaluate(leaveFromView);
    await page.waitUntil('a commit under way', () => (self as unknown as { fakeSystem: FakeSystem }).fakeSystem.release.toString() !== 'release() {}', null);
    await workspace.put('// typed last');
    await page.evaluate(() => document.querySelector('#package')!.remove());
    const ended = await here.system('ended');
    expect(ended).toHaveLength(1);
    expect(ended[0]!.state).not.toBe(first);
    await tabs.withPage({}, async (other) => {
      await Opened.at(other, site.url({ state: ended[0]!.state }));
      const again = new Workspace(new Opened(other).course);
      await again.ready();
      expect(await again.text()).toBe('// typed last');
    });
  }));

  it('keeps two learners of one computer apart, and one of them over a reload', () => tabs.withPage({}, async (page) => {
    const first = await Opened.at(page, site.url({ learner: 'ada' }));
    const workspace = await first.workspace();
    await workspace.put('// of ada');
    await workspace.saved();
    await page.reload();
    const reloaded = new Workspace(first.course);
    await reloaded.ready();
    expect(await reloaded.text()).toBe('// of ada');
    expect((await first.system('ended')).length).toBe(1);
    await tabs.withPage({ beside: page }, async (tab) => {
      const second = await Opened.at(tab, site.url({ learner: 'bela' }));
      expect(second.course.url()).toContain('/course/index.html');
      const own = await second.workspace();
      expect(await own.text()).not.toContain('of ada');
      await own.put('// of bela');
      await own.saved();
    });
    expect(await reloaded.text()).toBe('// of ada');
    const keys = await first.launch.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft:')));
    expect(keys).toHaveLength(2);
    expect(keys.every((key) => /^no-single-point\/package\/[0-9a-f]{16}\/draft:/.test(key))).toBe(true);
  }));

  it('says which design does not fit, what it refuses, and where nothing is handed over', () => tabs.withPage({ width: 800, height: 500 }, async (page) => {
    await page.addInitScript(AXE);
    const here = await Opened.at(page, site.url({ chars: '1000', state: 'bookmark=3' }));
    expect(await here.launch.text('[data-note="problem"]')).toMatch(/not of this course/);
    const workspace = await here.workspace();
    await workspace.put(Array.from({ length: 400 }, (_, at) => `// ${(at * 7919).toString(36)} ${(at * 104729 % 9973).toString(36)}`).join('\n'));
    await workspace.saved();
    await page.evaluate(() => document.querySelector<HTMLIFrameElement>('#package')!.contentWindow!.document.querySelector<HTMLIFrameElement>('.pk-course')!.focus());
    await here.launch.evaluate(leaveFromView);
    await here.launch.waitUntil('the note', () => !document.querySelector<HTMLElement>('[data-note="left"]')!.hidden, null);
    expect(await here.launch.text('[data-note="left"] summary')).toBe('One design did not fit into the learning system and is kept on this computer only');
    expect(await barriers(here.launch)).toEqual([]);
    await here.launch.click('[data-note="left"] summary');
    expect(await here.launch.text('[data-note="left"] li')).toBe(TITLE);

    await page.open(site.url({ absent: 'No API of SCORM was found.' }));
    expect(await here.line('alone')).toBe('No learning system: No API of SCORM was found. What you do is kept on this computer only.');
    await here.course.waitFor('.foot');
    expect(await here.course.text('.foot > p:last-child')).toBe('What you write is saved in this browser only.');
    const alone = await here.workspace();
    await alone.put('// alone');
    await alone.saved();
    expect(await here.launch.evaluate((id) => JSON.parse(localStorage.getItem(`no-single-point/draft:${id}`)!).source as string, EXERCISE)).toBe('// alone');

    await page.open(site.url({ mode: 'browse' }));
    expect(await here.line('looking')).toMatch(/^Only for looking/);
    await here.workspace();
    expect(await here.system('tried')).toBe(0);

    // What a newer edition wrote is handed back as it came.
    await page.open(site.url({ learner: 'newer', state: 'nsp9.1.AAAA', refusal: 'Not now' }));
    expect(await here.line('failed')).toContain('Not now');
    expect(await here.launch.text('[data-note="problem"]')).toContain('newer edition');
    expect(await barriers(here.launch)).toEqual([]);
    // A button that has the focus stays, whatever the page tries by itself meanwhile.
    await here.launch.waitUntil('the focus on the button', () => {
      const button = document.querySelector<HTMLElement>('.pk-line button')!;
      button.focus();
      return document.activeElement === button;
    }, null);
    await here.set({ refusal: null });
    await page.press('Enter');
    await here.line('kept');
    expect((await here.system('commits'))[0]).toMatchObject({ state: 'nsp9.1.AAAA', scorePct: 0 });
    // From the line into the course by key, and on.
    await page.press('Tab');
    await page.press('Tab');
    expect(await here.course.evaluate(() => document.hasFocus() && document.activeElement !== document.body)).toBe(true);
  }));

  it('hands over what a browser that forbids storing cannot keep', () => tabs.withPage({ width: 390, height: 700, theme: 'dark' }, async (page) => {
    await page.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });");
    const here = await Opened.at(page, site.url());
    await here.line('kept');
    const workspace = await here.workspace();
    await workspace.put('// kept nowhere else');
    await workspace.saved();
    // To another page and back: the launch page has it in mind.
    await here.goTo('glossary/index.html');
    expect(await here.course.text('.foot > p:last-child')).toBe('What you write is handed to your learning system. This browser keeps nothing of it.');
    expect(await (await here.workspace()).text()).toBe('// kept nowhere else');
    await page.evaluate(() => document.querySelector('#package')!.remove());
    const [ended] = await here.system('ended');
    await tabs.withPage({}, async (other) => {
      const there = await Opened.at(other, site.url({ state: ended!.state }));
      const again = new Workspace(there.course);
      await again.ready();
      expect(await again.text()).toBe('// kept nowhere else');
    });
  }));
});

describe('the scope of the built course', () => {
  it('has the lessons and exercises that a state is made for', () => {
    const { lessons } = builtScope();
    expect(lessons.flatMap(({ exercises }) => exercises.map(({ id }) => id))).toContain(EXERCISE);
    expect(encodeState({ lessons: lessons.map(({ id }) => ({ id, isRead: true })), exercises: [], place: null, predictions: [], answers: [] }, 4096).text.length).toBeLessThan(200);
  });
});
