// One moment of one run, for all instruments: the playhead, whether it plays, and what is chosen. They read it, move it and follow it.

/** What the learner has chosen: an event (its position in the series), a part of the design, or a line of design.ts (from 1). */
export type Chosen = { kind: 'event'; at: number } | { kind: 'part'; name: string } | { kind: 'line'; line: number };

/** What a moment knows of its run. */
export interface MomentRun {
  durationMs: number;
  /** Moments of events, rising; equal ones are allowed. */
  eventsMs: readonly number[];
}

/** Play goes so many times faster than the run. */
export const PLAY_SPEED = 4;

/** The playhead and the choice of one set of instruments. */
export class Moment {
  #run: MomentRun = { durationMs: 0, eventsMs: [] };
  #atMs = 0;
  #isPlaying = false;
  #chosen: Chosen | null = null;
  readonly #followers = new Set<() => void>();

  /** Milliseconds of the run, 0 to its duration. */
  get atMs(): number { return this.#atMs; }
  get durationMs(): number { return this.#run.durationMs; }
  get isPlaying(): boolean { return this.#isPlaying; }
  get chosen(): Chosen | null { return this.#chosen; }

  /** Calls back after every change; the answer ends that. */
  follow(changed: () => void): () => void {
    this.#followers.add(changed);
    return () => void this.#followers.delete(changed);
  }

  /** Another run is shown: the playhead stands at `atMs` of it, and nothing is chosen. */
  begin(run: MomentRun, atMs: number): void {
    // The playhead stands on whole milliseconds, events between them: at an event it has happened.
    this.#run = { ...run, eventsMs: run.eventsMs.map(Math.ceil) };
    this.#atMs = within(atMs, run.durationMs);
    this.#isPlaying = false;
    this.#chosen = null;
    this.#tell();
  }

  /** Moves the playhead; what lies outside of the run becomes its beginning or end. */
  goTo(atMs: number): void {
    const wanted = within(atMs, this.#run.durationMs);
    if (wanted === this.#atMs) return;
    this.#atMs = wanted;
    this.#tell();
  }

  /** To the next event (1) or the previous one (−1); without one, to the end or the beginning. */
  jump(direction: 1 | -1): void {
    const { eventsMs, durationMs } = this.#run;
    this.goTo(direction === 1 ? (eventsMs.find((atMs) => atMs > this.#atMs) ?? durationMs) : (eventsMs.findLast((atMs) => atMs < this.#atMs) ?? 0));
  }

  /** From the end, Play begins anew. */
  play(): void {
    if (this.#run.durationMs === 0 || this.#isPlaying) return;
    if (this.#atMs >= this.#run.durationMs) this.#atMs = 0;
    this.#isPlaying = true;
    this.#tell();
  }

  pause(): void {
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    this.#tell();
  }

  /** While it plays: so much real time has passed. Ends at the end of the run. */
  pass(elapsedMs: number): void {
    if (!this.#isPlaying) return;
    this.#atMs = within(this.#atMs + elapsedMs * PLAY_SPEED, this.#run.durationMs);
    this.#isPlaying = this.#atMs < this.#run.durationMs;
    this.#tell();
  }

  /** While it plays and nothing may move: the next event, then the end. */
  passToEvent(): void {
    if (!this.#isPlaying) return;
    this.jump(1);
    if (this.#atMs >= this.#run.durationMs) this.pause();
  }

  /** Chooses; the same again changes nothing, null lets go. */
  choose(chosen: Chosen | null): void {
    if (JSON.stringify(chosen) === JSON.stringify(this.#chosen)) return;
    this.#chosen = chosen;
    this.#tell();
  }

  /** Chooses; the same again lets go. */
  toggle(chosen: Chosen): void {
    this.choose(JSON.stringify(chosen) === JSON.stringify(this.#chosen) ? null : chosen);
  }

  #tell(): void {
    for (const changed of [...this.#followers]) changed();
  }
}

function within(atMs: number, durationMs: number): number {
  return Math.min(Math.max(Math.ceil(atMs), 0), durationMs);
}
