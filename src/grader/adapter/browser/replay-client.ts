import type { Exercise } from '../../../course/index.ts';
import type { ReplayAnswer, ReplayRequest } from '../../protocol.ts';
import type { Replayed, ReplaySpec } from '../../replay/replay.ts';
import { notReplayed } from '../../replay/not-replayed.ts';
import { diagnostic } from '../../source/diagnostic.ts';
import { createLatestClient } from './latest-client.ts';

/** Simulates runs again in one worker, which is replaced when one hangs it. */
export interface Replayer {
  /** The run; null when the worker cannot start or fails, or a later call came first. One that takes too long has that diagnostic. Never rejects. Two runs side by side: two replayers, or one after the other. */
  replay(exercise: Exercise, source: string, spec: ReplaySpec): Promise<Replayed | null>;
  /** Ends the worker. */
  close(): void;
}

/** A replayer whose worker (the grader's) `startWorker` makes at the first call; one that has not answered after `wallMs` (its loading included) is ended. */
export function createReplayer(startWorker: () => Promise<Worker>, { wallMs = 10_000 }: { wallMs?: number } = {}): Replayer {
  type Question = Omit<ReplayRequest, 'type' | 'id'>;
  const late = ({ spec }: Question, seconds: number): ReplayAnswer => ({ type: 'replayed', id: 0, replayed: notReplayed(spec, [diagnostic('took-too-long', { seconds })]) });
  const client = createLatestClient<ReplayAnswer, Question>('replay', startWorker, { wallMs, late });
  return { close: client.close, replay: async (exercise, source, spec) => (await client.ask({ exercise, source, spec }))?.replayed ?? null };
}
