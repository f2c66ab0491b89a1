// Beyond pass and fail: the gold objective, the numbers that a design is weighed by, and how many checks hold.
import { describe, expect, it } from 'vitest';
import type { Exercise, GoldSpec } from '../../src/course/index.ts';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { countedChecks, explainGold, grade, type Report } from '../../src/grader/index.ts';
import { corpusExercise } from './corpus/index.ts';
import { designWith } from './corpus/entry.ts';

const evaluator = createEvaluator();
const query = (metric: 'p99Ms' | 'costUnits') => ({ metric, of: null, class: null, windowMs: null });
const goldOf = (p99: number, cost = 4): GoldSpec => ({
  title: 'Quick and cheap.',
  limits: [{ run: 'steady', query: query('p99Ms'), limit: { atMost: p99 }, aggregate: 'median' }, { run: null, query: query('costUnits'), limit: { atMost: cost }, aggregate: 'median' }],
});
const withGold = (gold: GoldSpec | null): Exercise => ({ ...corpusExercise, gold });
const reportOf = (gold: GoldSpec | null, source = designWith('')): Promise<Report> => grade({ source, exercise: withGold(gold), evaluator });

describe('the gold objective', () => {
  it('is reached where every limit holds, with what was measured', async () => {
    const { gold, checks } = await reportOf(goldOf(290));
    expect(gold).toEqual({
      reached: true,
      limits: [{ metric: 'p99Ms', limit: { atMost: 290 }, measured: checks[1]!.measured, holds: true }, { metric: 'costUnits', limit: { atMost: 4 }, measured: 4, holds: true }],
    });
    expect(explainGold(await reportOf(goldOf(290)), withGold(goldOf(290)))).toMatchObject({ reached: true, title: 'Quick and cheap.', headline: 'Gold objective reached.' });
  });

  it('is not reached where one limit does not hold, and says which', async () => {
    const report = await reportOf(goldOf(100));
    expect(report.status).toBe('pass');
    expect(report.gold).toMatchObject({ reached: false, limits: [{ holds: false }, { holds: true }] });
    const explained = explainGold(report, withGold(goldOf(100)))!;
    expect(explained.headline).toMatch(/^Gold objective not reached: 1 of 100 answers took longer than \d+ ms; asked for is at most 100 ms\.$/);
    expect(explained.limits[1]).toEqual({ holds: true, measured: '4 units', limit: 'at most 4 units' });
  });

  it('is not reached without a pass, though its limits hold', async () => {
    const spec = { ...goldOf(0), limits: goldOf(0).limits.slice(1) };
    const report = await reportOf(spec, designWith('', '4'));
    expect(report.status).toBe('fail');
    expect(report.gold).toMatchObject({ reached: false, limits: [{ holds: true }] });
    expect(explainGold(report, withGold(spec))?.headline).toBe(`Gold objective not reached: ${countedChecks(report.checks)}.`);
  });

  it('is none where the exercise has none, or nothing was checked', async () => {
    expect((await reportOf(null)).gold).toBeNull();
    const stopped = await reportOf(goldOf(290), 'export default {};');
    expect([stopped.gold, stopped.tradeOff, explainGold(stopped, withGold(goldOf(290)))]).toEqual([null, null, null]);
  });
});

it('a design is weighed by its cost, the wait in the first run, and what it puts at risk', async () => {
  const report = await reportOf(null);
  expect(report.tradeOff).toEqual({ costUnits: 4, p99Ms: report.checks[1]!.measured, maxAckedWritesAtRisk: null });
  const [run] = corpusExercise.runs;
  const writes = { ...run!, workload: { ...run!.workload, arrivals: [{ fromMs: 0, ratePerSecond: 40 }], classes: [{ ...run!.workload.classes[0]!, method: 'POST' as const, database: { access: 'write' as const, query: { distribution: 'fixed' as const, ms: 2 } } }] } };
  const lost = { ...writes, id: 'lost', faults: [{ kind: 'partition' as const, from: 'b', to: 'c', oneWay: false, atMs: 6000, untilMs: null }, { kind: 'host-loss' as const, host: 'b', atMs: 10_000, untilMs: null }] };
  const source = "export default { hosts: { a: {}, b: {}, c: {} }, apps: { app: { host: 'a', database: { writer: 'p' } } }, mariadb: { nodes: { p: { host: 'b' }, r: { host: 'c', replicateFrom: 'p' } } } };";
  const weighed = await grade({ source, exercise: { ...corpusExercise, runs: [writes, lost] }, evaluator });
  expect(weighed.tradeOff?.costUnits).toBe(3);
  expect(weighed.tradeOff?.p99Ms).toBe(weighed.checks[1]!.measured);
  // For 4 s, 40 writes a second stand on the primary alone, which is then lost.
  expect(weighed.tradeOff?.maxAckedWritesAtRisk).toBeGreaterThan(100);
  expect((await grade({ source, exercise: { ...corpusExercise, runs: [writes] }, evaluator })).tradeOff?.maxAckedWritesAtRisk).toBe(0);
});

it.each([[['pass', 'fail', 'pass', 'pass'], '3 of 4 checks hold'], [['fail', 'pass'], '1 of 2 checks holds'], [['fail'], '0 of 1 check holds'], [['fail', 'fail'], '0 of 2 checks hold']] as const)('%j: %s', (statuses, text) => {
  expect(countedChecks(statuses.map((status) => ({ status })))).toBe(text);
});
