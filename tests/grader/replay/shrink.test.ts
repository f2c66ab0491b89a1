import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRID_MS, shrink, stepsFrom, type Schedule, type ShrinkTask } from '../../../src/grader/replay/shrink.ts';
import type { Fault } from '../../../src/simulation/index.ts';

const crash = (target: string, atMs: number, untilMs: number | null = null): Fault => ({ kind: 'process-crash', target, atMs, untilMs });

const task = (start: Schedule, fails: ShrinkTask['fails'], bounds: Partial<ShrinkTask> = {}): ShrinkTask => ({ start, leastMs: GRID_MS, endsFaults: true, fails, ...bounds });

const faults = fc.uniqueArray(fc.record({ target: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.integer({ min: 0, max: 40 }), length: fc.option(fc.integer({ min: 1, max: 60 })) }), { selector: ({ target }) => target, maxLength: 4 })
  .map((list) => list.map(({ target, at, length }) => crash(target, at * 250, length === null ? null : at * 250 + length * 250)));
const start = fc.record({ faults, durationMs: fc.integer({ min: 11_000, max: 60_000 }) });

/** An answer that hangs on the schedule and on nothing else, without any order in it: a worst case for bisection. */
const arbitraryAnswer = (salt: number, schedule: Schedule): boolean => {
  let hash = salt | 0;
  for (const character of JSON.stringify(schedule)) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return ((hash ^ (hash >>> 15)) & 3) === 0;
};

describe('shrink', () => {
  it('leaves no single step that fails, whatever fails', () => {
    fc.assert(fc.property(start, fc.integer(), (from, salt) => {
      const given = task(from, (schedule) => arbitraryAnswer(salt, schedule));
      const { schedule, isMinimal } = shrink(given, 100_000);
      expect(isMinimal).toBe(true);
      expect(JSON.stringify(schedule) === JSON.stringify(from) || given.fails(schedule)).toBe(true);
      expect(stepsFrom(schedule, given).filter(given.fails)).toEqual([]);
    }));
  });

  it('finds exactly what is needed where more is never better, within its bound', () => {
    fc.assert(fc.property(start, fc.subarray(['a', 'b', 'c', 'd']), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 10 }), (from, names, needMs, restSteps) => {
      const needed = from.faults.filter((fault) => 'target' in fault && names.includes(fault.target));
      const last = needed.reduce((latest, { atMs }) => Math.max(latest, atMs), 0);
      const lasts = (fault: Fault, durationMs: number): number => Math.min(fault.untilMs ?? durationMs, durationMs) - fault.atMs;
      const fails = ({ faults: left, durationMs }: Schedule): boolean => durationMs >= last + restSteps * GRID_MS && needed.every((fault) => left.some((one) => (
        'target' in one && 'target' in fault && one.target === fault.target && lasts(one, durationMs) >= Math.min(needMs * 100, lasts(fault, from.durationMs)))));
      fc.pre(fails(from));
      const { schedule, tried, isMinimal } = shrink(task(from, fails));
      expect(isMinimal).toBe(true);
      expect(tried).toBeLessThanOrEqual(120);
      expect(schedule.faults.length).toBe(needed.length);
      expect(stepsFrom(schedule, task(from, fails)).some(fails)).toBe(false);
    }));
  });

  it('says so when its bound ended it, and tries no more', () => {
    let tries = 0;
    const { tried, isMinimal } = shrink(task({ faults: [crash('a', 0)], durationMs: 3_600_000 }, ({ faults: left, durationMs }) => (tries += 1) > 0 && left.length === 1 && durationMs >= 100_000), 3);
    expect([tries, tried, isMinimal]).toEqual([3, 3, false]);
  });

  it('keeps the time and the ends where they must not be shortened', () => {
    const from: Schedule = { faults: [crash('a', 1_000, 9_000), crash('b', 2_000)], durationMs: 10_000 };
    const { schedule } = shrink(task(from, ({ faults: left }) => left.some((fault) => 'target' in fault && fault.target === 'a'), { leastMs: 10_000, endsFaults: false }));
    expect(schedule).toEqual({ faults: [crash('a', 1_000, 9_000)], durationMs: 10_000 });
  });

  it('ends a fault and a run on the grid after the moment that counts', () => {
    const from: Schedule = { faults: [crash('a', 60_000)], durationMs: 180_000 };
    const { schedule } = shrink(task(from, ({ faults: [fault], durationMs }) => fault !== undefined && durationMs >= 71_200 && (fault.untilMs ?? Infinity) >= 63_100));
    expect(schedule).toEqual({ faults: [crash('a', 60_000, 63_500)], durationMs: 71_500 });
  });
});
