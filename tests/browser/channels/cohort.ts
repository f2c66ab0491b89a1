// A class server: every run is handed in, and graded there.
import { expect } from 'vitest';
import { openClass } from '../harness/class-server.ts';
import type { BrowserPage } from '../harness/page.ts';
import type { Channel } from './channel.ts';

interface Submissions { submissions: { pseudonym: string; exercise: string; state: string; grade: { status: string; points: number } | null }[] }

const NAME = 'Night Heron';

/** A class with one learner. */
export const cohort: Channel = {
  name: 'cohort',
  isKeptElsewhere: false,
  async open() {
    const group = await openClass({ modules: [{ module: 'load-balancing', opensMs: null, dueMs: null, lateMs: 0, latePct: 0 }] });
    const join = async (page: BrowserPage): Promise<void> => {
      await page.open(group.url(`join/index.html#code=${group.code}`));
      await page.waitFor('#pseudonym');
      await page.click('#pseudonym');
      // A name is offered already.
      await page.press('Control+a');
      await page.type(NAME);
      await page.click('.ways form:first-child [type="submit"]');
      await page.waitFor('.big-code');
      await page.click('#kept');
      await page.click('.onward [type="submit"]');
      await page.waitFor('.grades');
    };
    return {
      async enter(browser, visit) {
        const page = await browser.newPage();
        if (visit === 'first') await join(page);
        await page.open(group.url('index.html'));
        return page;
      },
      async arrived(page) {
        await page.waitUntil('the run to be graded by the server', () => /Graded .*100 points/s.test(document.querySelector('.ws-hand')?.textContent ?? ''), null);
        const { submissions } = await group.teach<Submissions>('GET', `/cohorts/${group.cohort}/submissions?limit=100`);
        expect(submissions).toContainEqual(expect.objectContaining({ pseudonym: NAME, exercise: 'weights', state: 'graded', grade: expect.objectContaining({ status: 'pass', points: 100 }) }));
      },
      close: () => group.end(),
    };
  },
};
