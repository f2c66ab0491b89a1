import { describe, expect, it } from 'vitest';
import { describeTradeOff, drawTradeOff, goldLines, type Weighed } from '../../src/site/charts/trade-off-drawing.ts';
import { othersOf, runsOf, tellingRun } from '../../src/site/elements/evidence/others.ts';
import { differences } from '../../src/site/elements/evidence/side-by-side.ts';
import type { Attempt } from '../../src/site/records/history.ts';

const attempt = (run: number, source: string | null, passed = false): Attempt => ({ run, passed, holds: passed ? 4 : 1, checks: 4, costUnits: 3, p99Ms: 200, writesAtRisk: null, source });

describe('designs to compare with', () => {
  it('are the attempts that are kept, newest first, the starter and the solutions; none twice, and never the design itself', () => {
    const attempts = [attempt(1, 'starter'), attempt(2, null), attempt(3, 'mine'), attempt(4, 'better', true)];
    const solutions = [{ exercise: 'e', name: 'one', title: 'One', source: 'better' }, { exercise: 'e', name: 'two', title: 'Two', source: 'two' }];
    expect(othersOf('mine', { starter: 'starter' }, attempts, solutions).map(({ name, label }) => [name, label])).toEqual([
      ['run 4', 'Run 4, my last attempt: passed'], ['run 1', 'Run 1: 1 of 4 checks hold (the starter)'], ['the solution', 'Solution: Two'],
    ]);
    expect(othersOf('starter', { starter: 'starter' }, [], []).length).toBe(0);
  });

  it('are compared where they are likely to differ', () => {
    const run = (id: string, faults: never[] | [{ kind: 'process-crash'; target: string; atMs: number; untilMs: null }]) => ({ id, title: id, durationMs: 1000, faults }) as never;
    const runs = runsOf({ runs: [run('calm', []), run('lost', [{ kind: 'process-crash', target: 'a', atMs: 1, untilMs: null }])], seeds: [7, 8, 9] });
    expect(runs.map(({ spec }) => spec.seed)).toEqual([7, 7]);
    expect([tellingRun(runs, 'calm')?.title, tellingRun(runs, null)?.title, tellingRun(runs.slice(0, 1), null)?.title]).toEqual(['calm', 'lost', 'calm']);
  });

  it('differ in numbers, in cost, and in writes at risk where there is a database', () => {
    const series = { requests: [10], failed: [1], p99Ms: [5] };
    const weighed = (maxAckedWritesAtRisk: number | null) => ({ series, tradeOff: { costUnits: 3, p99Ms: 5, maxAckedWritesAtRisk } });
    expect(differences(weighed(12), weighed(0)).slice(3)).toEqual([{ what: 'Cost', mine: '3 units', other: '3 units' }, { what: 'Writes at risk, worst run', mine: '12', other: '0' }]);
    expect(differences(weighed(null), { series, tradeOff: undefined }).slice(3)).toEqual([{ what: 'Cost', mine: '3 units', other: '…' }]);
    expect(differences(weighed(null), { series, tradeOff: null }).at(-1)!.other).toBe('not known');
  });
});

describe('attempts on the trade-off', () => {
  const runs: Weighed[] = [
    { run: 1, passed: false, costUnits: 4, p99Ms: 4900, writesAtRisk: 0 }, { run: 2, passed: true, costUnits: 7, p99Ms: 250, writesAtRisk: 0 },
    { run: 3, passed: true, costUnits: 5, p99Ms: 260, writesAtRisk: 37 }, { run: 4, passed: true, costUnits: 5, p99Ms: 260, writesAtRisk: 0 },
  ];
  const { marks, spots, width, height } = drawTradeOff(runs, { costUnits: 5, p99Ms: null }, 4);
  const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []));

  it('stand further right the more they cost, and lower the faster they are; what is at risk has a mark of its own', () => {
    expect(spots.map(({ kind }) => kind)).toEqual(['waiting', 'ok', 'loss', 'ok']);
    expect(spots[1]!.x).toBeGreaterThan(spots[2]!.x);
    expect(spots[0]!.y).toBeLessThan(spots[1]!.y);
    for (const { x, y } of spots) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
  });

  it('have the line that gold asks for, and names that do not stand on each other', () => {
    expect(marks.filter((mark) => mark.kind === 'path' && mark.class === 'to-gold')).toEqual([{ kind: 'path', class: 'to-gold', d: `M${spots[3]!.x} 22V154` }]);
    const names = texts.filter((mark) => mark.class.startsWith('to-run')).map(({ text }) => text);
    expect(names[0]).toBe('run 4');
    expect(names).toEqual(expect.arrayContaining(['run 1', 'run 2']));
    const boxes = texts.filter((mark) => mark.class.startsWith('to-run'));
    for (const [at, one] of boxes.entries()) for (const other of boxes.slice(at + 1)) expect(Math.abs(one.y - other.y) >= 13 || Math.abs(one.x - other.x) >= 6.6 * Math.min(one.text.length, other.text.length)).toBe(true);
    expect(describeTradeOff(runs)).toContain('Run 3, passed: 5 units, 260 ms, 37 writes at risk.');
  });

  it('know gold only where it lies on their axes', () => {
    const limit = (metric: string, run: string | null, most: number) => ({ run, query: { metric, of: null, class: null, windowMs: null }, limit: { atMost: most }, aggregate: 'median' }) as never;
    expect(goldLines([limit('costUnits', null, 5), limit('p99Ms', 'day', 270)], 'day')).toEqual({ costUnits: 5, p99Ms: 270 });
    expect(goldLines([limit('p99Ms', 'lost', 270), limit('p50Ms', 'day', 40)], 'day')).toEqual({ costUnits: null, p99Ms: null });
  });
});
