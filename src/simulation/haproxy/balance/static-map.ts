// A fixed map of the servers: `balance static-rr` walks it, map-based hashing looks keys up in it.
import type { Lookup, Selection, Slots } from './selection.ts';
import { ALL_FULL, NO_KEY, NO_SERVER, SIXTEENTHS, isFull } from './selection.ts';
import { createTournament, play, winner } from './tournament.ts';

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Slots of a longer map cost so many steps each. */
const FREE_SLOTS = 10_000;
const STEPS_A_SLOT = 75;

/**
 * The map: in each of `total` slots every server's score grows by its weight, and the first server with the largest ⌊(score + total)/total⌋
 * takes the slot and loses `total`, which is the sum of the weights unless said otherwise. Since only the floor counts, a server is looked at
 * again only in the slots where it grows: it has then grown ⌊(slot + 1) · weight / total⌋ times.
 */
export function staticMap(weights: ArrayLike<number>, total = Array.from(weights).reduce((sum, weight) => sum + weight, 0)): Int32Array {
  const map = new Int32Array(total);
  const tree = createTournament(weights.length);
  const inFileOrder = Int32Array.from(weights, (_, i) => i);
  /** Less is better: taken slots minus times grown. */
  const key = new Float64Array(weights.length);
  const grown = new Int32Array(weights.length);
  // Servers that grow in a slot, as a list through `next`.
  const first = new Int32Array(total).fill(-1);
  const next = new Int32Array(weights.length);
  const wait = (server: number): void => {
    const slot = Math.ceil(((grown[server] + 1) * total) / weights[server]) - 1;
    if (slot >= total) return;
    next[server] = first[slot];
    first[slot] = server;
  };
  inFileOrder.forEach((server) => {
    if (weights[server] === 0) return;
    play(tree, key, inFileOrder, server, true);
    // With a single slot scores are not looked at: the first server takes it.
    if (total > 1) wait(server);
  });
  for (let slot = 0; slot < total; slot++) {
    for (let server = first[slot]; server >= 0;) {
      const following = next[server];
      const times = Math.floor(((slot + 1) * weights[server]) / total);
      key[server] -= times - grown[server];
      grown[server] = times;
      play(tree, key, inFileOrder, server, true);
      wait(server);
      server = following;
    }
    const best = winner(tree);
    map[slot] = best;
    key[best]++;
    play(tree, key, inFileOrder, best, true);
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
    this.#slots.spend?.(map.length);
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
    if (state.map.length > FREE_SLOTS) this.#slots.spend?.((state.map.length - FREE_SLOTS) * STEPS_A_SLOT);
    return state.map;
  }
}
