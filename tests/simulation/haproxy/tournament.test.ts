import { describe, expect, it } from 'vitest';
import { createTournament, play, winner } from '../../../src/simulation/haproxy/balance/tournament.ts';
import { createStreams, below } from '../../../src/simulation/random/streams.ts';

describe('a tournament', () => {
  it.each([1, 2, 3, 8, 33])('of %i knows the smallest key, and of equal keys the smallest order, after any change', (count) => {
    const streams = createStreams(count, 1);
    const tree = createTournament(count);
    const key = new Float64Array(count);
    const order = new Int32Array(count);
    const plays = new Set<number>();
    expect(winner(tree)).toBe(-1);
    for (let change = 1; change <= 2000; change++) {
      const server = below(streams, 0, count);
      if (below(streams, 0, 3) === 0) plays.delete(server);
      else plays.add(server);
      key[server] = below(streams, 0, 5);
      order[server] = change;
      play(tree, key, order, server, plays.has(server));
      const [first = -1] = [...plays].sort((a, b) => key[a]! - key[b]! || order[a]! - order[b]!);
      expect(winner(tree)).toBe(first);
    }
  });
});
