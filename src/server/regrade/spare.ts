// Live submissions come first: a regrade takes what they leave.
import { setTimeout as sleep } from 'node:timers/promises';

/** How soon it is seen that nothing waits any more, where nothing else tells. */
const LOOK_MS = 100;

/** Slots of grading that a regrade may use. */
export class SpareSlots {
  readonly #slots: number;
  readonly #isAnyoneWaiting: () => Promise<boolean>;
  readonly #running = new Set<Promise<unknown>>();

  constructor(slots: number, isAnyoneWaiting: () => Promise<boolean>) {
    this.#slots = slots;
    this.#isAnyoneWaiting = isAnyoneWaiting;
  }

  /** Waits for a slot; false: it has become pointless. While a submission waits to be graded, one slot is left to it. */
  async free(isPointless: () => boolean): Promise<boolean> {
    while (!isPointless()) {
      const most = this.#slots - (await this.#isAnyoneWaiting() ? 1 : 0);
      if (this.#running.size < most) return true;
      await Promise.race([sleep(LOOK_MS), ...this.#running]);
    }
    return false;
  }

  /** Takes the slot until the task has ended. */
  take(task: Promise<unknown>): void {
    const ended: Promise<void> = task.then(() => {}, () => {}).then(() => void this.#running.delete(ended));
    this.#running.add(ended);
  }

  /** Resolves once nothing runs, or it has become pointless to wait. */
  async quiet(isPointless: () => boolean): Promise<void> {
    while (this.#running.size > 0 && !isPointless()) await Promise.race([sleep(LOOK_MS), ...this.#running]);
  }
}
