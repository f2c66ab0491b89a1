import { describe, expect, it } from 'vitest';
import { EventQueue } from '../../../src/simulation/engine/queue.ts';
import { createStreams, below, uniform } from '../../../src/simulation/random/streams.ts';

describe('EventQueue', () => {
  it('gives events by time, and equal times in the order of their making, from heap and lanes alike', () => {
    const queue = new EventQueue();
    const lanes = [queue.lane(5), queue.lane(0)];
    expect(queue.lane(5)).toBe(lanes[0]);
    const streams = createStreams(2, 1);
    const made: { time: number; id: number }[] = [];
    const given: number[] = [];
    for (let id = 0; id < 5000; id++) {
      const way = below(streams, 0, 3);
      const delay = way === 2 ? below(streams, 0, 20) : [5, 0][way];
      made.push({ time: queue.now + delay, id });
      if (way === 2) queue.at(queue.now + delay, 1, id, 0);
      else queue.after(lanes[way], delay, 1, id, 0);
      if (uniform(streams, 0) < 0.6 && queue.next(Infinity)) given.push(queue.a);
    }
    while (queue.next(Infinity)) given.push(queue.a);
    const rank = new Map(given.map((id, i) => [id, i]));
    expect(rank.size).toBe(5000);
    const byTime = [...made].sort((a, b) => a.time - b.time || a.id - b.id);
    // Events made after others were taken cannot come before those: compare only the order of times and of ties.
    for (let i = 1; i < byTime.length; i++) {
      const [a, b] = [byTime[i - 1], byTime[i]];
      if (a.time === b.time) expect(rank.get(a.id)!).toBeLessThan(rank.get(b.id)!);
    }
    expect(given.map((id) => made[id].time)).toEqual(byTime.map((one) => one.time));
  });
  it('stops at the given time and at an endless delay', () => {
    const queue = new EventQueue();
    queue.at(10, 1, 0, 0);
    queue.after(-1, Infinity, 1, 1, 0);
    expect([queue.next(9.9), queue.next(10), queue.next(Infinity)]).toEqual([false, true, false]);
  });
});
