// When the learning system is asked to store: soon after a change, not too often, again and again while it fails, and always what is newest.
import { CommitProblem } from './learning-system.ts';

/** A clock, and something to be done later; `after` gives what calls it off. */
export interface Clock {
  nowMs(): number;
  after(ms: number, task: () => void): () => void;
}

/** How storing stands. `storing`: something is not stored yet, and will be soon. */
export type CommitState = { kind: 'kept'; atMs: number } | { kind: 'storing' } | { kind: 'failed'; message: string; nextMs: number };

/** How soon a change is handed over, milliseconds: a run, a lesson, an answer; and what is typed. Many learning systems hold the page while they store. */
export const SOON_MS = { worth: 1000, typed: 15_000 } as const;
/** Between the end of a commit and the next one. */
export const PAUSE_MS = 5000;
/** Waits after failures: the first, doubled each time, and the longest. */
export const RETRY_MS = { first: 2000, most: 60_000 } as const;

/** Commits, one at a time. */
export class Commits {
  readonly #commit: () => Promise<void>;
  readonly #clock: Clock;
  readonly #onState: (state: CommitState) => void;
  #isDirty = false;
  #isRunning = false;
  #hasEnded = false;
  #failures = 0;
  #lastEndMs = -Infinity;
  #next: { atMs: number; cancel: () => void } | null = null;

  /** `commit` hands over what is newest at its call. */
  constructor(commit: () => Promise<void>, clock: Clock, onState: (state: CommitState) => void) {
    this.#commit = commit;
    this.#clock = clock;
    this.#onState = onState;
  }

  /** Something has changed. */
  changed(how: keyof typeof SOON_MS): void {
    this.#isDirty = true;
    if (this.#hasEnded || this.#isRunning || this.#failures > 0) return;
    this.#onState({ kind: 'storing' });
    this.#plan(Math.max(this.#clock.nowMs() + SOON_MS[how], this.#lastEndMs + PAUSE_MS));
  }

  /** Does it at once where anything waits. */
  now(): void {
    if (this.#isDirty && !this.#isRunning && !this.#hasEnded) void this.#run();
  }

  /** Nothing is handed over any more. */
  end(): void {
    this.#hasEnded = true;
    this.#next?.cancel();
  }

  #plan(atMs: number): void {
    if (this.#hasEnded || (this.#next !== null && this.#next.atMs <= atMs)) return;
    this.#next?.cancel();
    this.#next = { atMs, cancel: this.#clock.after(Math.max(0, atMs - this.#clock.nowMs()), () => void this.#run()) };
  }

  async #run(): Promise<void> {
    this.#next?.cancel();
    this.#next = null;
    if (this.#hasEnded) return;
    this.#isRunning = true;
    this.#isDirty = false;
    this.#onState({ kind: 'storing' });
    const failure = await this.#tried();
    this.#isRunning = false;
    this.#lastEndMs = this.#clock.nowMs();
    if (this.#hasEnded) return;
    if (failure === null) {
      this.#failures = 0;
      if (this.#isDirty) this.changed('worth');
      else this.#onState({ kind: 'kept', atMs: this.#lastEndMs });
      return;
    }
    this.#isDirty = true;
    this.#failures += 1;
    const nextMs = this.#lastEndMs + Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** (this.#failures - 1));
    this.#onState({ kind: 'failed', message: failure, nextMs });
    this.#plan(nextMs);
  }

  /** Why it failed, as a sentence; null: it did not. */
  async #tried(): Promise<string | null> {
    try {
      await this.#commit();
      return null;
    } catch (error) {
      return error instanceof CommitProblem ? error.message : `The page could not hand it over: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}
