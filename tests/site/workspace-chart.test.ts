import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { axisTicks, barsPath, endValue, faultBands, frameOf, linePath, niceMax, xOf } from '../../src/site/elements/chart-geometry.ts';
import { chartGroups, valueText } from '../../src/site/elements/chart-rows.ts';
import type { RunSeries } from '../../src/grader/report.ts';
import type { HistoryEvent } from '../../src/simulation/history.ts';

const event = (atMs: number, kind: HistoryEvent['kind'], at: string): HistoryEvent => ({ atMs, kind, at, about: '' });

describe('the frame of a chart', () => {
  it('puts the run between the names and the values', () => {
    const frame = frameOf(500, 100);
    expect([xOf(frame, 0), xOf(frame, 50), xOf(frame, 100)]).toEqual([frame.left, (frame.left + frame.right) / 2, frame.right]);
    expect(frame.right).toBeLessThan(500);
  });

  it('keeps seconds outside of the run on the axis', () => {
    const frame = frameOf(500, 100);
    expect([xOf(frame, -5), xOf(frame, 105)]).toEqual([frame.left, frame.right]);
  });
});

describe('the scale', () => {
  it.each([[[0, null], 1], [[182], 200], [[100], 100], [[4789], 5000], [[0.3], 0.3], [[31], 40]])('of %j goes to %d', (values, max) => {
    expect(niceMax(values)).toBeCloseTo(max, 9);
  });

  it('is never below the largest value, and never above twice of it', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.01, max: 1e9, noNaN: true }), { minLength: 1 }), (values) => {
      const largest = Math.max(...values);
      expect(niceMax(values)).toBeGreaterThanOrEqual(largest * 0.999);
      expect(niceMax(values)).toBeLessThanOrEqual(largest * 2.001);
    }));
  });
});

describe('ink', () => {
  const frame = { width: 400, left: 100, right: 300, seconds: 4 };

  it('draws a line through the middle of each second, with a gap where there is no value', () => {
    expect(linePath(frame, [0, 10, null, 5], 10, 50, 40)).toBe('M125 50L175 10M275 30');
  });

  it('draws a bar for each second with failures, at least a pixel high', () => {
    expect(barsPath(frame, [0, 5, 0.001, 0], 10, 50, 40)).toBe('M150 50V30H200V50ZM200 50V49H250V50Z');
    expect(barsPath(frame, [0, 0], 10, 50, 40)).toBe('');
  });

  it('labels a line with the mean of its last ten seconds', () => {
    expect(endValue([99, ...Array.from({ length: 9 }, () => 2), null])).toBe(2);
    expect(endValue([null, null])).toBeNull();
  });
});

describe('the moments of a run', () => {
  it('are bands of faults; one without an end lasts to the end', () => {
    const events = [event(10_000, 'fault-begins', 'web1'), event(12_000, 'server-down', 'lb1'), event(30_000, 'fault-ends', 'web1'), event(40_000, 'fault-begins', 'web2')];
    expect(faultBands(events, 60)).toEqual([{ from: 10, until: 30, name: 'web1' }, { from: 40, until: 60, name: 'web2' }]);
  });

  it('are named on the axis, none over another', () => {
    const frame = frameOf(500, 100);
    const ticks = axisTicks(frame, [event(42_000, 'fault-begins', 'web1'), event(42_300, 'server-down', 'lb1'), event(99_900, 'server-up', 'lb1')]);
    expect(ticks.map(({ text, tone }) => [text, tone])).toEqual([['0', 'plain'], ['42.0', 'down'], ['100 s', 'plain']]);
  });

  it('are even steps where nothing happened', () => {
    expect(axisTicks(frameOf(500, 120), []).map(({ text }) => text)).toEqual(['0', '30', '60', '90', '120 s']);
  });
});

describe('the groups of a run', () => {
  const run: RunSeries = {
    run: 'steady', seed: 1, seconds: 2, requests: [180, 190], failed: [0, 4], p99Ms: [null, null],
    servers: [{ name: 'web1', attempts: [90, 95], busyPct: [50, 60], waiting: [0, 0] }], events: [],
  };

  it('share one scale for users and servers, and leave out what has no value', () => {
    expect(chartGroups(run).map(({ id, max, rows }) => [id, max, rows.map(({ name }) => name)])).toEqual([['requests', 200, ['users', 'web1']], ['busy', 100, ['web1']]]);
  });

  it.each([[1234.5, '/s', '1,235/s'], [9.96, ' %', '10 %'], [0.04, ' %', '0 %'], [3.25, ' ms', '3.3 ms'], [null, '/s', '–']])('write %d%s as "%s"', (value, unit, text) => {
    expect(valueText(value, unit)).toBe(text);
  });
});
