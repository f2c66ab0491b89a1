// A fixed map of the servers: `balance static-rr` walks it, map-based hashing looks keys up in it.
import type { Lookup, Selection, Slots } from './selection.ts';
import { ALL_FULL, NO_KEY, NO_SERVER, SIXTEENTHS, isFull } from './selection.ts';

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * The map: in each of `total` slots every server's score grows by its weight, and the first server with the largest ⌊(score + total)/total⌋
 * takes the slot and loses `total`, which is the sum of the weights unless said otherwise.
 */
export function staticMap(weights: ArrayLike<number>, total = Array.from(weights).reduce((sum, weight) => sum + weight, 0)): Int32Array {
  const score = Array.from(weights, () => 0);
  const map = new Int32Array(total);
  for (let slot = 0; slot < total; slot++) {
    let best = -1;
    let top = 0;
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] === 0) continue;
      score[i] += weights[i];
      const value = total === 1 ? 0 : Math.floor((score[i] + total) / total);
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

/** Which servers are backups, and whether all of them serve at once. */
export interface Backups { isBackup: readonly boolean[]; all: boolean }

/**
 * One map for the whole backend: of its active servers, or of its backups while no other is usable. Weights are divided by the greatest
 * common divisor of those in the file. Without `allbackups` the map is as long as the first backup's weight (HAProxy 2.6, recalc_server_map).
 */
export class ServerMap implements Selection {
  readonly state: { weights: Int32Array; map: Int32Array; stale: Uint8Array; turn: Int32Array };
  readonly #slots: Slots;
  readonly #backups: Backups;
  readonly #divisor: number;
  readonly #lookup: Lookup;

  constructor(weights: readonly number[], slots: Slots, backups: Backups, lookup: Lookup) {
    this.#divisor = (weights.reduce(greatestCommonDivisor, 0) || 1) * SIXTEENTHS;
    this.#slots = slots;
    this.#backups = backups;
    this.#lookup = lookup;
    this.state = { weights: Int32Array.from(weights, (weight) => weight * SIXTEENTHS), map: new Int32Array(0), stale: Uint8Array.of(1), turn: new Int32Array(1) };
  }

  /** By key, whatever the load of the server; else in turn. The position survives a new map and wraps at the next pick. */
  pick(avoid: number, key: number): number {
    const map = this.#current();
    if (map.length === 0) return NO_SERVER;
    if (this.#lookup === 'key unless alone' && this.#isLone()) return map[0];
    if (this.#lookup !== 'turn' && key !== NO_KEY) return map[key % map.length];
    const { turn } = this.state;
    let position = turn[0] >= map.length ? 0 : turn[0];
    let avoidedAt = -1;
    for (let i = 0; i < map.length; i++) {
      const server = map[position++];
      if (!isFull(this.#slots, server)) {
        if (server !== avoid) {
          turn[0] = position;
          return server;
        }
        avoidedAt = position;
      }
      if (position === map.length) position = 0;
    }
    if (avoidedAt < 0) return ALL_FULL;
    turn[0] = avoidedAt;
    return avoid;
  }

  setWeight(server: number, sixteenths: number): void {
    if (this.state.weights[server] === sixteenths) return;
    this.state.weights[server] = sixteenths;
    this.state.stale[0] = 1;
  }

  moved(): void {}

  /** One usable server, or backups of which only the first serves. */
  #isLone(): boolean {
    const { isBackup, all } = this.#backups;
    let actives = 0;
    let backups = 0;
    this.state.weights.forEach((weight, i) => {
      if (weight === 0) return;
      if (isBackup[i]) backups++;
      else actives++;
    });
    return actives === 0 ? !all || backups === 1 : actives === 1;
  }

  /** Laid anew only when it is needed after a change: a large one takes a while. */
  #current(): Int32Array {
    const { state } = this;
    if (state.stale[0] === 0) return state.map;
    state.stale[0] = 0;
    const { isBackup, all } = this.#backups;
    const group = (backup: boolean): number[] => Array.from(state.weights, (weight, i) => (isBackup[i] === backup ? Math.floor(weight / this.#divisor) : 0));
    const active = group(false);
    if (active.some((weight) => weight > 0)) state.map = staticMap(active);
    else {
      const backups = group(true);
      state.map = all ? staticMap(backups) : staticMap(backups, backups.find((weight) => weight > 0) ?? 0);
    }
    return state.map;
  }
}
