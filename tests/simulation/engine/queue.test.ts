import { describe, expect, it } from 'vitest';
import { copyColumns, restoreColumns } from '../../../src/simulation/engine/columns.ts';
import { EventQueue } from '../../../src/simulation/engine/queue.ts';
import { createStreams, below, uniform } from '../../../src/simulation/random/streams.ts';

interface Made { time: number; id: number; ordered: boolean }

/** Fills a queue from a seed by every way there is, taking events out meanwhile. `more` is the chance that one is taken after each that is made. */
function mixed(seed: number, more: number, isVoid = (_: number): boolean => false): { queue: EventQueue; made: Made[]; given: { time: number; id: number }[] } {
  const queue = new EventQueue((_, id) => isVoid(id));
  const lanes = [queue.lane(5), queue.lane(0)];
  expect(queue.lane(5)).toBe(lanes[0]);
  const streams = createStreams(seed, 1);
  const made: Made[] = [];
  const given: { time: number; id: number }[] = [];
  let latest = 0;
  for (let id = 0; id < 5000; id++) {
    const way = below(streams, 0, 4);
    if (way === 3) {
      latest = Math.max(latest, queue.now) + below(streams, 0, 2);
      queue.inOrder(latest, 1, id, -id);
      made.push({ time: latest, id, ordered: true });
    } else {
      const delay = way === 2 ? below(streams, 0, 20) : [5, 0][way]!;
      made.push({ time: queue.now + delay, id, ordered: way < 2 });
      if (way === 2) queue.at(queue.now + delay, 1, id, -id);
      else queue.after(lanes[way]!, delay, 1, id, -id);
    }
    if (uniform(streams, 0) < more && queue.next(Infinity)) given.push({ time: queue.now, id: queue.a });
    expect(queue.a + queue.b).toBe(0);
  }
  return { queue, made, given };
}

function drain(queue: EventQueue): { time: number; id: number }[] {
  const given = [];
  while (queue.next(Infinity)) given.push({ time: queue.now, id: queue.a });
  return given;
}

describe('EventQueue', () => {
  it.each([[1, 0.6], [2, 0.1], [3, 0.95], [4, 0]])('gives events by time, and equal times in the order of their making (seed %i, %f taken meanwhile)', (seed, more) => {
    const { queue, made, given } = mixed(seed, more);
    given.push(...drain(queue));
    const rank = new Map(given.map(({ id }, i) => [id, i]));
    expect(rank.size).toBe(5000);
    for (const { time, id } of given) expect(time).toBe(made[id]!.time);
    const byTime = [...made].sort((a, b) => a.time - b.time || a.id - b.id);
    expect(given.map(({ time }) => time)).toEqual(byTime.map(({ time }) => time));
    for (let i = 1; i < byTime.length; i++) {
      const [a, b] = [byTime[i - 1]!, byTime[i]!];
      if (a.time === b.time) expect(rank.get(a.id)!).toBeLessThan(rank.get(b.id)!);
    }
  });
  it('drops void events behind the first one of a lane, and no others', () => {
    const isVoid = (id: number): boolean => id % 3 === 0;
    const { queue, made, given } = mixed(5, 0.3, isVoid);
    given.push(...drain(queue));
    const ids = new Set(given.map(({ id }) => id));
    const missing = made.filter(({ id }) => !ids.has(id));
    expect(missing.length).toBeGreaterThan(500);
    expect(missing.every(({ id, ordered }) => isVoid(id) && ordered)).toBe(true);
    for (let i = 1; i < given.length; i++) expect(given[i]!.time).toBeGreaterThanOrEqual(given[i - 1]!.time);
  });
  it('goes on from a snapshot as it did before', () => {
    const { queue } = mixed(6, 0.2);
    const before = copyColumns(queue.state);
    const first = drain(queue);
    restoreColumns(queue.state, before);
    expect(drain(queue)).toEqual(first);
    expect(first.length).toBeGreaterThan(1000);
  });
  it('stops at the given time and at an endless delay', () => {
    const queue = new EventQueue();
    queue.at(10, 1, 0, 0);
    queue.after(-1, Infinity, 1, 1, 0);
    expect([queue.next(9.9), queue.next(10), queue.next(Infinity)]).toEqual([false, true, false]);
  });
  it('lets time pass, never back', () => {
    const queue = new EventQueue();
    queue.passTo(7);
    queue.passTo(3);
    queue.after(queue.lane(5), 5, 1, 0, 0);
    expect([queue.now, queue.next(11), queue.next(12), queue.now]).toEqual([7, false, true, 12]);
  });
});
