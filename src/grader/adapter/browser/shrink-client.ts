import type { Exercise } from '../../../course/index.ts';
import type { SmallestFailure } from '../../explore/exploration.ts';
import type { ShrinkAnswer, ShrinkRequest } from '../../protocol.ts';
import { createLatestClient } from './latest-client.ts';

/** Looks for smallest failures in one worker, which is replaced when it hangs. */
export interface Shrinker {
  /** The smallest thing that makes a check fail; null when there is none, the worker cannot start, fails or hangs, or a later call came first. Never rejects. */
  shrink(exercise: Exercise, source: string, check: string): Promise<SmallestFailure | null>;
  /** Ends the worker. */
  close(): void;
}

/** A shrinker whose worker (the grader's) `startWorker` makes at the first call; one that has not answered after `wallMs` (its loading included) is ended. */
export function createShrinker(startWorker: () => Promise<Worker>, { wallMs = 60_000 }: { wallMs?: number } = {}): Shrinker {
  const client = createLatestClient<ShrinkAnswer, Omit<ShrinkRequest, 'type' | 'id'>>('shrink', startWorker, wallMs);
  return { close: client.close, shrink: async (exercise, source, check) => (await client.ask({ exercise, source, check }))?.smallest ?? null };
}
