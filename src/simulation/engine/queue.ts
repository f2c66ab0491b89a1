// The event queue: one total order by (time, sequence) over a 4-ary heap and the lanes.
// Constant delays cost no sorting: their events are born in order, so a ring keeps them; of each ring and of the heap only the first event is compared.
import type { Columns } from './columns.ts';
import { createStore, grow } from './store.ts';

/** More different delays than this go to the heap, so that choosing the next event stays cheap on any design. */
const LANES_MAX = 12;
/** Sources of events: the heap, events made in order, then the lanes. */
const HEAP = 0;
const IN_ORDER = 1;
const FIRST_LANE = 2;
const SOURCES = FIRST_LANE + LANES_MAX;

// Positions in `times`: the clock, then the time of the first event of each source, Infinity where there is none.
const NOW = 0;
const HEAD = 1;
// Positions in `words`: events made so far, sources that have ever had one, their first events' sequences, their shapes (see store.ts); then the sequence of the next urgent event.
const SEQUENCE = 0;
const USED = 1;
const HEAD_SEQUENCE = 2;
const SHAPE = HEAD_SEQUENCE + SOURCES;
const URGENT = SHAPE + 4 * SOURCES;
/** Sequence of the first urgent event: before all others, which count from 0. */
const FIRST_URGENT = -2_147_483_648;
/** Slots that all this takes. */
const HEADER = 32;

/** Whether an event has lost its meaning, once and for all: a timeout of what has ended. */
export type IsVoid = (kind: number, a: number, b: number) => boolean;

/**
 * Pending events. An event is a kind and two numbers; `next` takes the earliest and leaves it in `kind`, `a`, `b` and `now`.
 * Void events are dropped on the way: most timeouts never reach the head of their lane.
 */
export class EventQueue {
  readonly #store = createStore(SOURCES, HEADER, SHAPE);
  readonly #delays: number[] = [];
  readonly #isVoid: IsVoid;
  kind = 0;
  a = 0;
  b = 0;

  constructor(isVoid: IsVoid = () => false) {
    this.#isVoid = isVoid;
    this.#store.times.fill(Infinity, HEAD, HEAD + SOURCES);
    this.#store.words[USED] = FIRST_LANE;
    this.#store.words[URGENT] = FIRST_URGENT;
  }

  /** Time of the latest event taken, in milliseconds. */
  get now(): number { return this.#store.times[NOW]; }

  /** All that changes, for snapshots. */
  get state(): Columns { return this.#store as unknown as Columns; }

  /** Lets time pass; no pending event may be earlier. */
  passTo(ms: number): void {
    if (ms > this.#store.times[NOW]) this.#store.times[NOW] = ms;
  }

  /** The lane for a constant delay in milliseconds, or −1 when there are too many or the delay is not finite. To be called before the first event. */
  lane(delay: number): number {
    const known = this.#delays.indexOf(delay);
    if (known >= 0 || this.#delays.length === LANES_MAX || delay === Infinity) return known;
    return this.#delays.push(delay) - 1;
  }

  /** An event after the delay of a lane; `delay` is used where there is no lane. */
  after(lane: number, delay: number, kind: number, a: number, b: number): void {
    const time = this.#store.times[NOW] + delay;
    if (lane >= 0) this.#append(FIRST_LANE + lane, time, kind, a, b);
    else if (time !== Infinity) this.at(time, kind, a, b);
  }

  /** An event that is later than every pending one made this way. */
  inOrder(time: number, kind: number, a: number, b: number): void {
    this.#append(IN_ORDER, time, kind, a, b);
  }

  #append(source: number, time: number, kind: number, a: number, b: number): void {
    const shape = (SHAPE + (source << 2)) | 0;
    if (this.#store.words[shape + 3] > this.#store.words[shape + 1]) grow(this.#store, shape);
    const { times, words } = this.#store;
    const count = words[shape + 3];
    const slot = (words[shape] + ((words[shape + 2] + count) & words[shape + 1])) | 0;
    const event = slot << 2;
    const sequence = words[SEQUENCE];
    words[SEQUENCE] = sequence + 1;
    words[shape + 3] = count + 1;
    times[slot] = time;
    words[event] = sequence;
    words[event + 1] = kind | 0;
    words[event + 2] = a | 0;
    words[event + 3] = b | 0;
    if (count > 0) return;
    times[HEAD + source] = time;
    words[HEAD_SEQUENCE + source] = sequence;
    if (source >= words[USED]) words[USED] = source + 1;
  }

  /** An event at any time from now on. */
  at(time: number, kind: number, a: number, b: number): void {
    this.#push(time, this.#store.words[SEQUENCE]++, kind, a, b);
  }

  /** An event at any time from now on that comes before all that is not urgent at the same time, whenever that was made; urgent ones keep their order. */
  urgent(time: number, kind: number, a: number, b: number): void {
    this.#push(time, this.#store.words[URGENT]++, kind, a, b);
  }

  /** Takes back what was made with `inOrder` and is pending. */
  dropInOrder(): void {
    this.#store.words[SHAPE + (IN_ORDER << 2) + 3] = 0;
    this.#store.times[HEAD + IN_ORDER] = Infinity;
  }

  #push(time: number, sequence: number, kind: number, a: number, b: number): void {
    if (this.#store.words[SHAPE + 3] > this.#store.words[SHAPE + 1]) grow(this.#store, SHAPE);
    const { times, words } = this.#store;
    const base = words[SHAPE];
    let at = words[SHAPE + 3];
    words[SHAPE + 3] = at + 1;
    while (at > 0) {
      const above = (at - 1) >> 2;
      const other = times[base + above];
      if (other < time || (other === time && words[(base + above) << 2] < sequence)) break;
      times[base + at] = other;
      move(words, (base + at) << 2, (base + above) << 2);
      at = above;
    }
    const event = (base + at) << 2;
    times[base + at] = time;
    words[event] = sequence;
    words[event + 1] = kind | 0;
    words[event + 2] = a | 0;
    words[event + 3] = b | 0;
    if (at > 0) return;
    times[HEAD + HEAP] = time;
    words[HEAD_SEQUENCE + HEAP] = sequence;
  }

  /** Takes the earliest event if it is not later than `until`. */
  next(until: number): boolean {
    const { times, words } = this.#store;
    const used = words[USED];
    let source = HEAP;
    let time = times[HEAD + HEAP];
    for (let i = 1; i < used; i++) {
      const other = times[HEAD + i];
      if (other > time || (other === time && words[HEAD_SEQUENCE + i] > words[HEAD_SEQUENCE + source])) continue;
      source = i;
      time = other;
    }
    if (time > until || time === Infinity) return false;
    const shape = (SHAPE + (source << 2)) | 0;
    const event = (words[shape] + words[shape + 2]) << 2;
    times[NOW] = time;
    this.kind = words[event + 1];
    this.a = words[event + 2];
    this.b = words[event + 3];
    if (source === HEAP) this.#dropTop();
    else this.#dropFirst(source, shape);
    return true;
  }

  /** Takes the first event of a ring away, and all void ones behind it. */
  #dropFirst(source: number, shape: number): void {
    const { times, words } = this.#store;
    const base = words[shape];
    const mask = words[shape + 1];
    let first = words[shape + 2];
    let left = words[shape + 3];
    let slot = 0;
    let event = 0;
    do {
      first = (first + 1) & mask;
      left = (left - 1) | 0;
      slot = (base + first) | 0;
      event = slot << 2;
    } while (left > 0 && this.#isVoid(words[event + 1], words[event + 2], words[event + 3]));
    words[shape + 2] = first;
    words[shape + 3] = left;
    if (left > 0) times[HEAD + source] = times[slot];
    else times[HEAD + source] = Infinity;
    words[HEAD_SEQUENCE + source] = words[event];
  }

  /** Takes the top of the heap away. */
  #dropTop(): void {
    const { times, words } = this.#store;
    const base = words[SHAPE];
    const left = (words[SHAPE + 3] - 1) | 0;
    words[SHAPE + 3] = left;
    if (left > 0) {
      mend(times, words, base, left);
      times[HEAD + HEAP] = times[base];
      words[HEAD_SEQUENCE + HEAP] = words[base << 2];
    } else times[HEAD + HEAP] = Infinity;
  }
}

/** The heap from slot `base` on has lost its top: its last event, at `last`, takes the place and sinks. */
function mend(times: Float64Array, words: Int32Array, base: number, last: number): void {
  const end = (base + last) | 0;
  const time = times[end];
  const sequence = words[end << 2];
  let at = base;
  for (;;) {
    // Of four children the first is at base + 4 × (at − base) + 1.
    let best = (((at - base) << 2) + base + 1) | 0;
    if (best >= end) break;
    const behind = best + 4 < end ? (best + 4) | 0 : end;
    let least = times[best];
    for (let i = (best + 1) | 0; i < behind; i = (i + 1) | 0) {
      const other = times[i];
      if (other > least || (other === least && words[i << 2] > words[best << 2])) continue;
      best = i;
      least = other;
    }
    if (time < least || (time === least && sequence < words[best << 2])) break;
    times[at] = least;
    move(words, at << 2, best << 2);
    at = best;
  }
  times[at] = time;
  move(words, at << 2, end << 2);
}

function move(words: Int32Array, to: number, from: number): void {
  words[to] = words[from];
  words[to + 1] = words[from + 1];
  words[to + 2] = words[from + 2];
  words[to + 3] = words[from + 3];
}
