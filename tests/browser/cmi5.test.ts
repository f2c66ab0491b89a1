// A cmi5 package as it is exported, inside a learning system that another hand wrote from the specifications alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowsers } from './harness/browsers.ts';
import { LEARNER, openCmi5, type Cmi5Site } from './harness/cmi5-site.ts';
import { PAGE_LIMIT_MS, type BrowserPage } from './harness/page.ts';
import { goToFile } from './harness/navigate.ts';
import { readToEnd } from './harness/reading.ts';
import { builtExercise } from './harness/submissions.ts';
import { exported } from './harness/unzipped.ts';
import { openFromLesson, Workspace } from './harness/workspace.ts';

const EXERCISE = 'weights';
const STARTER = builtExercise(EXERCISE).starter;
const FIXED = STARTER.replace("new: { to: 'newApp' }", "new: { to: 'newApp', weight: 2 }");

let zip: Buffer;
beforeAll(async () => {
  const { out, remove } = await exported(['--lessons', 'round-robin-and-weights', '--lms', 'cmi5']);
  zip = readFileSync(join(out, 'no-single-point-round-robin-and-weights-cmi5.zip'));
  remove();
}, 4 * PAGE_LIMIT_MS);

/** Waits until the line above the course says this. */
const says = (launch: BrowserPage, words: string): Promise<unknown> => launch.waitUntil(`the line to say "${words}"`, (wanted) => document.querySelector('.pk-line')?.textContent?.includes(wanted), words);
const courseOf = (page: BrowserPage): BrowserPage => page.inFrame('.pk-course');
const requestsOf = (site: Cmi5Site, resource: string, method: string): number => site.system.requests.filter((one) => one.resource === resource && one.method === method).length;

/** Goes to the exercise, from wherever the launch has brought the learner. */
async function toExercise(page: BrowserPage): Promise<Workspace> {
  await goToFile(courseOf(page), `exercises/${EXERCISE}/index.html`);
  const workspace = new Workspace(courseOf(page));
  await workspace.ready();
  return workspace;
}

describeInBrowsers('a cmi5 package', ({ withPage }) => {
  const sites: Cmi5Site[] = [];
  const opened = async (): Promise<Cmi5Site> => {
    sites.push(await openCmi5(zip));
    return sites.at(-1)!;
  };
  afterAll(async () => {
    for (const site of sites) await site.close();
  });

  it('work, a record store that fails and comes back, a pass, the same at another computer, left in mid-commit, loaded again', async () => {
    const site = await opened();
    const { system } = site;
    const arrived = (...verbs: string[]): Promise<void> => system.until(() => site.verbs().join() === verbs.join(), verbs.join());
    await withPage({}, async (page) => {
      await page.open(await site.launch());
      await arrived('initialized');
      await readToEnd(courseOf(page));
      await openFromLesson(courseOf(page), EXERCISE);
      const workspace = new Workspace(courseOf(page));
      await workspace.ready();
      expect((await workspace.run()).word).toBe('Not proved');
      await says(page, 'Kept in the learning system');
      // A first visit asks for a state that is not there yet.
      expect([...page.seen.errors, ...page.seen.violations].filter((line) => !/404 .*stateId=no-single-point/.test(line))).toEqual([]);

      site.failing = true;
      expect((await workspace.run()).word).toBe('Not proved');
      await says(page, 'Not stored in the learning system: The learning system cannot answer about your work at the moment (503');
      // Asked to try again while it still fails: when it does not, the page may be quicker than the click.
      const tries = requestsOf(site, 'statements', 'POST') + requestsOf(site, 'state', 'PUT');
      await page.click('.pk-line button');
      await expect.poll(() => requestsOf(site, 'statements', 'POST') + requestsOf(site, 'state', 'PUT'), { timeout: PAGE_LIMIT_MS, message: 'another try' }).toBeGreaterThan(tries);
      site.failing = false;
      await says(page, 'Kept in the learning system');

      // Left in mid-commit: what is on its way arrives, what was not said yet follows, and terminated is the last.
      const held = system.fail({ kind: 'hold', on: 'statements' });
      await workspace.put(FIXED);
      expect((await workspace.run()).word).toBe('Proved');
      await expect.poll(() => held.hits(), { timeout: PAGE_LIMIT_MS, message: 'a commit' }).toBe(1);
      const stored = requestsOf(site, 'state', 'PUT');
      await page.open('about:blank');
      await expect.poll(() => [held.hits(), requestsOf(site, 'state', 'PUT') > stored], { timeout: PAGE_LIMIT_MS, message: 'what a page that goes sends' }).toEqual([2, true]);
      held.stop();
      await arrived('initialized', 'passed', 'completed', 'terminated');
      expect(system.isSatisfied(LEARNER)).toBe(true);
    });

    await withPage({}, async (page) => {
      await page.open(await site.launch());
      const workspace = await toExercise(page);
      expect(await workspace.text()).toBe(FIXED);
      await says(page, 'Kept in the learning system');
      await workspace.put(STARTER);
      await workspace.saved();
      await page.reload();
      await says(page, 'The session ended when this page was left or loaded again. Close this window');
      expect(await (await toExercise(page)).text()).toBe(STARTER);
    });
    await arrived('initialized', 'passed', 'completed', 'terminated', 'initialized', 'terminated');
    expect(system.violations.map(({ section, message }) => `${section} ${message}`)).toEqual([]);
  });

  it('for looking only; the way back; a token that expires; a launch that was used; no learning system', async () => {
    const site = await opened();
    const { system } = site;
    await withPage({}, async (page) => {
      const address = await site.launch('Browse');
      await page.open(address);
      await says(page, 'Only for looking');
      await readToEnd(courseOf(page));
      await page.click('.pk-back');
      await page.waitUntil('the page of the learning system', () => document.querySelector('h1')?.textContent === 'Back in the learning system', null);
      await system.until(() => site.verbs().join() === 'initialized,terminated', 'terminated');
      expect(system.returns(LEARNER)).toBe(1);
      expect(system.stateDocuments(LEARNER).has('no-single-point')).toBe(false);

      await page.open(await site.launch());
      await says(page, 'Kept in the learning system');
      const keptNow = (): string => (JSON.parse(system.stateDocuments(LEARNER).get('no-single-point')!.content.toString()) as { state: string }).state;
      const before = keptNow();
      system.expireToken(LEARNER);
      await (await toExercise(page)).run();
      await says(page, 'The learning system no longer accepts this session (401');
      await page.open(await site.launch());
      await says(page, 'Kept in the learning system');
      expect(keptNow().length, 'the run of the session before').toBeGreaterThan(before.length);
      // A page of the system's own: what is sent before it arrives before it.
      await page.open(new URL('/returned', system.addresses.content).href);
      await system.until(() => site.verbs().at(-1) === 'terminated', 'terminated');
      expect(system.violations).toEqual([]);
    });
    await withPage({}, async (page) => {
      const used = await site.launch();
      await fetch(new URL(used).searchParams.get('fetch')!, { method: 'POST' });
      await page.open(used);
      await says(page, 'No learning system: This launch was used before, or is over (error 1');
      await courseOf(page).waitFor('.prose');
      await page.open(`${system.addresses.content}launch.html`);
      await says(page, 'No learning system opened this page');
    });
  });
});
