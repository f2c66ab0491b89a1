// `balance roundrobin`: dynamic weighted round robin as HAProxy 2.6 was recorded doing it.
// Positions count picks; a window runs from W to 2W, W being 16 × the sum of the weights. A server not yet picked in the window is *fresh*;
// a picked one becomes *due* at its previous due position + W/e (e = 16 × weight), the remainder carried; due beyond 2W it waits for *later*.
import type { Selection, Slots } from './selection.ts';
import { ALL_FULL, NO_SERVER, SIXTEENTHS, isFull } from './selection.ts';
import { createTournament, play, winner } from './tournament.ts';

const OUT = 0;
const FRESH = 1;
const LATER = 2;
const DUE = 3;

/** Positions in `state.group`: sum of e now, sum of e in this window, position, and a counter of queueing. */
const NEW = 0;
const WINDOW = 1;
const POSITION = 2;
const ORDER = 3;

/** The largest e, and how finely the queue tells servers apart that are due at the same position. */
const E_MAX = 4096;
const SUBPOSITIONS = 256;

/** More servers than this set aside for one choice count as steps, so many each. */
const MANY_ASIDE = 32;
const STEPS_ASIDE = 400;

/** The next server in turn, by weight; the heaviest is first. */
export class RoundRobin implements Selection {
  readonly state;
  readonly #slots: Slots;
  readonly #aside: Int32Array;

  constructor(weights: readonly number[], slots: Slots) {
    const count = weights.length;
    const ints = (): Int32Array => new Int32Array(count);
    this.state = {
      e: Int32Array.from(weights, (weight) => weight * SIXTEENTHS), due: ints(), remainder: ints(), last: ints(), list: ints(), order: ints(), group: new Int32Array(4),
      /** Due servers by position, fresh ones by weight. */
      key: new Float64Array(count), dueTree: createTournament(count), freshTree: createTournament(count),
    };
    this.#slots = slots;
    this.#aside = ints();
    const { e, group } = this.state;
    for (let i = 0; i < count; i++) {
      if (e[i] === 0) continue;
      this.#put(i, FRESH);
      group[NEW] += e[i];
    }
    group[WINDOW] = group[POSITION] = group[NEW];
  }

  pick(avoid: number): number {
    const { group } = this.state;
    if (group[NEW] === 0) return NO_SERVER;
    if (group[WINDOW] === 0) group[WINDOW] = group[POSITION] = group[NEW];
    let aside = 0;
    let avoided = -1;
    let chosen = -1;
    let switched = false;
    for (;;) {
      const server = this.#take();
      if (server < 0) {
        if (switched) {
          chosen = avoided;
          break;
        }
        switched = true;
        this.#nextWindow();
        continue;
      }
      this.#advance(server);
      if (!isFull(this.#slots, server)) {
        if (server !== avoid || avoided >= 0) {
          chosen = server;
          break;
        }
        avoided = server;
      }
      this.#aside[aside++] = server;
    }
    if (aside > MANY_ASIDE) this.#slots.spend?.(aside * STEPS_ASIDE);
    if (chosen >= 0) this.#queue(chosen);
    // Full and avoided servers have used up their turn; they go back, the latest first.
    while (aside > 0) {
      const server = this.#aside[--aside];
      if (server === chosen) continue;
      if (switched) this.#put(server, FRESH);
      else this.#queue(server);
    }
    return chosen >= 0 ? chosen : ALL_FULL;
  }

  setWeight(server: number, now: number): void {
    const { e, due, remainder, last, list, group } = this.state;
    const old = e[server];
    if (now === old) return;
    const was = list[server];
    this.#drop(server);
    group[NEW] += now - old;
    e[server] = now;
    if (now === 0) return;
    if (old === 0) {
      // HAProxy divides without a sign: where the window is nearly over for the weights that are left, the server waits for the next.
      due[server] = group[POSITION] + Math.floor(((group[NEW] + group[WINDOW] - group[POSITION]) >>> 0) / now);
      this.#queue(server);
    } else if (was === FRESH) {
      this.#put(server, FRESH);
    } else {
      const before = due[server] + (was === LATER ? group[WINDOW] : 0);
      const step = Math.floor(group[NEW] / now);
      due[server] = Math.min(last[server] + step, before);
      remainder[server] = 0;
      if (due[server] < group[POSITION] + 2) due[server] = group[POSITION] + step;
      this.#queue(server);
    }
  }

  moved(): void {}

  /** Earliest due server if it is due by now, else the heaviest fresh one, else the earliest due; −1: the window is over. */
  #take(): number {
    const { due, remainder, dueTree, freshTree, group } = this.state;
    const first = winner(dueTree);
    const fresh = winner(freshTree);
    const server = first >= 0 && (fresh < 0 || due[first] <= group[POSITION]) ? first : fresh;
    if (server < 0) return -1;
    this.#drop(server);
    if (server === fresh) {
      due[server] = group[POSITION];
      remainder[server] = 0;
    }
    return server;
  }

  #nextWindow(): void {
    const { e, list, key, order, freshTree, group } = this.state;
    for (let i = 0; i < list.length; i++) {
      if (list[i] !== LATER) continue;
      list[i] = FRESH;
      key[i] = -e[i];
      play(freshTree, key, order, i, true);
    }
    group[WINDOW] = group[POSITION] = group[NEW];
  }

  #advance(server: number): void {
    const { e, due, remainder, last, group } = this.state;
    const own = e[server];
    last[server] = due[server];
    due[server] += Math.floor(group[NEW] / own);
    remainder[server] += group[NEW] % own;
    if (remainder[server] >= own) {
      remainder[server] -= own;
      due[server]++;
    }
    group[POSITION]++;
  }

  #queue(server: number): void {
    const { due, group } = this.state;
    if (due[server] >= 2 * group[WINDOW] || due[server] >= group[WINDOW] + group[NEW]) {
      due[server] -= group[WINDOW];
      this.#put(server, LATER);
    } else this.#put(server, DUE);
  }

  #put(server: number, into: number): void {
    const { e, due, remainder, list, key, order, dueTree, freshTree, group } = this.state;
    list[server] = into;
    order[server] = ++group[ORDER];
    // A server that came back with a smaller weight may have a remainder of several turns: it counts as due later.
    if (into === DUE) {
      key[server] = due[server] * SUBPOSITIONS + ((E_MAX + remainder[server] - e[server]) >> 4);
      play(dueTree, key, order, server, true);
    } else if (into === FRESH) {
      key[server] = -e[server];
      play(freshTree, key, order, server, true);
    }
  }

  /** Takes a server out of its list. */
  #drop(server: number): void {
    const { list, key, order, dueTree, freshTree } = this.state;
    if (list[server] === DUE) play(dueTree, key, order, server, false);
    else if (list[server] === FRESH) play(freshTree, key, order, server, false);
    list[server] = OUT;
  }
}
