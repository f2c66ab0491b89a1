// A run in a link: the same in every browser and on the command line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayFragment } from '../../src/grader/adapter/web/replay-link.ts';
import { GRADER_VERSION, type Replay } from '../../src/grader/index.ts';
import { ROOT, nsp } from '../cli/shell.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { openSite, pageOf, type Site } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

const REPLAY: Replay = {
  format: 1, exercise: 'spof-hunt', exerciseVersion: 2, grader: GRADER_VERSION,
  source: readFileSync(join(ROOT, 'content/foundations/single-points-of-failure/spof-hunt/mistakes/only-two-servers.ts'), 'utf8'),
  spec: { run: 'lose-a', seed: 1, faults: [{ kind: 'machine-loss', machine: 'A', atMs: 60_000, untilMs: 69_000 }], durationMs: 69_500 },
};
const fragment = (await replayFragment(REPLAY))!;

describeInBrowsers('a run in a link', (tabs) => {
  let digest = '';
  beforeAll(async () => {
    digest = (JSON.parse((await nsp(['replay', fragment, '--json'])).out) as { replayed: { digest: string } }).replayed.digest;
  });

  describe.each(['http', 'file'] as const)('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());

    it('is shown beside the draft, with the digest of the command line', () => tabs.withPage({}, async (page) => {
      // From another exercise's page the link leads to its own.
      await page.open(site.url(pageOf('exercise', 'weights').path) + fragment);
      await page.waitUntil('the run', () => document.querySelector('nsp-shared-run [data-digest]')?.textContent, null);
      expect(page.url()).toBe(site.url(pageOf('exercise', 'spof-hunt').path) + fragment);
      expect(await page.text('nsp-shared-run [data-digest]')).toBe(digest);
      expect(await page.text('nsp-shared-run')).toContain('Lose machine A at 60 s, until 69 s. The run takes 69.5 s, with seed 1.');
      expect(await page.evaluate(() => document.querySelector('nsp-shared-run nsp-run nsp-scrubber') !== null)).toBe(true);
      expect(await page.evaluate(() => document.querySelector('#leaf-share pre')?.textContent)).toBe(REPLAY.source);
      const workspace = new Workspace(page);
      expect(await workspace.text()).not.toBe(REPLAY.source);

      const before = await workspace.text();
      await page.click('#leaf-share .ws-acts button:nth-of-type(2)');
      expect(await page.evaluate(() => [document.querySelector('nsp-shared-run'), location.hash])).toEqual([null, '']);
      await page.evaluate((damaged) => { location.hash = damaged; }, fragment.slice(0, -9));
      await page.waitUntil('the notice', () => document.querySelector('.ws-link')?.textContent?.includes('The link is damaged, so its run cannot be read.'), null);
      expect(await workspace.text()).toBe(before);
    }));
  });
});
