/** Milliseconds that a learner's code gets, from the word that it begins to the word that it has ended: a hundred times what a design takes. */
const CODE_MS = 1_500;
const WALL_MS = 10_000;
/** Between two looks at the processor time of a worker that others keep waiting. */
const LOOK_MS = 100;

/**
 * How long a worker may be silent. Most of what it does is bounded by counts; only a learner's code (a built-in call that QuickJS cannot interrupt) and their
 * types are not. So from the word that they begin the time is short: 1.5 s of processor time. Where that is not known, it is time by the clock, and as long
 * as the worker took to come to them, which a busy computer makes longer, but never less than 1.5 s.
 */
export class Patience {
  readonly #startedMs: number;
  readonly #wallMs: number;
  readonly #give: (seconds: number) => void;
  readonly #spentMs: () => number | null;
  #timer: ReturnType<typeof setTimeout>;

  /** `giveUp` is called once, with the seconds that were waited, unless `end` comes first. `startedMs`: when the worker was asked; `spentMs`: milliseconds of processor time of the worker, null where nobody knows. */
  constructor(giveUp: (seconds: number) => void, wallMs = WALL_MS, startedMs = performance.now(), spentMs: () => number | null = () => null) {
    this.#startedMs = startedMs;
    this.#give = giveUp;
    this.#wallMs = wallMs;
    this.#spentMs = spentMs;
    this.#timer = this.#wait(wallMs);
  }

  /** The worker has told something. */
  hear(word: { type: string; done?: unknown }): void {
    const begins = word.type === 'code' && word.done === false;
    const nowMs = performance.now();
    const startMs = Math.ceil(nowMs - this.#startedMs);
    const spentMs = begins ? this.#spentMs() : null;
    clearTimeout(this.#timer);
    this.#timer = spentMs !== null ? setTimeout(() => this.#look(nowMs, spentMs), CODE_MS) : this.#wait(begins ? Math.min(this.#wallMs, Math.max(CODE_MS, startMs)) : this.#wallMs);
  }

  /** Nobody waits any more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  /** The code has begun at `sinceMs` by the clock, and at `beforeMs` of processor time. */
  #look(sinceMs: number, beforeMs: number): void {
    const waitedMs = performance.now() - sinceMs;
    const leftMs = Math.min(this.#wallMs - waitedMs, CODE_MS - ((this.#spentMs() ?? Infinity) - beforeMs));
    if (leftMs <= 0) return this.#give(Math.round(waitedMs / 100) / 10);
    this.#timer = setTimeout(() => this.#look(sinceMs, beforeMs), Math.min(leftMs, LOOK_MS));
  }

  #wait(ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#give(Math.round(ms / 100) / 10), ms);
  }
}
