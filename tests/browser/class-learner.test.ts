// A learner of a class, in real browsers, at a real class server: comes in, works, is cut off, comes back, goes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AXE, axeViolations } from './harness/axe.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { openClass, type BrowserClass } from './harness/class-server.ts';
import { stopOf, tabTo } from './harness/keyboard.ts';
import type { BrowserPage } from './harness/page.ts';
import { openSite } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

const DAY = 86_400_000;
const FIX = { old: "new: { to: 'newApp' }", fixed: "new: { to: 'newApp', weight: 2 }" };
/** In the page: the class server cannot be reached while `nspCut` is set, though the page stands. */
const CUTTABLE = `(() => { const ask = self.fetch.bind(self); self.fetch = (...given) => (sessionStorage.getItem('cut') === null ? ask(...given) : Promise.reject(new TypeError('cut off'))); })();`;

interface Submissions { submissions: { id: string; exercise: string; pseudonym: string; state: string }[] }

const cut = (page: BrowserPage): Promise<void> => page.evaluate(() => sessionStorage.setItem('cut', ''));
const mend = (page: BrowserPage): Promise<void> => page.evaluate(() => {
  sessionStorage.removeItem('cut');
  dispatchEvent(new Event('online'));
});
const fill = (page: BrowserPage, selector: string, value: string): Promise<void> => page.evaluate(([at, text]) => {
  const field = document.querySelector<HTMLInputElement>(at!)!;
  field.value = text!;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}, [selector, value]);
const says = (page: BrowserPage, selector: string, words: string): Promise<unknown> => page.waitUntil(`"${words}" in ${selector}`, ([at, wanted]) => [...document.querySelectorAll(at!)].some((one) => one.textContent!.replace(/\s+/g, ' ').includes(wanted!)), [selector, words]);
const focused = (page: BrowserPage): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
const failures = ({ errors, violations }: BrowserPage['seen']): string[] => [...errors.filter((line) => !/Failed to load|CONNECTION_REFUSED|NetworkError|status of 4|cut off/i.test(line)), ...violations];

/** Joins by the form, writes the code down, and gives it. */
async function join(page: BrowserPage, group: BrowserClass, name: string): Promise<string> {
  await page.open(group.url(`join/index.html#code=${group.code}`));
  await page.waitFor('#pseudonym');
  await fill(page, '#pseudonym', name);
  await page.click('.ways form:first-child [type="submit"]');
  await page.waitFor('.big-code');
  const code = await page.text('.big-code');
  await page.click('#kept');
  await page.click('.onward [type="submit"]');
  await page.waitFor('.grades');
  return code;
}

async function openExercise(page: BrowserPage, group: BrowserClass): Promise<Workspace> {
  await page.open(group.url('exercises/weights/index.html'));
  const workspace = new Workspace(page);
  await workspace.ready();
  await page.waitFor('.ws-hand');
  return workspace;
}

const received = async (group: BrowserClass, name: string): Promise<Submissions['submissions']> => (await group.teach<Submissions>('GET', `/cohorts/${group.cohort}/submissions?limit=100`)).submissions.filter(({ pseudonym }) => pseudonym === name);

describeInBrowsers('a learner of a class', (tabs) => {
  let group: BrowserClass;
  beforeEach(async () => {
    group = await openClass({ modules: [{ module: 'load-balancing', opensMs: null, dueMs: Date.now() + 2.5 * DAY, lateMs: 3 * DAY, latePct: 50 }] });
  }, 60_000);
  afterEach(() => group.end());

  it('joins, is told what is wrong beside the field, and cannot go on without the recovery code', () => tabs.withPage({}, async (page) => {
    await page.open(group.url('join/index.html'));
    await page.waitFor('#code');
    await page.click('.ways form:first-child [type="submit"]');
    await says(page, '#code-error', 'Type the code of your class.');
    expect(await focused(page)).toBe('code');
    await fill(page, '#code', 'zzzz-zzzz');
    await page.click('.ways form:first-child [type="submit"]');
    await says(page, '#code-error', 'No class has this code.');
    await fill(page, '#code', group.code.toLowerCase().replace('-', ' '));
    await fill(page, '#pseudonym', 'ada@example.org');
    await page.click('.ways form:first-child [type="submit"]');
    await says(page, '#pseudonym-error', 'no e-mail is asked for');
    expect(await focused(page)).toBe('pseudonym');
    expect(await page.evaluate(() => document.querySelector('#code')!.getAttribute('aria-invalid'))).toBeNull();
    await fill(page, '#pseudonym', 'First Finch');
    await page.click('.ways form:first-child [type="submit"]');
    await page.waitFor('.big-code');
    expect(await page.text('.big-code')).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    await page.click('.onward [type="submit"]');
    await says(page, '#kept-error', 'It is not shown again.');
    expect(await focused(page)).toBe('kept');
    await page.click('#kept');
    await page.click('.onward [type="submit"]');
    await page.waitFor('.grades');
    await says(page, '.class-app .lead', 'You are First Finch');
    await says(page, '.rule', 'then credit falls to 50 % within 3 days.');
    await says(page, '.menu', 'Class');
    await page.open(group.url('index.html'));
    await says(page, '.acts', 'Runs that you finish are handed in to your class.');
    await says(page, '.foot', 'Runs that you finish are handed in to your class.');
    expect(await page.text('main')).not.toContain('stays in this browser');
    expect(failures(page.seen)).toEqual([]);
  }));

  it('runs, and sees the run saved, received and graded', () => tabs.withPage({}, async (page) => {
    await join(page, group, 'Run Heron');
    const workspace = await openExercise(page, group);
    await says(page, '.ws-due', 'Due in 2 days');
    await says(page, '.ws-hand', 'Every run that you finish is handed in by itself.');
    await workspace.run();
    await says(page, '.ws-hand', 'Saved on this computer');
    await says(page, '.ws-hand', 'Received by the server');
    await says(page, '.ws-hand', 'Graded ');
    expect(await page.text('.ws-hand')).toContain('0 of 2 checks, 0 points');
    await says(page, '[data-handed-in]', 'Graded ');
    await workspace.put((await workspace.text()).replace(FIX.old, FIX.fixed));
    expect((await workspace.run()).word).toBe('Proved');
    await says(page, '.ws-hand', '2 of 2 checks, 100 points');
    await page.open(group.url('class/index.html'));
    await says(page, '.class-app h1', '1 of 1 exercises passed, 100 of 100 points');
    expect((await received(group, 'Run Heron')).map(({ state }) => state)).toEqual(['graded', 'graded']);
    expect(failures(page.seen)).toEqual([]);
  }));

  it('goes by the clock of the server, however wrong the one of the computer is', () => tabs.withPage({}, async (page) => {
    await page.addInitScript(`(() => { const now = Date.now; Date.now = () => now() + 30 * ${DAY}; })();`);
    await join(page, group, 'Clock Crane');
    await says(page, '.rule', 'Open until ');
    const workspace = await openExercise(page, group);
    await says(page, '.ws-due', 'Due in 2 days');
    await workspace.run();
    // Today: without a day.
    await page.waitUntil('times of today', () => /Saved on this computer \d\d:\d\d.*Received by the server \d\d:\d\d/s.test(document.querySelector('.ws-hand')!.textContent!), null);
    expect(failures(page.seen)).toEqual([]);
  }));

  it('hands a finished run in though the page cannot show it', () => tabs.withPage({}, async (page) => {
    await page.addInitScript(`(() => { const append = Element.prototype.append; Element.prototype.append = function (...given) {
      for (const one of given) if (one instanceof HTMLScriptElement) one.src = one.src.replace('proof.js', 'gone.js');
      return append.apply(this, given);
    }; })();`);
    await join(page, group, 'Proofless Wren');
    const workspace = await openExercise(page, group);
    await workspace.put((await workspace.text()).replace(FIX.old, FIX.fixed));
    await workspace.predict();
    await page.click('.ws-run [data-act="run"]');
    await says(page, 'nsp-workspace', 'scripts/proof.js could not be loaded');
    await says(page, '.ws-hand', '2 of 2 checks, 100 points');
    expect((await received(group, 'Proofless Wren')).map(({ state }) => state)).toEqual(['graded']);
  }));

  it('works on while it is cut off, and hands in when it is back, also after a reload and from another tab', () => tabs.withPage({}, async (page) => {
    await page.addInitScript(CUTTABLE);
    await join(page, group, 'Cut Otter');
    const workspace = await openExercise(page, group);
    await cut(page);
    await workspace.run();
    await says(page, '.ws-hand', 'Not received by the server yet');
    await says(page, '.ws-hand', 'The class server cannot be reached from this computer. It is sent again by itself.');
    await page.reload();
    await new Workspace(page).ready();
    await says(page, '.ws-hand', 'Not received by the server yet');
    expect(await received(group, 'Cut Otter')).toEqual([]);
    await mend(page);
    await says(page, '.ws-hand', 'Graded ');
    await cut(page);
    await new Workspace(page).run();
    await says(page, '.ws-hand', 'Not received by the server yet');
    await tabs.withPage({ beside: page }, async (second) => {
      await second.open(group.url('class/index.html'));
      await expect.poll(async () => (await received(group, 'Cut Otter')).length, { timeout: 30_000 }).toBe(2);
      // The first tab hears of it though it is cut off itself.
      await says(page, '.ws-hand', 'Received by the server');
      await mend(page);
      await says(page, '.ws-hand', 'Graded ');
      await says(second, '.class-app .lead', 'You are Cut Otter');
    });
    expect((await received(group, 'Cut Otter')).length).toBe(2);
  }));

  it('goes on by itself when the server was stopped and is there again', () => tabs.withPage({}, async (page) => {
    await join(page, group, 'Stop Robin');
    const workspace = await openExercise(page, group);
    await workspace.run();
    await says(page, '.ws-hand', 'Graded ');
    await workspace.put(`${await workspace.text()}\n// again`);
    await group.stop();
    await workspace.run();
    await says(page, '.ws-hand', 'Not received by the server yet');
    await says(page, '.ws-hand', 'It is sent again by itself.');
    // The workers of the second and third run, and of the fault matrix, come from what the browser keeps.
    await workspace.put((await workspace.text()).replace(FIX.old, FIX.fixed));
    for (const time of ['second', 'third']) expect((await workspace.run()).word, time).toBe('Proved');
    await page.waitUntil('the fault matrix', () => document.querySelector('.mx')?.getAttribute('aria-busy') === 'false', null);
    await group.start();
    // Sent again by itself in this very moment, it leaves no button to press.
    await page.evaluate(() => document.querySelector<HTMLElement>('.ws-hand button')?.click());
    await says(page, '.ws-hand', 'Graded ');
    await expect.poll(async () => (await received(group, 'Stop Robin')).length, { timeout: 30_000 }).toBe(4);
  }));

  it('comes back on another computer: designs become drafts, or lie beside one', () => tabs.withPage({}, async (home) => {
    const code = await join(home, group, 'Two Places');
    const workspace = await openExercise(home, group);
    await workspace.put((await workspace.text()).replace(FIX.old, FIX.fixed));
    await workspace.run();
    await says(home, '.ws-hand', 'Graded ');
    const recover = async (page: BrowserPage): Promise<void> => {
      await page.open(group.url('join/index.html'));
      await page.waitFor('#recovery');
      await fill(page, '#recovery', code.toLowerCase().replaceAll('-', ' '));
      await page.click('.ways form:nth-child(2) [type="submit"]');
      await says(page, '.class-app h1', 'You are back, Two Places');
    };
    await tabs.withPage({}, async (page) => {
      await recover(page);
      await says(page, '.class-app', 'Your newest design of one exercise is here now.');
      expect(await (await openExercise(page, group)).text()).toContain('weight: 2');
    });
    await tabs.withPage({}, async (page) => {
      const other = await openExercise(page, group);
      await other.put(`${await other.text()}\n// mine`);
      await other.saved();
      await recover(page);
      await says(page, '.class-app', 'it stays, and the design that you handed in lies beside it');
      expect(await (await openExercise(page, group)).text()).toContain('// mine');
      await page.click('#tab-class');
      await says(page, '#leaf-class', 'weight: 2');
    });
  }));

  it('never hands in for whoever comes next on the same computer', () => tabs.withPage({}, async (page) => {
    await page.addInitScript(CUTTABLE);
    const code = await join(page, group, 'Early Bird');
    const workspace = await openExercise(page, group);
    await cut(page);
    await workspace.run();
    await says(page, '.ws-hand', 'Not received by the server yet');
    await page.open(group.url('join/index.html'));
    // Somebody else comes in, on this computer, in another tab: this one must not go on with the new session.
    await tabs.withPage({ beside: page }, async (next) => {
      await next.addInitScript(`localStorage.setItem('no-single-point/theme', 'light')`);
      // A page that never was in anybody's name but the newcomer's.
      await next.open(group.url('404.html'));
      await next.evaluate(() => fetch('/api/v1/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then(() => localStorage.removeItem('no-single-point/class:me')));
      await join(next, group, 'Late Bird');
      await says(next, '.going', 'One run of another learner waits in this browser');
      await mend(page);
      await openExercise(next, group);
      expect(await received(group, 'Late Bird')).toEqual([]);
    });
    await page.open(group.url('join/index.html'));
    await page.waitFor('#recovery');
    // The note comes with the server's answer and moves the forms.
    await says(page, '.note', 'as Late Bird');
    await fill(page, '#recovery', code);
    await page.click('.ways form:nth-child(2) [type="submit"]');
    await says(page, '.class-app h1', 'You are back, Early Bird');
    await expect.poll(async () => (await received(group, 'Early Bird')).length, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(await received(group, 'Late Bird')).toEqual([]);
  }));

  it('hands in work from before joining, after it was shown', () => tabs.withPage({}, async (page) => {
    const workspace = await openExercise(page, group);
    await says(page, '.ws-hand', 'You are not in a class, so your runs stay on this computer.');
    await workspace.put((await workspace.text()).replace(FIX.old, FIX.fixed));
    await workspace.run();
    await join(page, group, 'Before Ibis');
    expect(await received(group, 'Before Ibis')).toEqual([]);
    await page.click('section[aria-labelledby="earlier"] .acts .btn');
    await says(page, '.offered', 'One strong server, one weak');
    await page.click('.offered .btn.p');
    await says(page, '.grades', 'passed');
    expect((await received(group, 'Before Ibis')).length).toBe(1);
    await page.click('section[aria-labelledby="earlier"] .acts .btn');
    await says(page, '.said', 'This browser has no design that you have not handed in.');
  }));

  it('goes: signs out and takes the work along, or is deleted for good', () => tabs.withPage({}, async (page) => {
    const code = await join(page, group, 'Leaving Lynx');
    const workspace = await openExercise(page, group);
    await workspace.run();
    await says(page, '.ws-hand', 'Graded ');
    await page.open(group.url('class/index.html'));
    await page.waitFor('.grades');
    await page.click('section[aria-labelledby="leave"] .btn');
    await page.click('#remove-sign-out');
    await page.click('#ask-sign-out .btn.p');
    await page.waitFor('#recovery');
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /draft|result|outbox|class:me/.test(key)))).toEqual([]);
    await fill(page, '#recovery', code);
    await page.click('.ways form:nth-child(2) [type="submit"]');
    await says(page, '.class-app h1', 'You are back');
    await page.open(group.url('class/index.html'));
    await page.waitFor('.grades');
    await page.click('section[aria-labelledby="delete"] .btn');
    await fill(page, '#typed', 'Somebody else');
    await page.click('#ask-delete .danger');
    await says(page, '#typed-error', 'This is not your name in the class.');
    expect(await focused(page)).toBe('typed');
    await fill(page, '#typed', 'Leaving Lynx');
    await page.click('#ask-delete .danger');
    await page.waitFor('#recovery');
    expect(await received(group, 'Leaving Lynx')).toEqual([]);
    await fill(page, '#recovery', code);
    await page.click('.ways form:nth-child(2) [type="submit"]');
    await says(page, '#recovery-error', 'Nobody has this recovery code.');
  }));

  it('does all of it with the keyboard alone', () => tabs.withPage({}, async (page) => {
    await page.open(group.url(`join/index.html#code=${group.code}`));
    await page.waitFor('#code');
    await tabTo(page, 'the button that joins', ({ text }) => text === 'Join the class');
    await page.press('Enter');
    await page.waitFor('.big-code');
    await tabTo(page, 'the box', ({ kind }) => kind === 'input-checkbox');
    await page.type(' ');
    await tabTo(page, 'the way on', ({ text }) => text === 'Go to your class');
    await page.press('Enter');
    await page.waitFor('.grades');
    await tabTo(page, 'sign out', ({ text }) => text === 'Sign out');
    expect((await stopOf(page)).isUnmarked).toBe(false);
    await page.press('Enter');
    await page.waitFor('#ask-sign-out');
    await page.press('Escape');
    expect((await stopOf(page)).text).toBe('Sign out');
  }));

  for (const theme of ['light', 'dark'] as const) {
    it(`axe finds nothing, ${theme}`, () => tabs.withPage({ theme }, async (page) => {
      await page.addInitScript(AXE);
      await page.open(group.url(`join/index.html#code=${group.code}`));
      await page.waitFor('#code');
      expect(await axeViolations(page)).toEqual([]);
      await fill(page, '#pseudonym', '@');
      await page.click('.ways form:first-child [type="submit"]');
      await says(page, '#pseudonym-error', 'no e-mail');
      expect(await axeViolations(page)).toEqual([]);
      await fill(page, '#pseudonym', `Axe ${theme}`);
      await page.click('.ways form:first-child [type="submit"]');
      await page.waitFor('.big-code');
      expect(await axeViolations(page)).toEqual([]);
      await page.click('#kept');
      await page.click('.onward [type="submit"]');
      await page.waitFor('.grades');
      expect(await axeViolations(page)).toEqual([]);
      const workspace = await openExercise(page, group);
      await workspace.run();
      await says(page, '.ws-hand', 'Graded ');
      expect(await axeViolations(page)).toEqual([]);
      await page.open(group.url('class/index.html'));
      await page.waitFor('.grades');
      await page.click('section[aria-labelledby="delete"] .btn');
      expect(await axeViolations(page)).toEqual([]);
    }));
  }
});

describeInBrowsers('a class in exam mode, without TLS, late', (tabs) => {
  let group: BrowserClass;
  beforeEach(async () => {
    group = await openClass({ exam: true, isInsecureLan: true, modules: [{ module: 'load-balancing', opensMs: null, dueMs: Date.now() - DAY, lateMs: 2 * DAY, latePct: 50 }] });
  }, 60_000);
  afterEach(() => group.end());

  it('warns of readers, has no hints and no solutions, and says what a late run counts', () => tabs.withPage({}, async (page) => {
    await join(page, group, 'Exam Owl');
    await says(page, '.insecure', 'Not encrypted: others on this network can read passwords, codes and work.');
    await says(page, '.class-app .lead', 'exam mode');
    const workspace = await openExercise(page, group);
    await says(page, '.ws-due', 'Late: 7');
    await says(page, 'nsp-hints', 'Your class works in exam mode: there are no hints.');
    await workspace.put((await workspace.text()).replace(FIX.old, FIX.fixed));
    await workspace.run();
    await says(page, '.ws-hand', '2 of 2 checks, 100 points');
    await says(page, '.ws-hand', '% credit by its date: 7');
    await says(page, 'nsp-solutions', 'Your class works in exam mode: there are no solutions.');
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    expect(failures(page.seen)).toEqual([]);
  }));
});

describe('without a class server', () => {
  describeInBrowsers('join/ and class/', (tabs) => {
    it.each(['join', 'class'])('%s/ says what it is for, and asks nobody anything', (path) => tabs.withPage({}, async (page) => {
      const site = await openSite('http');
      try {
        await page.open(site.url(`${path}/index.html`));
        await says(page, '.alone', 'An instructor starts a class server with npm run cohort');
        expect(await page.evaluate(() => getComputedStyle(document.querySelector('.alone')!).visibility)).toBe('visible');
        expect(await page.text('.menu')).not.toContain('lass');
        expect(page.seen.requests.map(({ url }) => new URL(url).pathname).filter((asked) => /api|class\.js|class-pages/.test(asked))).toEqual([]);
      } finally {
        await site.close();
      }
    }));
  });
});
