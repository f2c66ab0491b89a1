// For how long a page was in view.

/** Counts from its making on. */
export class VisibleTime {
  #before = 0;
  #sinceMs: number | null = document.hidden ? null : performance.now();

  constructor() {
    document.addEventListener('visibilitychange', () => {
      this.#before = this.seconds();
      this.#sinceMs = document.hidden ? null : performance.now();
    });
  }

  /** Seconds so far. */
  seconds(): number {
    return this.#before + (this.#sinceMs === null ? 0 : (performance.now() - this.#sinceMs) / 1000);
  }
}
