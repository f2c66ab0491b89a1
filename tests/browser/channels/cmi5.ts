// A cmi5 package in a learning system with a record store. The learner comes back at another computer, by a launch of its own.
import { expect } from 'vitest';
import { packageScope } from '../../../src/course/index.ts';
import { readKept, STATE_ID } from '../../../src/site/package/cmi5/kept.ts';
import { decodeState } from '../../../src/site/package/state.ts';
import { theCourse } from '../../server/harness/class-server.ts';
import { LEARNER, openCmi5, type Cmi5Site } from '../harness/cmi5-site.ts';
import type { Channel } from './channel.ts';
import { packageZip } from './package-zip.ts';

const SCOPE = packageScope(theCourse(), { id: 'any', description: '', start: 'index.html' });

/** What the record store holds: lessons that are read, exercises that are proved, with their designs. */
function held({ system }: Cmi5Site): unknown {
  const document = system.stateDocuments(LEARNER).get(STATE_ID);
  const { state: text } = readKept(document?.content.toString() ?? null);
  const state = text === null ? 'nothing' : decodeState(text, SCOPE);
  if (typeof state === 'string') return state;
  const proved = state.exercises.filter(({ points }) => points === 100);
  return { read: state.lessons.filter(({ isRead }) => isRead).map(({ id }) => id), proved: proved.map(({ id, design }) => ({ id, isFixed: design?.source.includes('weight: 2') })) };
}

/** The package of the whole course in the system of tests/cmi5-lms, which refuses and lists whatever cmi5 and xAPI forbid. */
export const cmi5: Channel = {
  name: 'cmi5',
  isKeptElsewhere: true,
  async open() {
    const site = await openCmi5(await packageZip('cmi5'));
    return {
      async enter(browser) {
        const page = await browser.newPage();
        await page.open(await site.launch());
        return page.inFrame('.pk-course');
      },
      async arrived() {
        await expect.poll(() => held(site), { timeout: 30_000 }).toEqual({ read: ['load-balancing/round-robin-and-weights'], proved: [{ id: 'weights', isFixed: true }] });
        expect(site.verbs()[0]).toBe('initialized');
        expect(site.system.violations).toEqual([]);
      },
      // The first visit asks for a state that is not there yet; Chromium writes each such answer down.
      mayReport: /404 .*stateId=no-single-point/,
      close: () => site.close(),
    };
  },
};
