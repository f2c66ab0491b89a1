import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/simulation/index.ts';
import { Fingerprint } from '../../src/cli/bench/fingerprint.ts';
import { lb1Fingerprint, lb1Model, lb1Scenario } from '../../src/cli/bench/lb1.ts';
import { curveRows, median, raceRows, type Race } from '../../src/cli/bench/measure.ts';
import type { TaskRun } from '../../src/cli/bench/child.ts';
import { nsp } from './shell.ts';

describe('lb1', () => {
  it('does in the simulator what reference.cpp does: one fingerprint, the crash and the retries included', () => {
    const run = simulate(lb1Model(8), lb1Scenario(8, 400_000), { seed: 1, limits: { events: 1e9 }, record: true });
    // Printed by the C++ reference: `reference 1 8 625000 1 1`.
    expect(lb1Fingerprint(run)).toBe('e231df716cc716a9');
    expect(run.totals).toEqual({ requests: 400_231, ok: 350_989, failed: 49_242, attempts: 480_116 });
  }, 60_000);
});

describe('a fingerprint', () => {
  it('tells every bit and every order of words', () => {
    const of = (...words: number[]): string => {
      const print = new Fingerprint();
      for (const word of words) print.word(word);
      return print.text;
    };
    expect(new Set([of(), of(0), of(0, 0), of(1, 2), of(2, 1), of(1, -2147483648), of(1, 0)]).size).toBe(7);
    const number = new Fingerprint();
    number.number(1);
    expect(number.text).toBe(of(0x3ff00000, 0));
  });
});

describe('what is measured', () => {
  const run = (seconds: number): TaskRun => ({ seconds, events: 3_500_000, requests: 1_000_000, ok: 1, failed: 0, attempts: 1, simulatedMs: 1_562_500, fingerprint: '', heapBytes: 0 });
  const race = (seconds: number): Race => ({
    same: true,
    rounds: [{
      source: [run(9), run(seconds)], bundle: [run(9), run(seconds)], simpy: { seconds: 6, events: 1, requests: 100_000, ok: 1, failed: 0, attempts: 1, version: '3' },
      reference: [{ ...run(9), seconds: 9 }, { ...run(0.5), seconds: 0.5 }],
    }],
  });
  const verdicts = (seconds: number): { [id: string]: boolean | null } => Object.fromEntries(raceRows(race(seconds)).map(({ id, reached }) => [id, reached]));
  it('takes the middle, of an even number between the two', () => expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]));
  it('leaves the first run out, and holds ratios to their goals', () => {
    expect(verdicts(0.25)).toMatchObject({ 'lb1.source.reference': true, 'lb1.source.simpy': true, 'lb1.source.realTime': true, 'lb1.same': true });
    expect(verdicts(1)).toMatchObject({ 'lb1.source.reference': false, 'lb1.source.simpy': false, 'lb1.source.realTime': false });
  });
  it('allows a request ten times as many servers at the price of a logarithm, ten times as many requests at the same', () => {
    const grows = (name: string, points: [number, number][]): boolean | null => curveRows([{ name, points: points.map(([at, nsPerRequest]) => ({ at, nsPerRequest })) }])[0]!.reached;
    expect([grows('servers', [[2, 100], [1000, 990]]), grows('servers', [[2, 100], [1000, 1000]])]).toEqual([true, false]);
    expect([grows('requests', [[1_000_000, 100], [10_000_000, 119]]), grows('requests', [[1_000_000, 100], [10_000_000, 121]])]).toEqual([true, false]);
  });
});

describe('the command', () => {
  it('knows its parts', async () => {
    const { code, err } = await nsp(['bench', 'speeed']);
    expect([code, err]).toEqual([2, 'There is no part speeed of the bench; there is speed, grade, curves, explore, theory, regrade, class, cohort-grading, export.']);
  });
  it('tells of each part in its help', async () => {
    const { out } = await nsp(['bench', '--help']);
    for (const part of ['speed', 'grade', 'curves', 'explore', 'theory', 'regrade', 'class', 'cohort-grading', 'export']) {
      expect(out).toContain(`[${part}]`);
      expect(out).toMatch(new RegExp(`^ *${part}( |$)`, 'm'));
    }
  });
  it('grades a class\'s history again, and prints what was counted', async () => {
    const { code, out } = await nsp(['bench', 'regrade', '--quick']);
    const value = (what: string): number => Number(new RegExp(`^${what} +([\\d.]+)`, 'm').exec(out)?.[1]);
    expect([code, value('submissions'), value('different texts[^\\d]+'), value('different models among them')]).toEqual([0, 60, 6, 3]);
    expect(value('the history graded again, by the clock')).toBeGreaterThan(0);
    expect(value('extrapolated to 10,000 models')).toBeGreaterThan(0);
    expect((await nsp(['bench', 'regrade', '--models', '0'])).code).toBe(2);
  });
});
