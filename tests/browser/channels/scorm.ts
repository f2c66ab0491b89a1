// Packages in a learning system of SCORM. The learner comes back at another computer: what is there is what the system has kept.
import { expect } from 'vitest';
import { openScorm, type CmiData } from '../harness/scorm-site.ts';
import type { Channel } from './channel.ts';
import { packageZip } from './package-zip.ts';

/** What a system has to know of who has read one lesson of seven and proved one exercise of nine. */
const KNOWN: { readonly [standard in '1.2' | '2004']: (kept: CmiData) => unknown } = {
  '1.2': (kept) => ({ status: kept['cmi.core.lesson_status'], score: Math.round(Number(kept['cmi.core.score.raw'])), objective: kept['cmi.objectives.0.status'] }),
  '2004': (kept) => ({ status: kept['cmi.completion_status'], score: Math.round(Number(kept['cmi.score.raw'])), objective: kept['cmi.objectives.0.success_status'] }),
};

/** The package of the whole course in scorm-again. */
export const scorm = (standard: '1.2' | '2004'): Channel => ({
  name: `SCORM ${standard}`,
  isKeptElsewhere: true,
  async open() {
    const site = await openScorm(standard, await packageZip(`scorm-${standard}`));
    return {
      async enter(browser) {
        const page = await browser.newPage();
        await page.open(site.url);
        return page.inFrame('#sco', 'iframe');
      },
      async arrived() {
        await expect.poll(() => KNOWN[standard](site.kept()), { timeout: 30_000 }).toEqual({ status: 'incomplete', score: Math.round(100 / 9), objective: 'passed' });
        expect(site.kept()['cmi.suspend_data']!.length).toBeLessThanOrEqual(4096);
      },
      close: () => site.close(),
    };
  },
});
