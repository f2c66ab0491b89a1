// What needs the database before anything else can begin.
import { setTimeout as wait } from 'node:timers/promises';
import { Unavailable } from '../store/database.ts';

/** Longest time between two tries. */
const MOST_MS = 5000;

/** Does `work`, and all of it again for as long as the database is away; so what was done before has to bear that. `onError` hears of each time. Rejects with what else goes wrong, and when the server ends. */
export async function patiently<T>(work: () => Promise<T>, onError: (error: unknown) => void, ending: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      onError(error);
      await wait(Math.min(MOST_MS, 250 * tries), undefined, { signal: ending });
    }
  }
}
