// The worker of a server process that grades history again.
import { hashOf } from '../identity/secrets.ts';
import type { ServedCourse } from '../http/services.ts';
import { releaseRegrade, takeRegrade } from './lease.ts';
import { runRegrade, type RunOptions } from './run.ts';

/** What the worker needs. */
export interface RegraderOptions extends RunOptions {
  /** Told of what went wrong, an unavailable database included; the worker goes on. */
  onError: (error: unknown) => void;
}

/** Grades history again, one regrade at a time. */
export interface Regrader {
  /** A regrade was begun: look now. */
  wake(): void;
  /** Takes nothing more; resolves once the regrade is given back. What is being graded at the moment is left, and graded again by the next. */
  drain(): Promise<void>;
}

/** How often it looks unasked: for what other processes began or left behind. */
const POLL_MS = 2_000;

/** Starts the worker. */
export function startRegrader(options: RegraderOptions): Regrader {
  const { database, course, owner, nowMs, onError } = options;
  const edition = editionOf(course);
  let isDraining = false;
  let isWoken = false;
  let working: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    while (!isDraining) {
      const leased = await database.transaction((connection) => takeRegrade(connection, owner, edition, nowMs()));
      if (leased === null) return;
      if (await runRegrade(options, leased, () => isDraining) === 'stopped') {
        await releaseRegrade(database, owner, leased.id);
        return;
      }
    }
  };
  const wake = (): void => {
    if (isDraining) return;
    isWoken = true;
    working ??= (async () => {
      while (isWoken) {
        isWoken = false;
        await work();
      }
    })().catch(onError).finally(() => { working = null; });
  };
  const timer = setInterval(wake, POLL_MS);
  wake();
  return {
    wake,
    async drain() {
      isDraining = true;
      clearInterval(timer);
      await working;
    },
  };
}

/** A name for everything that a grade depends on beside the source. */
export const editionOf = ({ graderVersion, exercises }: ServedCourse): string => hashOf([graderVersion, ...[...exercises.values()].map(({ id, version }) => `${id} ${version}`).sort()].join('\n'));
