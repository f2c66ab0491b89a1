// Events that all wait equally long are born in order: a ring keeps them without any sorting.
import type { Columns } from './columns.ts';

/** First in, first out, for events with one constant delay. The capacity is a power of two and doubles when full. */
export class Lane {
  readonly delay: number;
  /** `ends` holds the position of the first event and the number of events. */
  readonly state = {
    time: new Float64Array(64), sequence: new Int32Array(64), kind: new Uint8Array(64),
    a: new Int32Array(64), b: new Int32Array(64), ends: new Int32Array(2),
  };

  constructor(delay: number) { this.delay = delay; }

  push(time: number, sequence: number, kind: number, a: number, b: number): void {
    const s = this.state;
    if (s.ends[1] === s.time.length) this.#double();
    const at = (s.ends[0] + s.ends[1]) & (s.time.length - 1);
    s.time[at] = time;
    s.sequence[at] = sequence;
    s.kind[at] = kind;
    s.a[at] = a;
    s.b[at] = b;
    s.ends[1]++;
  }

  dropFirst(): void {
    const ends = this.state.ends;
    ends[0] = (ends[0] + 1) & (this.state.time.length - 1);
    ends[1]--;
  }

  #double(): void {
    const s: Columns = this.state;
    const first = this.state.ends[0];
    for (const name of Object.keys(s)) {
      if (name === 'ends') continue;
      const old = s[name];
      const Kind = old.constructor as new (length: number) => typeof old;
      const copy = new Kind(old.length * 2);
      copy.set(old.subarray(first));
      copy.set(old.subarray(0, first), old.length - first);
      s[name] = copy;
    }
    this.state.ends[0] = 0;
  }
}
