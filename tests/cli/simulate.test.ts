import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, folderWith, nsp } from './shell.ts';

const WEIGHTS = join(ROOT, 'content/load-balancing/round-robin-and-weights/weights');
const DESIGN = join(WEIGHTS, 'starter.ts');
const SCENARIO = 'duration: 30s\nworkload:\n  rate: 100\n  service: { exponential: 50ms }\n  clientTimeout: 5s\n';
const scenario = (text = SCENARIO): string => join(folderWith({ 'scenario.yaml': text }), 'scenario.yaml');

describe('nsp simulate', () => {
  it('prints what is measured as a table', async () => {
    const { code, out, err } = await nsp(['simulate', DESIGN, '--scenario', scenario()]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ {2}availabilityPct +100 %$/m);
    expect(out).toMatch(/^ {2}loadSharePct of oldApp +50 %$/m);
    expect(out).toMatch(/digest [0-9a-f]+/);
  });

  it('prints metrics, totals and digest as JSON; the seed decides', async () => {
    const path = scenario();
    const json = async (...more: string[]) => JSON.parse((await nsp(['simulate', DESIGN, '--scenario', path, '--json', ...more])).out) as { seed: number; digest: string; totals: { requests: number }; metrics: { metric: string; of: string | null; value: number | null }[] };
    const [one, again, two] = [await json(), await json('--seed', '1'), await json('--seed', '2')];
    expect(one).toEqual(again);
    expect(two.digest).not.toBe(one.digest);
    expect(one.totals.requests).toBeGreaterThan(2500);
    expect(one.metrics.find(({ metric }) => metric === 'availabilityPct')).toEqual({ metric: 'availabilityPct', of: null, value: 100 });
  });

  it.each([
    [[], 2, 'A scenario is missing: --scenario FILE names it.'],
    [['--scenario', 'nothing.yaml'], 2, 'There is no file nothing.yaml.'],
    [['--scenario', DESIGN], 2, 'The scenario cannot be used.'],
    [['--scenario', 'GOOD', '--seed', '-1'], 2, "Option '--seed' argument is ambiguous"],
    [['--scenario', 'GOOD', '--seed', '1.5'], 2, '--seed is 1.5: it is a whole number from 0 to 4294967295.'],
    [['--scenario', 'GOOD', '--seed', '4294967296'], 2, '--seed is 4294967296'],
  ])('%j ends with %i: %s', async (args, expected, sentence) => {
    const path = scenario();
    const { code, out, err } = await nsp(['simulate', DESIGN, ...args.map((one) => (one === 'GOOD' ? path : one))]);
    expect([code, out]).toEqual([expected, '']);
    expect(err).toContain(sentence);
  });

  it('names file and line of what is wrong in a scenario', async () => {
    const path = scenario(SCENARIO.replace('duration: 30s', 'duration: 30'));
    expect((await nsp(['simulate', DESIGN, '--scenario', path])).err).toContain(`${path}:1: duration must be a duration such as 500ms, 2s or 3m; it is 30.`);
  });

  it('names field and line of a design that is not valid: exit code 1', async () => {
    const { code, err } = await nsp(['simulate', join(WEIGHTS, 'mistakes/weight-512.ts'), '--scenario', scenario()]);
    expect(code).toBe(1);
    expect(err).toMatch(/weight-512\.ts:\d+: .*weight is 512/);
  });
});
