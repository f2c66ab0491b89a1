// `balance leastconn` and `balance first`: choices by the connections that servers have.
import type { Selection, Slots } from './selection.ts';
import { ALL_FULL, NO_SERVER, SIXTEENTHS, isFull } from './selection.ts';
import { createTournament, play, winner } from './tournament.ts';

/** Keys are connections for each unit of weight, times this. */
const KEY_SCALE = 4096;

/**
 * Key: 0 when idle, else ⌊(connections + 1) · 4096 / (16 · weight)⌋, who waits for the server being counted like a connection. Smallest key first;
 * equal keys in the order in which they got theirs. A full server is passed over, unless its `maxqueue` has room (fwlc_get_next_server of HAProxy 2.6).
 */
export class LeastConnections implements Selection {
  readonly state;
  readonly #slots: Slots;

  constructor(weights: readonly number[], slots: Slots) {
    const count = weights.length;
    this.state = {
      weights: Int32Array.from(weights, (weight) => weight * SIXTEENTHS), key: new Float64Array(count), order: Int32Array.from(weights, (_, i) => i + 1),
      counter: Int32Array.of(count), tree: createTournament(count),
    };
    this.#slots = slots;
    const { key, order, tree } = this.state;
    weights.forEach((weight, i) => play(tree, key, order, i, weight > 0));
  }

  pick(avoid: number): number {
    const { weights, key, order, tree } = this.state;
    const first = winner(tree);
    if (first < 0) return NO_SERVER;
    if (first !== avoid && this.#hasRoom(first)) return first;
    this.#slots.spend?.(weights.length);
    let best = NO_SERVER;
    let avoided = false;
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] === 0 || !this.#hasRoom(i)) continue;
      if (i === avoid) avoided = true;
      else if (best < 0 || key[i] < key[best] || (key[i] === key[best] && order[i] < order[best])) best = i;
    }
    if (best >= 0) return best;
    return avoided ? avoid : ALL_FULL;
  }

  setWeight(server: number, sixteenths: number): void {
    if (this.state.weights[server] === sixteenths) return;
    this.state.weights[server] = sixteenths;
    this.#requeue(server, this.#keyOf(server));
  }

  moved(server: number): void {
    if (this.state.weights[server] === 0) return;
    const key = this.#keyOf(server);
    if (key !== this.state.key[server]) this.#requeue(server, key);
  }

  #hasRoom(server: number): boolean {
    const slots = this.#slots;
    const limit = slots.maxconn[server];
    return limit === 0 || slots.connections[server] + (slots.waits?.(server) ?? 0) < limit + (slots.maxqueue?.[server] ?? 0);
  }

  #keyOf(server: number): number {
    const connections = this.#slots.connections[server] + (this.#slots.waits?.(server) ?? 0);
    const weight = this.state.weights[server];
    return connections === 0 || weight === 0 ? 0 : Math.floor(((connections + 1) * KEY_SCALE) / weight);
  }

  #requeue(server: number, key: number): void {
    const { state } = this;
    state.key[server] = key;
    state.order[server] = ++state.counter[0];
    play(state.tree, state.key, state.order, server, state.weights[server] > 0);
  }
}

/** The server with the lowest id that has a free slot. */
export class FirstServer implements Selection {
  readonly state;
  readonly #slots: Slots;
  readonly #order: number[];

  constructor(weights: readonly number[], slots: Slots, ids: readonly number[]) {
    this.state = { weights: Int32Array.from(weights) };
    this.#slots = slots;
    this.#order = weights.map((_, i) => i).sort((a, b) => ids[a] - ids[b]);
  }

  pick(avoid: number): number {
    let usable = false;
    let avoided = false;
    for (const server of this.#order) {
      if (this.state.weights[server] === 0) continue;
      usable = true;
      if (isFull(this.#slots, server)) continue;
      if (server !== avoid) return server;
      avoided = true;
    }
    if (avoided) return avoid;
    return usable ? ALL_FULL : NO_SERVER;
  }

  setWeight(server: number, sixteenths: number): void { this.state.weights[server] = sixteenths; }

  moved(): void {}
}
