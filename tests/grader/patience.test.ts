// How long a worker may be silent, by a clock that the test sets.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { processorMs } from '../../src/grader/adapter/node/index.ts';
import { Patience } from '../../src/grader/adapter/patience.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A patience whose worker gets this share of a processor from the word that its code begins; what was given up after. */
function hearing(share: number | null, startMs = 0): number[] {
  const given: number[] = [];
  let begunMs = Infinity;
  const patience = new Patience((seconds) => given.push(seconds), 10_000, performance.now(), () => (share === null ? null : Math.max(0, performance.now() - begunMs) * share));
  vi.advanceTimersByTime(startMs);
  begunMs = performance.now();
  patience.hear({ type: 'code', done: false });
  return given;
}

it('code gets 1.5 s of processor time, however long others keep it waiting', () => {
  const alone = hearing(1);
  vi.advanceTimersByTime(1_499);
  expect(alone).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(alone).toEqual([1.5]);
  const pushed = hearing(0.25);
  vi.advanceTimersByTime(5_900);
  expect(pushed).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(pushed).toEqual([6]);
});

it('code gets no more of it because its worker started slowly', () => {
  const slow = hearing(1, 8_000);
  vi.advanceTimersByTime(1_500);
  expect(slow).toEqual([1.5]);
});

it('code that gets no processor at all is waited for as long as a silent worker', () => {
  const starved = hearing(0);
  vi.advanceTimersByTime(9_999);
  expect(starved).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(starved).toEqual([10]);
});

it('where nobody knows the processor time, code gets as long as its worker took to come to it', () => {
  const quick = hearing(null);
  const slow = hearing(null, 4_000);
  vi.advanceTimersByTime(3_999);
  expect([quick, slow]).toEqual([[1.5], []]);
  vi.advanceTimersByTime(1);
  expect(slow).toEqual([4]);
});

it.runIf(process.platform === 'linux')('a process that works spends processor time, and one that is no more has none to tell', () => {
  vi.useRealTimers();
  const before = processorMs(process.pid)!.own;
  const { user } = process.cpuUsage();
  while (process.cpuUsage().user - user < 60_000) Math.sqrt(2);
  expect(processorMs('self')!.own - before).toBeGreaterThanOrEqual(40);
  expect(processorMs(2 ** 30)).toBeNull();
});
