// A quick part of the checks against closed forms; `nsp bench theory` makes all of them, with 10⁶ requests a seed and 16 seeds.
import { describe, expect, it } from 'vitest';
import { FULL, judge, type Case, type Check } from '../../src/cli/bench/theory/case.ts';
import { CASES } from '../../src/cli/bench/theory/index.ts';
import { erlangC, meanShorterQueue, meanTurns, meanTwoChoices, sigmaTurns, tailMMc } from '../../src/cli/bench/theory/closed-forms.ts';

const REQUESTS = 30_000;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

describe('closed forms', () => {
  // Independent values, computed with 40 digits.
  it('give known values', () => {
    expect(erlangC(8, 6.4)).toBeCloseTo(0.457644925442, 11);
    expect(tailMMc(1, 0.5, 10, 92.10340371976)).toBeCloseTo(0.01, 10);
    expect(sigmaTurns(2, 0.8)).toBeCloseTo(0.739852949126, 11);
    expect(sigmaTurns(8, 0.8)).toBeCloseTo(0.664398998537, 11);
    expect(meanTurns(8, 0.8, 10)).toBeCloseTo(29.797288913, 8);
    expect([0.5, 0.8, 0.9].map((rho) => meanTwoChoices(rho, 10))).toEqual([12.656860361, 19.473633859, 26.140573773].map((exact) => expect.closeTo(exact, 8)));
    expect([0.5, 0.8, 0.9].map((rho) => meanShorterQueue(rho, 10))).toEqual([14.263207512, 29.557366176, 54.749128212].map((exact) => expect.closeTo(exact, 5)));
  });
});

describe('the list of checks', () => {
  it('has at least 25 exact numbers, each name once', () => {
    const names = CASES.flatMap(({ id, checks }) => checks.map(({ what }) => `${id} ${what}`));
    expect(names.length).toBeGreaterThanOrEqual(25);
    expect(new Set(names).size).toBe(names.length);
    expect(CASES.flatMap(({ checks }) => checks).every(({ exact }) => Number.isFinite(exact) && exact > 0)).toBe(true);
  });
});

describe('a verdict', () => {
  const one = CASES[0]!;
  const check = (given: Partial<Check>): Check => ({ what: 'mean', exact: 100, unit: 'ms', ...given });
  const verdict = (given: Partial<Check>, values: number[], requests: number = FULL.requests): boolean => judge(one, check(given), values, requests).holds;
  const around = (mean: number, spread: number): number[] => Array.from({ length: 16 }, (_, i) => mean + (i % 2 === 0 ? spread : -spread));
  it('is 4 standard errors wide, with 16 seeds about one deviation', () => {
    expect([verdict({}, around(100.9, 1)), verdict({}, around(101.2, 1))]).toEqual([true, false]);
  });
  it('holds a tight mean to 1.2 %, whatever its errors, and gives small samples more room', () => {
    expect([verdict({ tight: true }, around(101.1, 5)), verdict({ tight: true }, around(101.3, 5)), verdict({ tight: true }, around(101.3, 5), 100_000)]).toEqual([true, false, true]);
  });
  it('holds a limit to its percent, not to errors', () => {
    expect([verdict({ limitPct: 0.6 }, around(100.5, 0.001)), verdict({ limitPct: 0.6 }, around(100.7, 5))]).toEqual([true, false]);
  });
});

describe.each(CASES.filter(({ quick }) => quick).map((one): [string, Case] => [one.title, one]))('%s', (_, one) => {
  it(one.formula, () => {
    const values = SEEDS.map((seed) => one.sample(REQUESTS, seed));
    const verdicts = one.checks.map((check, i) => judge(one, check, values.map((row) => row[i]!), REQUESTS));
    expect(verdicts.filter(({ holds }) => !holds)).toEqual([]);
  });
});
