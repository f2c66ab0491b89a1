// `balance random(<draws>)`: points on the ring, drawn blindly; the less loaded of the servers found wins.
import type { Streams } from '../../random/streams.ts';
import { bits32 } from '../../random/streams.ts';
import type { Selection, Slots } from './selection.ts';
import { ALL_FULL, NO_SERVER, isFull } from './selection.ts';
import type { RingOptions } from './ring.ts';
import { Ring } from './ring.ts';

/** HAProxy 2.6 draws with Marsaglia's 32-bit xorshift generator ("Xorshift RNGs", 2003), from the paper's own seed, at every start. */
const DAEMON_SEED = 2463534242;

/** Draws from a stream of the run's seed, or from HAProxy's own generator. */
export class RandomDraws implements Selection {
  readonly state;
  readonly #ring: Ring;
  readonly #slots: Slots;
  readonly #draws: number;
  readonly #streams: Streams;
  readonly #stream: number;

  constructor(weights: readonly number[], slots: Slots, options: RingOptions, draws: number, streams: Streams, stream: number) {
    this.#ring = new Ring(weights, slots, options);
    /** The ring's columns, and the state of HAProxy's own generator; 0: it is not used. */
    this.state = Object.assign(this.#ring.state, { generator: new Uint32Array(1) });
    this.#slots = slots;
    this.#draws = draws;
    this.#streams = streams;
    this.#stream = stream;
  }

  /** From now on as the daemon itself would draw: the same in every run. */
  drawLikeDaemon(): void {
    this.state.generator[0] = DAEMON_SEED;
  }

  pick(avoid: number): number {
    const { weights, total } = this.state;
    if (total[0] === 0) return NO_SERVER;
    const { connections } = this.#slots;
    let best = -1;
    for (let i = 0; i < this.#draws; i++) {
      const server = this.#ring.at(this.#draw(), avoid);
      if (best < 0 || connections[server] * weights[best] <= connections[best] * weights[server]) best = server;
    }
    // The chosen server being full counts as all being full: the request waits for the first free slot anywhere.
    return isFull(this.#slots, best) ? ALL_FULL : best;
  }

  setWeight(server: number, sixteenths: number): void { this.#ring.setWeight(server, sixteenths); }

  moved(): void {}

  #draw(): number {
    const { generator } = this.state;
    if (generator[0] === 0) return bits32(this.#streams, this.#stream);
    let x = generator[0] | 0;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    generator[0] = x;
    return x >>> 0;
  }
}
