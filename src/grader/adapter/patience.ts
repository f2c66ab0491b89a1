/** Milliseconds that a learner's code gets at least, from the word that it begins to the word that it has ended: a hundred times what a design takes. */
const CODE_MS = 1_500;
const WALL_MS = 10_000;

/**
 * How long a worker may be silent. Most of what it does is bounded by counts; only a learner's code (a built-in call that QuickJS cannot interrupt) and their
 * types are not. So from the word that they begin the time is short: as long as the worker took to come to them, which a busy computer makes longer, and
 * never less than 1.5 s.
 */
export class Patience {
  readonly #startedMs: number;
  readonly #wallMs: number;
  readonly #give: (seconds: number) => void;
  #timer: ReturnType<typeof setTimeout>;

  /** `giveUp` is called once, with the seconds that were waited, unless `end` comes first. `startedMs`: when the worker was asked. */
  constructor(giveUp: (seconds: number) => void, wallMs = WALL_MS, startedMs = performance.now()) {
    this.#startedMs = startedMs;
    this.#give = giveUp;
    this.#wallMs = wallMs;
    this.#timer = this.#wait(wallMs);
  }

  /** The worker has told something. */
  hear(word: { type: string; done?: unknown }): void {
    const begins = word.type === 'code' && word.done === false;
    const startMs = Math.ceil(performance.now() - this.#startedMs);
    clearTimeout(this.#timer);
    this.#timer = this.#wait(begins ? Math.min(this.#wallMs, Math.max(CODE_MS, startMs)) : this.#wallMs);
  }

  /** Nobody waits any more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #wait(ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#give(Math.round(ms / 100) / 10), ms);
  }
}
