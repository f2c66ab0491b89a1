// `hash-type consistent`, and the ring that `balance random` draws from: 16 points for each unit of weight.
import { lowerBound } from '../../numbers/lower-bound.ts';
import type { Lookup, Selection, Slots } from './selection.ts';
import { NO_KEY, NO_SERVER, ALL_FULL, SIXTEENTHS, isFull } from './selection.ts';
import { avalanche } from './functions.ts';

/** Servers of one backend, at most: a point's hash and its server fit into 52 bits. */
const SERVERS_MAX = 1048576;
/** Point k of a server lies at the avalanche of id · 4096 + k. */
const ID_STEP = 4096;

/** Laying more points than these costs so many steps each. */
const FREE_POINTS = 10_000;
const STEPS_A_POINT = 300;

/** What a ring needs to know of its backend beside the weights. */
export interface RingOptions {
  ids: readonly number[];
  /** `hash-balance-factor` in percent; null: no bound. */
  balanceFactor: number | null;
  lookup: Lookup;
}

/** Points in ascending order; the nearest to a hash wins, in either direction, the lower on a tie. A request without a key walks the ring. */
export class Ring implements Selection {
  readonly state;
  readonly #slots: Slots;
  readonly #options: RingOptions;

  constructor(weights: readonly number[], slots: Slots, options: RingOptions) {
    this.state = {
      /** In sixteenths, which is the number of points; and their sum. */
      weights: Int32Array.from(weights, (weight) => weight * SIXTEENTHS), total: new Int32Array(1),
      points: new Float64Array(0), servers: new Int32Array(0),
      /** 1: the points are to be laid anew. */
      stale: Uint8Array.of(1),
      /** Point that the last request without a key took; −1: none. */
      last: Float64Array.of(-1),
    };
    this.state.total[0] = this.state.weights.reduce((sum, weight) => sum + weight, 0);
    this.#slots = slots;
    this.#options = options;
  }

  pick(avoid: number, key: number): number {
    if (this.state.total[0] === 0) return NO_SERVER;
    if (key !== NO_KEY) return this.at(key, avoid);
    // One server alone is taken without a step on the ring.
    const isAlone = this.#options.lookup === 'key unless alone' && this.state.weights.filter((weight) => weight > 0).length === 1;
    return isAlone ? this.at(0, avoid) : this.#next(avoid);
  }

  /** The server for a hash. `avoid` and servers beyond the balance factor are passed over, upwards. The ring must not be empty. */
  at(hash: number, avoid: number): number {
    this.#lay();
    const { points, servers } = this.state;
    const count = points.length;
    const above = lowerBound(this.state.points, hash);
    const next = above === count ? 0 : above;
    const previous = above === 0 ? count - 1 : above - 1;
    let at = ((hash - points[previous]) >>> 0) <= ((points[next] - hash) >>> 0) ? previous : next;
    for (let steps = 0; steps < count; steps++) {
      const server = servers[at];
      if (server !== avoid && this.#hasShareLeft(server)) return server;
      at = at + 1 === count ? 0 : at + 1;
    }
    this.#slots.spend?.(count);
    return servers[at];
  }

  setWeight(server: number, sixteenths: number): void {
    const { weights, total, stale, last } = this.state;
    if (weights[server] === sixteenths) return;
    const isFewer = sixteenths < weights[server];
    total[0] += sixteenths - weights[server];
    weights[server] = sixteenths;
    stale[0] = 1;
    if (total[0] === 0) last[0] = -1;
    else if (isFewer && last[0] >= 0) this.#skipRemoved();
  }

  moved(): void {}

  /**
   * `hash-balance-factor`: a server may have its share, by weight, of factor % of all requests including this one, rounded up;
   * at least one. What does not divide evenly goes to the servers in file order, in proportion.
   */
  #hasShareLeft(server: number): boolean {
    const factor = this.#options.balanceFactor;
    if (factor === null) return true;
    const { weights, total: [total] } = this.state;
    const { connections } = this.#slots;
    this.#slots.spend?.(connections.length);
    const all = Math.floor(((connections.reduce((sum, count) => sum + count, 0) + 1) * factor + 99) / 100);
    let before = 0;
    for (let i = 0; i < server; i++) before += weights[i];
    const rest = all % total;
    const share = weights[server] * Math.floor(all / total) + Math.floor(((before + weights[server]) * rest) / total) - Math.floor((before * rest) / total);
    return connections[server] < Math.max(1, share);
  }

  /** The server of the next point; full ones are passed over, `avoid` too while there is another. */
  #next(avoid: number): number {
    this.#lay();
    const { points, servers, last } = this.state;
    const count = points.length;
    const from = lowerBound(this.state.points, last[0] + 1);
    let avoidedAt = -1;
    for (let steps = 0; steps < count; steps++) {
      const at = (from + steps) % count;
      if (isFull(this.#slots, servers[at])) continue;
      if (servers[at] !== avoid) {
        last[0] = points[at];
        return servers[at];
      }
      avoidedAt = at;
    }
    this.#slots.spend?.(count);
    if (avoidedAt < 0) return ALL_FULL;
    last[0] = points[avoidedAt];
    return avoid;
  }

  /** A last point that has gone gives its place to the next that is left, which the walk thus passes over (HAProxy 2.6, chash_skip_node). */
  #skipRemoved(): void {
    this.#lay();
    const { points, last } = this.state;
    const at = lowerBound(this.state.points, last[0]);
    last[0] = points[at === points.length ? 0 : at];
  }

  #lay(): void {
    if (this.state.stale[0] === 0) return;
    const { weights, total } = this.state;
    // One number a point, hash first and server behind it, so that sorting numbers sorts points.
    const points = new Float64Array(total[0]);
    let count = 0;
    weights.forEach((weight, server) => {
      for (let k = 0; k < weight; k++) points[count++] = avalanche(Math.imul(this.#options.ids[server], ID_STEP) + k) * SERVERS_MAX + server;
    });
    points.sort();
    if (count > FREE_POINTS) this.#slots.spend?.((count - FREE_POINTS) * STEPS_A_POINT);
    this.state.points = points.map((point) => Math.floor(point / SERVERS_MAX));
    this.state.servers = Int32Array.from(points, (point) => point % SERVERS_MAX);
    this.state.stale[0] = 0;
  }
}
