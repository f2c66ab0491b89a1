import type { Exercise } from '../../../course/index.ts';
import { notReplayed } from '../../replay/not-replayed.ts';
import type { Replayed, ReplaySpec } from '../../replay/replay.ts';
import { askInProcess, type AskBounds } from './ask-in-process.ts';

/** `replayRun` for a stranger's file, in a process of its own. Never rejects: one that fails is the diagnostic `worker-failed`, one that takes too long `took-too-long`. */
export async function replayInWorker(source: string, exercise: Exercise, spec: ReplaySpec, bounds: AskBounds = {}): Promise<Replayed> {
  const { answer, failure } = await askInProcess({ type: 'replay', id: 1, exercise, source, spec }, 'replayed', bounds);
  return failure === null ? answer.replayed : notReplayed(spec, [failure]);
}
