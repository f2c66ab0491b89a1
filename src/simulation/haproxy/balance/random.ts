// `balance random(<draws>)`: points on a ring, drawn blindly; the less loaded of the servers found wins.
import type { Streams } from '../../random/streams.ts';
import { bits32 } from '../../random/streams.ts';
import type { Selection, Slots } from './selection.ts';
import { ALL_FULL, NO_SERVER, isFull } from './selection.ts';

/** Points on the ring for each unit of weight. */
const POINTS = 16;
/** Servers of one backend, at most: a point's hash and its server fit into 52 bits. */
const SERVERS_MAX = 1048576;

/** Bob Jenkins' 4-byte integer hash of six steps (burtleburtle.net/bob/hash/integer.html), times 3221225473, modulo 2³². */
export function avalanche(value: number): number {
  let a = value | 0;
  a = (a + 0x7ed55d16 + (a << 12)) | 0;
  a = a ^ 0xc761c23c ^ (a >>> 19);
  a = (a + 0x165667b1 + (a << 5)) | 0;
  a = (a + 0xd3a2646c) ^ (a << 9);
  a = (a + 0xfd7046c5 + (a << 3)) | 0;
  a = a ^ 0xb55a4f09 ^ (a >>> 16);
  return Math.imul(a, 3221225473) >>> 0;
}

/** The ring is laid once; points of servers that are out are passed over. */
export class RandomDraws implements Selection {
  readonly state;
  readonly #slots: Slots;
  readonly #draws: number;
  readonly #streams: Streams;
  readonly #stream: number;
  /** Points in ascending order, and the server at each. */
  readonly #points: Float64Array;
  readonly #servers: Int32Array;

  constructor(weights: readonly number[], slots: Slots, ids: readonly number[], draws: number, streams: Streams, stream: number) {
    this.state = { weights: Int32Array.from(weights), total: Int32Array.of(weights.reduce((sum, weight) => sum + weight, 0)) };
    this.#slots = slots;
    this.#draws = draws;
    this.#streams = streams;
    this.#stream = stream;
    // One number a point, hash first and server behind it, so that sorting numbers sorts points.
    const points = new Float64Array(POINTS * this.state.total[0]);
    let count = 0;
    weights.forEach((weight, server) => {
      for (let k = 0; k < POINTS * weight; k++) points[count++] = avalanche(Math.imul(ids[server], 4096) + k) * SERVERS_MAX + server;
    });
    points.sort();
    this.#points = points.map((point) => Math.floor(point / SERVERS_MAX));
    this.#servers = Int32Array.from(points, (point) => point % SERVERS_MAX);
  }

  pick(avoid: number): number {
    const { weights, total } = this.state;
    if (total[0] === 0) return NO_SERVER;
    const { connections } = this.#slots;
    const alone = avoid < 0 || total[0] === weights[avoid];
    let best = -1;
    for (let i = 0; i < this.#draws; i++) {
      const server = this.#nearest(bits32(this.#streams, this.#stream), alone ? -1 : avoid);
      if (best < 0 || connections[server] * weights[best] <= connections[best] * weights[server]) best = server;
    }
    // The chosen server being full counts as all being full: the request waits for the first free slot anywhere.
    return isFull(this.#slots, best) ? ALL_FULL : best;
  }

  setWeight(server: number, weight: number): void {
    this.state.total[0] += weight - this.state.weights[server];
    this.state.weights[server] = weight;
  }

  moved(): void {}

  /** The server whose point is nearest to a hash, in either direction round the ring; a tie goes to the lower. */
  #nearest(hash: number, avoid: number): number {
    const points = this.#points;
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (points[middle] < hash) low = middle + 1;
      else high = middle;
    }
    const next = this.#walk(low === points.length ? 0 : low, 1, avoid);
    const previous = this.#walk(low === 0 ? points.length - 1 : low - 1, -1, avoid);
    const up = (points[next] - hash) >>> 0;
    const down = (hash - points[previous]) >>> 0;
    return this.#servers[down <= up ? previous : next];
  }

  #walk(from: number, step: number, avoid: number): number {
    const count = this.#points.length;
    let at = from;
    while (this.state.weights[this.#servers[at]] === 0 || this.#servers[at] === avoid) {
      at += step;
      if (at === count) at = 0;
      else if (at < 0) at = count - 1;
    }
    return at;
  }
}
