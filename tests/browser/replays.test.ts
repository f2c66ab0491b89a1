// A run that is simulated again is the same run in the browsers' workers and in Node.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { replayRun, type Replayed, type ReplaySpec } from '../../src/grader/index.ts';
import { askWorker } from './harness/ask-worker.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { openSite, type Site } from './harness/site.ts';
import { builtExercise, everySubmission } from './harness/submissions.ts';

/** Each solution that has two servers to lose, under a fault that its exercise does not have. */
const CASES = everySubmission().filter(({ name }) => /\/(n-plus-one|say-what-you-mean|writes-do-not-scale-out)\/(starter|solutions)/.test(name)).map(({ exercise, source }) => {
  const [run] = builtExercise(exercise).runs;
  const spec: ReplaySpec = { run: run!.id, seed: 99, faults: [{ kind: 'load-spike', factor: 1.5, atMs: 3000, untilMs: 9000 }], durationMs: 20_000 };
  return { exercise, source, spec };
});

describeInBrowsers('replays', (tabs) => {
  describe.each(['http', 'file'] as const)('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());

    it('have the digests, series and lines of Node', () => tabs.withPage({}, async (page) => {
      const evaluator = createEvaluator();
      await page.open(site.url('index.html'));
      const digests = new Set<string | null>();
      for (const { exercise, source, spec } of CASES) {
        const here = await replayRun({ source, exercise: builtExercise(exercise), spec, evaluator });
        const there = JSON.parse(await page.evaluate(askWorker, { exercise, request: { type: 'replay', source, spec }, answer: 'replayed', field: 'replayed' })) as Replayed;
        expect(there).toEqual(here);
        digests.add(there.digest);
      }
      expect(digests.size).toBe(CASES.length);
      expect(digests).not.toContain(null);
    }));
  });
});
