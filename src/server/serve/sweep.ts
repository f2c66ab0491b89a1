// Removes what has ended, again and again.
import { sweep } from '../cohorts/sweep.ts';
import type { Database } from '../store/database.ts';

const EVERY_MS = 10 * 60_000;

/** Sweeps now and every ten minutes. Several instances may do it at once. `stop` resolves once nothing is being swept. */
export function startSweeper(database: Database, nowMs: () => number, onError: (error: unknown) => void): { stop(): Promise<void> } {
  let sweeping: Promise<unknown> = Promise.resolve();
  const run = (): void => { sweeping = sweep(database, nowMs()).catch(onError); };
  run();
  const timer = setInterval(run, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await sweeping;
    },
  };
}
