// `balance static-rr` walks a fixed map of the servers; `balance source` looks the client's address up in it.
import type { Selection, Slots } from './selection.ts';
import { ALL_FULL, NO_SERVER, isFull } from './selection.ts';

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * The map: weights divided by their greatest common divisor, T = their sum; in each of T slots every server's score grows by its weight,
 * and the first server with the largest ⌊(score + T)/T⌋ takes the slot and loses T.
 */
export function staticMap(weights: ArrayLike<number>): Int32Array {
  const divisor = Array.from(weights).reduce(greatestCommonDivisor, 0) || 1;
  const parts = Array.from(weights, (weight) => weight / divisor);
  const total = parts.reduce((sum, part) => sum + part, 0);
  const score = parts.map(() => 0);
  const map = new Int32Array(total);
  for (let slot = 0; slot < total; slot++) {
    let best = -1;
    let top = 0;
    for (let i = 0; i < parts.length; i++) {
      if (parts[i] === 0) continue;
      score[i] += parts[i];
      const value = Math.floor((score[i] + total) / total);
      if (best < 0 || value > top) {
        best = i;
        top = value;
      }
    }
    map[slot] = best;
    score[best] -= total;
  }
  return map;
}

/** The map of a selection, laid anew only when it is needed after a change: a large one takes a while. */
function currentMap(state: { weights: Int32Array; map: Int32Array; stale: Uint8Array }): Int32Array {
  if (state.stale[0] === 1) {
    state.map = staticMap(state.weights);
    state.stale[0] = 0;
  }
  return state.map;
}

/** `static-rr`. The position survives a new map and wraps at the next pick. */
export class StaticRoundRobin implements Selection {
  readonly state: { weights: Int32Array; map: Int32Array; stale: Uint8Array; at: Int32Array };
  readonly #slots: Slots;

  constructor(weights: readonly number[], slots: Slots) {
    this.state = { weights: Int32Array.from(weights), map: staticMap(weights), stale: new Uint8Array(1), at: new Int32Array(1) };
    this.#slots = slots;
  }

  pick(avoid: number): number {
    const map = currentMap(this.state);
    const { at } = this.state;
    if (map.length === 0) return NO_SERVER;
    let position = at[0] >= map.length ? 0 : at[0];
    let avoidedAt = -1;
    for (let i = 0; i < map.length; i++) {
      const server = map[position++];
      if (!isFull(this.#slots, server)) {
        if (server !== avoid) {
          at[0] = position;
          return server;
        }
        avoidedAt = position;
      }
      if (position === map.length) position = 0;
    }
    if (avoidedAt < 0) return ALL_FULL;
    at[0] = avoidedAt;
    return avoid;
  }

  setWeight(server: number, weight: number): void {
    if (this.state.weights[server] === weight) return;
    this.state.weights[server] = weight;
    this.state.stale[0] = 1;
  }

  moved(): void {}
}

/** `source`, map-based: the client's IPv4 address as a number, modulo the length of the map. A full server is chosen all the same: its queue takes the request. */
export class SourceMap implements Selection {
  readonly state: { weights: Int32Array; map: Int32Array; stale: Uint8Array };

  constructor(weights: readonly number[]) {
    this.state = { weights: Int32Array.from(weights), map: staticMap(weights), stale: new Uint8Array(1) };
  }

  pick(_avoid: number, key: number): number {
    const map = currentMap(this.state);
    return map.length === 0 ? NO_SERVER : map[key % map.length];
  }

  setWeight(server: number, weight: number): void {
    if (this.state.weights[server] === weight) return;
    this.state.weights[server] = weight;
    this.state.stale[0] = 1;
  }

  moved(): void {}
}
