// An instructor in a real browser on a real class server: from the setup link to the deletion of a cohort.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { theCourse } from '../server/harness/class-server.ts';
import { AXE, axeViolations } from './harness/axe.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { ClassSite } from './harness/class-site.ts';
import type { BrowserPage } from './harness/page.ts';
import { openSite } from './harness/site.ts';
import { sidewaysScroll, WIDTHS } from './harness/widths.ts';

/** Longer than any limit on signing in lasts. */
const LIMIT_MS = 3_600_000;
const PASSWORD = 'otter bridge velvet 7 lamp';
const exercise = (id: string) => theCourse().modules.flatMap(({ lessons }) => lessons).flatMap(({ exercises }) => exercises).find((one) => one.id === id)!;
const FAILS = exercise('weights').starter;
const PASSES = FAILS.replace("new: { to: 'newApp' }", "new: { to: 'newApp', weight: 2 }");

/** Puts a value into a field as typing does. */
const fill = (page: BrowserPage, selector: string, value: string): Promise<void> => page.evaluate(({ to, text }) => {
  const field = document.querySelector<HTMLInputElement>(to)!;
  field.value = text;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}, { to: selector, text: value });
const waitForText = (page: BrowserPage, selector: string, text: string): Promise<unknown> => page.waitUntil(`"${text}" in ${selector}`, ({ where, what }) => [...document.querySelectorAll(where)].some((one) => one.textContent!.replace(/\s+/g, ' ').includes(what)), { where: selector, what: text });
const go = async (page: BrowserPage, hash: string, shown: string): Promise<void> => {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await page.waitFor(shown);
};
const signIn = async (page: BrowserPage, site: ClassSite): Promise<void> => {
  site.later(LIMIT_MS);
  await page.waitFor('nsp-teach-sign-in [name="login"]');
  await fill(page, 'nsp-teach-sign-in [name="login"]', 'm.huber');
  await fill(page, 'nsp-teach-sign-in [name="password"]', PASSWORD);
  await page.click('nsp-teach-sign-in [type="submit"]');
};
const hashOf = (page: BrowserPage): string => new URL(page.url()).hash;
/** What the button with this label saves as a file. */
const saved = (page: BrowserPage, label: string): Promise<{ name: string; text: string }> => page.evaluate(async (words) => {
  const [make, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  const file = new Promise<{ name: string; blob: Blob }>((resolve) => {
    let blob = new Blob();
    URL.createObjectURL = (one: Blob) => {
      blob = one;
      return make.call(URL, one);
    };
    HTMLAnchorElement.prototype.click = function saveNothing() { resolve({ name: this.download, blob }); };
  });
  [...document.querySelectorAll<HTMLElement>('nsp-file button')].find((one) => one.textContent!.trim() === words)!.click();
  const { name, blob } = await file;
  URL.createObjectURL = make;
  HTMLAnchorElement.prototype.click = click;
  return { name, text: await blob.text() };
}, label);
/** A request of the page itself, with its session; the status. */
const sent = (page: BrowserPage, method: string, path: string, body: object): Promise<number> => page.evaluate(async (ask) =>
  (await fetch(`../api/v1${ask.path}`, { method: ask.method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(ask.body) })).status, { method, path, body });

describeInBrowsers('the instructor\'s pages', (tabs) => {
  const site = new ClassSite();
  let code = '';
  let cohort = '';
  /** By pseudonym. */
  const recovery = new Map<string, string>();
  beforeAll(() => site.start());
  afterAll(() => site.end());

  /** A page of somebody who is signed in, at a place. */
  const at = (hash: string, shown: string, task: (page: BrowserPage) => Promise<void>, options: Parameters<typeof tabs.withPage>[0] = {}): Promise<void> => tabs.withPage(options, async (page) => {
    await page.addInitScript(AXE);
    await page.open(site.url(`teach/index.html${hash}`));
    await signIn(page, site);
    await page.waitFor(shown);
    await task(page);
  });

  it('sets up by the link, whose token leaves the address; a cohort is created once however often its button is pressed', () => tabs.withPage({}, async (page) => {
    await page.open(site.url(`teach/index.html#setup=${site.setup}`));
    await page.waitFor('[name="again"]');
    expect(page.url()).not.toContain(site.setup);
    await fill(page, '[name="login"]', 'm.huber');
    await fill(page, '[name="password"]', 'short');
    await page.click('[type="submit"]');
    await waitForText(page, '.t-problem', 'at least 12');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('password');
    for (const name of ['password', 'again']) await fill(page, `[name="${name}"]`, PASSWORD);
    await page.click('[type="submit"]');
    await waitForText(page, 'h1', 'No cohorts yet');
    await page.click('a[href="#/new"]');
    await page.waitFor('nsp-modules-form .t-means');
    await page.click('[type="submit"]');
    await waitForText(page, '.t-problem', 'A name is needed');
    await fill(page, '[name="name"]', 'Distributed systems');
    await page.evaluate(() => { for (let press = 0; press < 3; press += 1) document.querySelector<HTMLElement>('.t-new [type="submit"]')!.click(); });
    await page.waitFor('nsp-teach-joining [name="ends"]');
    cohort = hashOf(page).split('/')[2]!;
    await page.click('nsp-teach-joining [type="submit"]');
    await page.waitFor('.t-copy.large output');
    code = await page.text('.t-copy.large output');
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await page.reload();
    await page.waitFor('.t-copy.large output');
    expect(await page.text('.t-copy.large output')).toBe(code);
    await go(page, '#/', 'nsp-teach-cohorts .t-table');
    expect(await page.evaluate(() => document.querySelectorAll('.t-table tbody tr').length)).toBe(1);
    expect(page.seen.errors).toEqual([]);
    expect(page.seen.violations).toEqual([]);
  }));

  it('the roster shows who is stuck and is walked through with keys; going back leads to the same cell', async () => {
    const [ines, mei] = [await site.learner(code, 'Ines Duarte'), await site.learner(code, 'Mei Tanaka')];
    recovery.set('Ines Duarte', ines.recoveryCode);
    for (const more of ['', '// again', '// and again']) expect(await ines.hand('weights', FAILS + more, 2)).toBeLessThan(100);
    expect(await mei.hand('weights', PASSES)).toBe(100);
    await at(`#/cohort/${cohort}`, 'nsp-roster tbody', async (page) => {
      expect(await page.text('h1')).toMatch(/^One of 2 is stuck on /);
      expect(await page.text('.t-stuck li')).toContain('Ines Duarte');
      await page.evaluate(() => document.querySelector<HTMLElement>('nsp-roster tbody [tabindex="0"]')!.focus());
      const column = await page.evaluate((title) => [...document.querySelectorAll('nsp-roster .ex')].findIndex((one) => one.textContent!.trim() === title), exercise('weights').title.replaceAll('`', ''));
      for (let press = 0; press <= column; press += 1) await page.press('ArrowRight');
      expect(await page.text('.t-line')).toMatch(/^Ines Duarte, .*: stuck, \d+ points?, 3 designs handed in, 2 hints opened$/);
      await page.press('ArrowDown');
      expect(await page.text('.t-line')).toMatch(/^Mei Tanaka, .*: passed, 100 points/);
      // Sorted the other way round, and asked for again: the focus stays on its cell.
      await page.evaluate(() => document.querySelector<HTMLElement>('.t-sort')!.click());
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.waitUntil('the other order', () => document.querySelector('nsp-roster tbody a')!.textContent === 'Mei Tanaka', null);
      expect(await page.evaluate(() => document.activeElement!.getAttribute('data-key')!.endsWith(' weights'))).toBe(true);
      await page.press('Enter');
      await waitForText(page, 'h1', 'Mei Tanaka has passed 1 of');
      expect(await page.evaluate(() => document.activeElement!.localName)).toBe('h1');
      await page.evaluate(() => history.back());
      await page.waitFor('nsp-roster tbody');
      expect(await page.text('nsp-roster tbody a')).toBe('Mei Tanaka');
      expect(page.seen.errors).toEqual([]);
    });
  });

  it('a learner gets an extension and points by hand, loses them again, and a design shows its run', () => at(`#/cohort/${cohort}`, 'nsp-roster tbody', async (page) => {
    await page.click('.t-stuck a');
    await page.waitFor('nsp-teach-overrides');
    // One press from the roster to why: what does not hold, and what was measured.
    await waitForText(page, '.t-fails', 'Users are answered in time: ');
    await fill(page, '[name="points"]', '101');
    await page.click('nsp-teach-overrides [type="submit"]');
    await waitForText(page, '.t-problem', '0 to 100');
    await fill(page, '[name="points"]', '80');
    await page.click('nsp-teach-overrides [type="submit"]');
    await waitForText(page, '.t-problem', 'A reason is needed');
    await fill(page, '[name="why"]', 'Explained it at the board.');
    await page.evaluate(() => { for (let press = 0; press < 2; press += 1) document.querySelector<HTMLElement>('nsp-teach-overrides [type="submit"]')!.click(); });
    await waitForText(page, '.chosen', '80');
    // Said when the fields are emptied, which may be after the page has seen the points by asking.
    await waitForText(page, 'nsp-teach-overrides .t-said', ', 80 now.');
    expect(await page.evaluate(() => document.querySelectorAll('nsp-teach-overrides .t-given li').length)).toBe(1);
    await fill(page, '[name="why"]', 'Given to the wrong learner.');
    await page.click('nsp-teach-overrides .acts button[type="button"]');
    await waitForText(page, 'nsp-teach-overrides .t-given', 'Taken back');
    await page.click('nsp-teach-extensions .acts button');
    await page.waitFor('[name="due"]');
    await page.evaluate(() => { document.querySelector<HTMLSelectElement>('nsp-teach-extensions [name="module"]')!.value = 'load-balancing'; });
    await fill(page, '[name="due"]', `${new Date().getFullYear() + 1}-06-05T18:00`);
    await fill(page, '[name="reason"]', 'Ill until June.');
    await page.click('nsp-teach-extensions [type="submit"]');
    await waitForText(page, '.t-exercises', 'extended');
    await page.click('.t-designs a');
    await page.waitFor('.t-look .btn');
    expect(await page.evaluate(() => document.querySelector('.t-source')!.textContent!.trimEnd())).toContain('defineInfrastructure');
    await page.click('.t-look .btn');
    await page.waitFor('.t-look nsp-run nsp-scrubber');
    expect(await page.text('.t-look h2')).toMatch(/^Not proved yet/);
    await page.click('.t-look .why-where .lnk');
    await page.waitFor('.t-source .on');
    expect(page.seen.errors).toEqual([]);
    expect(page.seen.violations).toEqual([]);
  }));

  it('a new recovery code is asked about, shown once, and takes the place of the old one; everything about a learner is one file', async () => {
    const ines = recovery.get('Ines Duarte')!;
    await at(`#/cohort/${cohort}`, 'nsp-roster tbody', async (page) => {
      await page.click('.t-stuck a');
      await page.waitFor('nsp-teach-person nsp-for-good');
      const kept = await saved(page, 'Everything as JSON');
      expect(kept.name).toBe('ines-duarte-everything.json');
      for (const what of ['Explained it at the board.', 'Ill until June.', '// and again']) expect(kept.text).toContain(what);
      expect(kept.text).not.toContain('Mei Tanaka');
      await page.click('nsp-teach-person nsp-for-good > .btn');
      await waitForText(page, 'dialog', 'stops working at once');
      await page.click('dialog .acts [type="button"]');
      await page.waitUntil('the dialog to be gone', () => document.querySelector('dialog[open]') === null, null);
      expect(await page.evaluate(() => document.querySelector('nsp-teach-person output') === null)).toBe(true);
      await page.click('nsp-teach-person nsp-for-good > .btn');
      await page.click('dialog[open] [type="submit"]');
      await page.waitFor('nsp-teach-person output');
      const code = await page.text('nsp-teach-person output');
      expect(code).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
      const recovered = async (recoveryCode: string): Promise<number> => (await fetch(site.url('api/v1/recover'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ recoveryCode }) })).status;
      expect([await recovered(ines) < 400, await recovered(code)]).toEqual([false, 200]);
      await page.reload();
      await page.waitFor('nsp-teach-person nsp-for-good');
      expect(await page.evaluate(() => document.querySelector('nsp-teach-person output') === null)).toBe(true);
    });
  });

  it('a colleague comes in by an invitation, in a browser of their own, and may not delete the cohort or change its staff', () => at(`#/cohort/${cohort}/staff`, 'nsp-teach-staff td', async (page) => {
    await page.click('nsp-teach-staff section:last-child button');
    await page.waitFor('nsp-teach-staff output');
    const link = await page.text('nsp-teach-staff output');
    await tabs.withPage({}, async (other) => {
      await other.open(link);
      await waitForText(other, 'h1', 'You are invited');
      expect(other.url()).not.toContain('invitation=');
      await fill(other, '[name="login"]', 'b.okafor');
      for (const name of ['password', 'again']) await fill(other, `[name="${name}"]`, 'kettle moss 8 harbour raven');
      await other.click('[type="submit"]');
      await waitForText(other, '.t-table td', 'assistant');
      await go(other, `#/cohort/${cohort}/staff`, 'nsp-teach-staff td');
      expect(await other.evaluate(() => document.querySelectorAll('nsp-teach-staff form, nsp-teach-staff nsp-for-good').length)).toBe(0);
      await waitForText(other, 'nsp-teach-staff', 'Only an owner can change the staff');
      await go(other, `#/cohort/${cohort}/log`, 'nsp-teach-log td');
      expect(await other.evaluate(() => document.querySelectorAll('nsp-teach-log nsp-for-good').length)).toBe(0);
      expect(other.seen.errors).toEqual([]);
      // What the page does not offer the server does not do.
      expect([await sent(other, 'DELETE', `/cohorts/${cohort}`, { name: 'Distributed systems' }), await sent(other, 'POST', `/cohorts/${cohort}/staff`, { login: 'b.okafor', role: 'owner' })]).toEqual([403, 403]);
    });
    // A link works once.
    await tabs.withPage({}, async (late) => {
      await late.open(link);
      await late.waitFor('[name="again"]');
      await fill(late, '[name="login"]', 'c.late');
      for (const name of ['password', 'again']) await fill(late, `[name="${name}"]`, 'kettle moss 8 harbour raven');
      await late.click('[type="submit"]');
      await late.waitFor('.t-problem');
    });
    await page.reload();
    await waitForText(page, 'nsp-teach-staff td', 'assistant');
  }));

  it('axe finds nothing on any page in either theme, and nothing sticks out at any width', async () => {
    const places: [string, string][] = [['', 'nsp-roster tbody'], ['/joining', '.t-joining'], ['/modules', '.t-means'], ['/regrades', '[name="exercise"]'], ['/staff', 'nsp-teach-staff td'], ['/log', 'nsp-teach-log td']];
    for (const theme of tabs.name === 'chromium' ? (['light', 'dark'] as const) : (['light'] as const)) {
      await at(`#/cohort/${cohort}`, 'nsp-roster tbody', async (page) => {
        const learner = await page.evaluate(() => document.querySelector<HTMLAnchorElement>('.t-stuck a')!.hash);
        const found: string[] = [];
        for (const [hash, shown] of [...places.map(([part, selector]): [string, string] => [`#/cohort/${cohort}${part}`, selector]), [learner, '.t-designs a'] as const, ['#/', 'nsp-teach-cohorts .t-table'] as const, ['#/new', '.t-means'] as const, ['#/account', '[name="old"]'] as const]) {
          await go(page, hash, shown);
          for (const one of await axeViolations(page)) found.push(`${hash}: ${one}`);
          if (theme === 'light') for (const width of WIDTHS) for (const one of await sidewaysScroll(page, width)) found.push(`${hash}: ${one}`);
        }
        await go(page, learner, '.t-designs a');
        await page.click('.t-designs a');
        await page.waitFor('.t-look .btn');
        await page.click('.t-look .btn');
        await page.waitFor('.t-look nsp-run nsp-scrubber');
        found.push(...(await axeViolations(page)));
        if (theme === 'light') for (const width of WIDTHS) found.push(...(await sidewaysScroll(page, width)));
        expect(found).toEqual([]);
      }, { theme });
    }
  });

  it('a session that ended asks for signing in and keeps what was typed; a server that is away is told and asked again', () => at(`#/cohort/${cohort}/modules`, '[name="name"]', async (page) => {
    await fill(page, 'nsp-teach-modules [name="name"]', 'Distributed systems, typed');
    await page.evaluate(() => fetch('../api/v1/sign-out-everywhere', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then(() => undefined));
    await page.click('nsp-teach-modules [type="submit"]');
    await waitForText(page, 'h1', 'Sign in again');
    await signIn(page, site);
    await page.waitUntil('the page as it was', () => document.querySelector('nsp-teach-sign-in') === null, null);
    expect(hashOf(page)).toBe(`#/cohort/${cohort}/modules`);
    expect(await page.evaluate(() => document.querySelector<HTMLInputElement>('nsp-teach-modules [name="name"]')!.value)).toBe('Distributed systems, typed');
    await page.click('nsp-teach-modules [type="submit"]');
    await waitForText(page, '.t-said', 'The changes are saved');
    // The page asks for the new name by itself, after it has said so.
    await waitForText(page, '.t-head', 'Distributed systems, typed');
    await site.stop();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await waitForText(page, '.t-trouble', 'cannot be reached');
    expect(await page.text('.t-head')).toContain('Distributed systems, typed');
    await site.start();
    await page.waitUntil('the server to be back', () => document.querySelector('.t-trouble') === null, null);
  }));

  it('grades again and commits, gives the grades as a file, and deletes for good what is named', () => at(`#/cohort/${cohort}/regrades`, '[name="exercise"]', async (page) => {
    await page.click('nsp-teach-regrades [type="submit"]');
    await waitForText(page, 'h1', 'No grade changes');
    await page.reload();
    await waitForText(page, 'h1', 'No grade changes');
    await page.click('nsp-for-good > .btn');
    await page.click('dialog [type="submit"]');
    await waitForText(page, 'h1', 'Committed');
    await go(page, `#/cohort/${cohort}`, 'nsp-teach-roster nsp-file');
    const csv = await saved(page, 'Grades as CSV');
    expect(csv.name).toBe('distributed-systems-typed-grades.csv');
    expect(csv.text.split('\r\n').filter((line) => /^"?(Ines Duarte|Mei Tanaka)/.test(line))).toHaveLength(2);
    const long = (await saved(page, 'One line for each exercise as CSV')).text.trim().split('\r\n').map((line) => line.split(','));
    expect(long[0]).toEqual(expect.arrayContaining(['pseudonym', 'exercise', 'points', 'status', 'tries', 'hints']));
    const line = (pseudonym: string) => Object.fromEntries(long.find((row) => row[0] === pseudonym && row[long[0]!.indexOf('exercise')] === 'weights')!.map((value, at) => [long[0]![at]!, value]));
    expect([line('Ines Duarte'), line('Mei Tanaka')]).toMatchObject([{ status: 'failed', tries: '3', hints: '2' }, { status: 'passed', points: '100', tries: '1' }]);
    const { submissions } = JSON.parse((await saved(page, 'All submissions as JSON')).text) as { submissions: { pseudonym: string; source: string }[] };
    expect(submissions.map(({ pseudonym }) => pseudonym).sort()).toEqual(['Ines Duarte', 'Ines Duarte', 'Ines Duarte', 'Mei Tanaka']);
    expect(submissions.map(({ source }) => source)).toContain(PASSES);
    await go(page, `#/cohort/${cohort}/log`, 'nsp-teach-log .t-table');
    await waitForText(page, 'nsp-teach-log', 'regrade committed');
    await page.click('nsp-for-good > .btn');
    await fill(page, '[name="typed"]', 'something else');
    await page.click('dialog [type="submit"]');
    await waitForText(page, 'dialog .t-problem', 'That is not');
    await fill(page, '[name="typed"]', 'Distributed systems, typed');
    await page.click('dialog [type="submit"]');
    await waitForText(page, 'h1', 'No cohorts yet');
    expect(page.seen.errors).toEqual([]);
  }));

  it('without a class server says how to start one, and asks nobody anything', async () => {
    const alone = await openSite('http');
    try {
      await tabs.withPage({}, async (page) => {
        await page.open(alone.url('teach/index.html'));
        expect(await page.text('nsp-teach')).toContain('npm run cohort');
        expect(page.seen.requests.filter(({ url }) => url.includes('/api/'))).toEqual([]);
      });
    } finally {
      await alone.close();
    }
  });
});
