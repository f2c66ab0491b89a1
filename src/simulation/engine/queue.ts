// The event queue: one total order by (time, sequence) over a 4-ary heap and the lanes.
// Shape (d) of the measurements in ARCHITECTURE.md: constant delays cost no sorting.
import { widen } from './columns.ts';
import { Lane } from './lane.ts';

/** More different delays than this go to the heap, so that choosing the next event stays cheap on any design. */
const LANES_MAX = 12;

/** Pending events. An event is a kind and two numbers; `next` takes the earliest and leaves it in `kind`, `a`, `b` and `now`. */
export class EventQueue {
  /** Time of the latest event taken, in milliseconds, at position 0. */
  readonly clock = { now: new Float64Array(1), counts: new Int32Array(2) };
  readonly heap = { time: new Float64Array(64), sequence: new Int32Array(64), kind: new Uint8Array(64), a: new Int32Array(64), b: new Int32Array(64) };
  readonly heads = { time: new Float64Array(LANES_MAX).fill(Infinity), sequence: new Int32Array(LANES_MAX) };
  readonly lanes: Lane[] = [];
  kind = 0;
  a = 0;
  b = 0;

  get now(): number { return this.clock.now[0]; }

  /** The lane for a constant delay in milliseconds, or −1 when there are too many or the delay is not finite. To be called before the first event. */
  lane(delay: number): number {
    const known = this.lanes.findIndex((lane) => lane.delay === delay);
    if (known >= 0 || this.lanes.length === LANES_MAX || delay === Infinity) return known;
    this.lanes.push(new Lane(delay));
    return this.lanes.length - 1;
  }

  /** An event after the delay of a lane; `delay` is used where there is no lane. */
  after(lane: number, delay: number, kind: number, a: number, b: number): void {
    const time = this.clock.now[0] + delay;
    if (lane < 0) {
      if (time !== Infinity) this.at(time, kind, a, b);
      return;
    }
    const sequence = this.clock.counts[1]++;
    const ring = this.lanes[lane];
    if (ring.state.ends[1] === 0) {
      this.heads.time[lane] = time;
      this.heads.sequence[lane] = sequence;
    }
    ring.push(time, sequence, kind, a, b);
  }

  /** An event at any time from now on. */
  at(time: number, kind: number, a: number, b: number): void {
    const sequence = this.clock.counts[1]++;
    const heap = this.heap;
    if (this.clock.counts[0] === heap.time.length) widen(heap);
    let at = this.clock.counts[0]++;
    while (at > 0) {
      const above = (at - 1) >> 2;
      if (heap.time[above] <= time) break;
      this.#move(at, above);
      at = above;
    }
    heap.time[at] = time;
    heap.sequence[at] = sequence;
    heap.kind[at] = kind;
    heap.a[at] = a;
    heap.b[at] = b;
  }

  /** Takes the earliest event if it is not later than `until`. */
  next(until: number): boolean {
    const { heap, heads } = this;
    let lane = -1;
    let time = Infinity;
    let sequence = 0;
    if (this.clock.counts[0] > 0) {
      time = heap.time[0];
      sequence = heap.sequence[0];
    }
    for (let i = 0; i < this.lanes.length; i++) {
      const head = heads.time[i];
      if (head < time || (head === time && heads.sequence[i] < sequence)) {
        lane = i;
        time = head;
        sequence = heads.sequence[i];
      }
    }
    if (time > until || time === Infinity) return false;
    this.clock.now[0] = time;
    if (lane >= 0) this.#takeFromLane(lane);
    else this.#takeFromHeap();
    return true;
  }

  #takeFromLane(lane: number): void {
    const ring = this.lanes[lane];
    const s = ring.state;
    const first = s.ends[0];
    this.kind = s.kind[first];
    this.a = s.a[first];
    this.b = s.b[first];
    ring.dropFirst();
    this.heads.time[lane] = s.ends[1] > 0 ? s.time[s.ends[0]] : Infinity;
    this.heads.sequence[lane] = s.sequence[s.ends[0]];
  }

  #takeFromHeap(): void {
    const heap = this.heap;
    this.kind = heap.kind[0];
    this.a = heap.a[0];
    this.b = heap.b[0];
    const last = --this.clock.counts[0];
    if (last === 0) return;
    const time = heap.time[last];
    const sequence = heap.sequence[last];
    let at = 0;
    for (;;) {
      let best = at * 4 + 1;
      if (best >= last) break;
      const end = best + 4 < last ? best + 4 : last;
      for (let i = best + 1; i < end; i++) {
        if (heap.time[i] < heap.time[best] || (heap.time[i] === heap.time[best] && heap.sequence[i] < heap.sequence[best])) best = i;
      }
      if (time < heap.time[best] || (time === heap.time[best] && sequence < heap.sequence[best])) break;
      this.#move(at, best);
      at = best;
    }
    this.#move(at, last);
  }

  #move(to: number, from: number): void {
    const heap = this.heap;
    heap.time[to] = heap.time[from];
    heap.sequence[to] = heap.sequence[from];
    heap.kind[to] = heap.kind[from];
    heap.a[to] = heap.a[from];
    heap.b[to] = heap.b[from];
  }
}
