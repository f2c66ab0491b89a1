// A whole class with people in it: an instructor and two learners, each in a real browser of their own, from the setup link to the end of the cohort.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Course } from '../../src/course/index.ts';
import { theCourse } from '../server/harness/class-server.ts';
import { ClassSite } from './harness/class-site.ts';
import { findBrowser, howToInstall } from './harness/find.ts';
import { launchBrowser } from './harness/launch.ts';
import type { Browser, BrowserName, BrowserPage } from './harness/page.ts';
import { Workspace } from './harness/workspace.ts';

const PASSWORD = 'otter bridge velvet 7 lamp';
const COHORT = 'Operations, winter term';
const exercise = (id: string) => theCourse().modules.flatMap(({ lessons }) => lessons).flatMap(({ exercises }) => exercises).find((one) => one.id === id)!;
const STARTER = exercise('weights').starter;
const PASSES = STARTER.replace("new: { to: 'newApp' }", "new: { to: 'newApp', weight: 2 }");
const FAILS = ['5', '6', '7'].map((weight) => STARTER.replace("old: { to: 'oldApp' }", `old: { to: 'oldApp', weight: ${weight} }`));
const DAY = 86_400_000;

/** Our course after its author has raised the limit of a check: what passed does not pass any more. */
function laterEdition(): Course {
  const course = structuredClone(theCourse());
  const one = course.modules.flatMap(({ lessons }) => lessons).flatMap(({ exercises }) => exercises).find(({ id }) => id === 'weights')!;
  one.version += 1;
  one.checks = one.checks.map((check) => (check.id === 'p99' ? { ...check, limit: { atMost: 1 } } : check));
  return course;
}

/** The moment in the form of a field of date and time, in the time zone of the browsers, which is that of this process. */
function fieldText(ms: number): string {
  const at = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 16);
}

const fill = (page: BrowserPage, selector: string, value: string): Promise<void> => page.evaluate(({ to, text }) => {
  const field = document.querySelector<HTMLInputElement>(to)!;
  field.value = text;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}, { to: selector, text: value });
const says = (page: BrowserPage, selector: string, text: string): Promise<unknown> => page.waitUntil(`"${text}" in ${selector}`, ({ where, what }) => [...document.querySelectorAll(where)].some((one) => one.textContent!.replace(/\s+/g, ' ').includes(what)), { where: selector, what: text });
/** Presses the button with these words. */
const press = (page: BrowserPage, words: string, inside = 'body'): Promise<void> => page.evaluate(({ what, where }) => {
  const button = [...document.querySelectorAll<HTMLElement>(`${where} button, ${where} a`)].find((one) => one.textContent!.trim() === what);
  if (button === undefined) throw new Error(`There is no button "${what}".`);
  button.click();
}, { what: words, where: inside });
/** What a button of the page saves as a file. */
const saved = (page: BrowserPage, label: string): Promise<string> => page.evaluate(async (words) => {
  const make = URL.createObjectURL.bind(URL);
  const file = new Promise<Blob>((resolve) => {
    URL.createObjectURL = (blob: Blob) => {
      resolve(blob);
      URL.createObjectURL = make;
      return make(blob);
    };
  });
  [...document.querySelectorAll<HTMLElement>('nsp-file')].find((one) => (one as unknown as { label: string }).label === words)!.querySelector('button')!.click();
  return (await file).text();
}, label);
const go = async (page: BrowserPage, hash: string): Promise<void> => page.evaluate((to) => { location.hash = to; }, hash);

const people: readonly [who: string, browser: BrowserName][] = [['instructor', 'chromium'], ['Otter', 'firefox'], ['Heron', 'chromium']];
const missing = [...new Set(people.map(([, name]) => name))].filter((name) => findBrowser(name) === null);
if (missing.length > 0 && process.env['NSP_REQUIRE'] === '1') it('a class', () => expect.fail(missing.map(howToInstall).join(' ')));

describe.skipIf(missing.length > 0)('a class of an instructor and two learners', { timeout: 600_000 }, () => {
  const site = new ClassSite();
  const browsers: Browser[] = [];
  let [teacher, otter, heron]: BrowserPage[] = [];
  const at = { cohort: '', code: '', otter: '', heron: '' };
  const all = (): BrowserPage[] => [teacher!, otter!, heron!];
  /** Nothing went wrong in any page, but for what is asked while the server is away. */
  const quiet = (): void => {
    for (const { seen } of all()) expect([...seen.errors.filter((line) => !/Failed to load|CONNECTION_REFUSED|NetworkError|status of 4/i.test(line)), ...seen.violations]).toEqual([]);
  };

  beforeAll(async () => {
    await site.start();
    for (const [, name] of people) browsers.push((await launchBrowser(name))!);
    [teacher, otter, heron] = await Promise.all(browsers.map((browser) => browser.newPage()));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await site.end();
  }, 60_000);

  it('is created: by the link of the first start, with a module that is late already, and a code', async () => {
    const page = teacher!;
    await page.open(site.url(`teach/index.html#setup=${site.setup}`));
    await page.waitFor('[name="again"]');
    await fill(page, '[name="login"]', 'm.huber');
    for (const name of ['password', 'again']) await fill(page, `[name="${name}"]`, PASSWORD);
    await page.click('[type="submit"]');
    await says(page, 'h1', 'No cohorts yet');
    await go(page, '#/new');
    await page.waitFor('nsp-modules-form .t-means');
    await fill(page, '.t-new [name="name"]', COHORT);
    // Due a day ago; credit falls to 50 % within two days: 75 % now.
    await fill(page, '#module-load-balancing-opens', fieldText(Date.now() - 3 * DAY));
    await fill(page, '#module-load-balancing-due', fieldText(Date.now() - DAY));
    await page.waitFor('#module-load-balancing-late');
    await fill(page, '#module-load-balancing-late', '2');
    await page.evaluate(() => {
      const unit = document.querySelector<HTMLSelectElement>('#module-load-balancing-late + select')!;
      unit.value = 'days';
      unit.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await fill(page, '#module-load-balancing-pct', '50');
    await page.click('.t-new [type="submit"]');
    await page.waitFor('nsp-teach-joining [name="ends"]');
    at.cohort = new URL(page.url()).hash.split('/')[2]!;
    await page.click('nsp-teach-joining [type="submit"]');
    await page.waitFor('.t-copy.large output');
    at.code = await page.text('.t-copy.large output');
    quiet();
  });

  it('is joined by two learners, who write their recovery codes down', async () => {
    for (const [page, name] of [[otter!, 'Otter'], [heron!, 'Heron']] as const) {
      await page.open(site.url(`join/index.html#code=${at.code}`));
      await page.waitFor('#pseudonym');
      await fill(page, '#pseudonym', name);
      await page.click('.ways form:first-child [type="submit"]');
      await page.waitFor('.big-code');
      await page.click('#kept');
      await page.click('.onward [type="submit"]');
      await page.waitFor('.grades');
    }
    await go(teacher!, `#/cohort/${at.cohort}`);
    await says(teacher!, 'nsp-roster', 'Heron');
    await says(teacher!, 'nsp-roster', 'Otter');
    quiet();
  });

  it('is worked in: one learner proves the design late, the other is stuck and opens a hint', async () => {
    const open = async (page: BrowserPage): Promise<Workspace> => {
      await page.open(site.url('exercises/weights/index.html'));
      const workspace = new Workspace(page);
      await workspace.ready();
      await page.waitFor('.ws-hand');
      return workspace;
    };
    const [one, other] = [await open(otter!), await open(heron!)];
    await one.put(PASSES);
    expect((await one.run()).word).toBe('Proved');
    await says(otter!, '.ws-hand', '2 of 2 checks');
    for (const [at, source] of FAILS.entries()) {
      await other.put(source);
      expect((await other.run()).word).toBe('Not proved');
      await says(heron!, '.ws-hand', 'Graded ');
      if (at === 0) await press(heron!, 'First hint', 'nsp-hints');
    }
    await teacher!.reload();
    await says(teacher!, 'h1', 'stuck');
    await says(teacher!, '.t-stuck', 'Heron');
    await says(teacher!, '.t-stuck', '1 hint');
    quiet();
  });

  it('has late work count for less, and an extension that gives it back', async () => {
    await otter!.open(site.url('class/index.html'));
    await otter!.waitUntil('three quarters of the points', () => /\b7[0-9]\b/.test(document.querySelector('.grades')!.parentElement!.textContent!), null);
    await says(otter!, '.class-app', 'points after credit by date');
    const page = teacher!;
    at.otter = (await page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>('nsp-roster tbody th a')].map((one) => [one.textContent!.trim(), one.hash]))).find(([name]) => name === 'Otter')![1]!;
    await go(page, at.otter);
    await says(page, 'h1', 'Otter has passed 1 of');
    await page.click('nsp-teach-extensions .acts button');
    await page.waitFor('nsp-teach-extensions [name="due"]');
    await page.evaluate(() => { document.querySelector<HTMLSelectElement>('nsp-teach-extensions [name="module"]')!.value = 'load-balancing'; });
    await fill(page, 'nsp-teach-extensions [name="due"]', fieldText(Date.now() + 7 * DAY));
    await fill(page, 'nsp-teach-extensions [name="reason"]', 'Ill for a week.');
    await page.click('nsp-teach-extensions [type="submit"]');
    await says(page, '.t-exercises', 'extended');
    await otter!.reload();
    await says(otter!, '.class-app h1', '100 of');
    quiet();
  });

  it('has points by hand, with a reason that the learner reads', async () => {
    const page = teacher!;
    await go(page, `#/cohort/${at.cohort}`);
    await page.waitFor('.t-stuck a');
    await page.click('.t-stuck a');
    await says(page, 'h1', 'Heron is stuck on');
    at.heron = new URL(page.url()).hash.split('?')[0]!;
    await page.waitFor('nsp-teach-overrides [name="points"]');
    await fill(page, 'nsp-teach-overrides [name="points"]', '65');
    await fill(page, 'nsp-teach-overrides [name="why"]', 'Explained it at the board.');
    await page.click('nsp-teach-overrides [type="submit"]');
    await says(page, '.chosen', '65');
    await heron!.open(site.url('class/index.html'));
    await says(heron!, '.class-app', 'Explained it at the board.');
    await says(heron!, '.class-app h1', '65 of');
    quiet();
  });

  it('is graded again when the exercise has changed: who changes and why is seen before it counts', async () => {
    await site.stop();
    await site.start(laterEdition());
    const page = teacher!;
    await page.open(site.url(`teach/index.html#/cohort/${at.cohort}/regrades`));
    await page.waitFor('nsp-teach-regrades [name="exercise"]');
    await fill(page, 'nsp-teach-regrades [name="exercise"]', 'weights');
    await page.click('nsp-teach-regrades [type="submit"]');
    await page.waitUntil('the regrade to be done', () => [...document.querySelectorAll('button')].some((one) => one.textContent!.trim() === 'Commit the new grades'), null);
    const row = await page.evaluate(() => [...document.querySelectorAll('.t-table tbody tr')].find((one) => one.textContent!.includes('Otter'))!.textContent!.replace(/\s+/g, ' '));
    expect(row).toMatch(/100 passed.*50 not passed/);
    await otter!.reload();
    await says(otter!, '.class-app h1', '100 of');
    await page.click('nsp-for-good > .btn');
    await page.click('dialog [type="submit"]');
    await says(page, 'h1', 'Committed');
    await otter!.reload();
    await says(otter!, '.class-app h1', '50 of');
    await heron!.reload();
    await says(heron!, '.class-app h1', '65 of');
    quiet();
  });

  it('gives its grades and designs as files', async () => {
    const page = teacher!;
    await go(page, `#/cohort/${at.cohort}`);
    await page.waitFor('nsp-teach-roster nsp-file');
    const rows = (await saved(page, 'Grades as CSV')).trim().split('\r\n').map((line) => line.split(','));
    const column = rows[0]!.indexOf('weights');
    expect(rows.slice(1).map((row) => [row[0], row[column]])).toEqual([['Heron', '65'], ['Otter', '50']]);
    const designs = JSON.stringify(JSON.parse(await saved(page, 'All submissions as JSON')));
    for (const source of [PASSES, ...FAILS]) expect(designs).toContain(JSON.stringify(source));
    await go(page, at.heron);
    await page.waitFor('nsp-teach-person nsp-file');
    const kept = await saved(page, 'Everything as JSON');
    expect(kept).toContain('Explained it at the board.');
    expect(kept).not.toContain('Otter');
    quiet();
  });

  it('forgets a learner for good, and then itself', async () => {
    const page = teacher!;
    await press(page, 'Delete this learner for good', 'nsp-teach-person');
    await page.waitFor('dialog [name="typed"]');
    await fill(page, 'dialog[open] [name="typed"]', 'Heron');
    await page.click('dialog[open] [type="submit"]');
    await page.waitUntil('a roster without Heron', () => {
      const roster = document.querySelector('nsp-roster tbody');
      return roster !== null && !roster.textContent!.includes('Heron');
    }, null);
    await heron!.reload();
    await says(heron!, 'main', 'recovery code');
    await go(page, `#/cohort/${at.cohort}/log`);
    await page.waitFor('nsp-teach-log nsp-for-good > .btn');
    await page.click('nsp-teach-log nsp-for-good > .btn');
    await fill(page, 'dialog[open] [name="typed"]', COHORT);
    await page.click('dialog[open] [type="submit"]');
    await says(page, 'h1', 'No cohorts yet');
    await otter!.reload();
    await says(otter!, 'main', 'recovery code');
    // What was made here is still here: the class is gone, the work of a learner's own computer is not.
    await otter!.open(site.url('exercises/weights/index.html'));
    const workspace = new Workspace(otter!);
    await workspace.ready();
    expect(await workspace.text()).toBe(PASSES);
    quiet();
  });
});
