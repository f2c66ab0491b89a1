/** Milliseconds that a learner's code gets at least, from the first word of a worker to the second: a hundred times what a design takes. */
const CODE_MS = 1_500;
const WALL_MS = 10_000;

/**
 * How long a worker may be silent. Its first word says that it has begun, the second that the learner's code came to an end; further ones that a run was
 * simulated. Only built-in calls that QuickJS cannot interrupt take long between the first two, so that time is short: as long as the worker took to
 * begin, which a busy computer makes longer, and never less than 1.5 s.
 */
export class Patience {
  readonly #startedMs: number;
  readonly #wallMs: number;
  readonly #give: (seconds: number) => void;
  #words = 0;
  #timer: ReturnType<typeof setTimeout>;

  /** `giveUp` is called once, with the seconds that were waited, unless `end` comes first. `startedMs`: when the worker was asked. */
  constructor(giveUp: (seconds: number) => void, wallMs = WALL_MS, startedMs = performance.now()) {
    this.#startedMs = startedMs;
    this.#give = giveUp;
    this.#wallMs = wallMs;
    this.#timer = this.#wait(wallMs);
  }

  /** The worker has told its progress. */
  progress(): void {
    clearTimeout(this.#timer);
    this.#words += 1;
    const startMs = Math.ceil(performance.now() - this.#startedMs);
    this.#timer = this.#wait(this.#words === 1 ? Math.min(this.#wallMs, Math.max(CODE_MS, startMs)) : this.#wallMs);
  }

  /** Nobody waits any more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #wait(ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#give(Math.round(ms / 100) / 10), ms);
  }
}
