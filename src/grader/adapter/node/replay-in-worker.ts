import type { Exercise } from '../../../course/index.ts';
import type { ReplayAnswer } from '../../protocol.ts';
import { notReplayed } from '../../replay/replay-run.ts';
import type { Replayed, ReplaySpec } from '../../replay/replay.ts';
import { diagnostic } from '../../source/diagnostic.ts';
import { askInProcess } from './ask-in-process.ts';

/** `replayRun` for a stranger's file, in a process of its own. Never rejects: one that fails, or takes longer than `wallMs`, is the diagnostic `worker-failed`. */
export async function replayInWorker(source: string, exercise: Exercise, spec: ReplaySpec, bounds: { wallMs?: number; memoryMb?: number } = {}): Promise<Replayed> {
  const answer = await askInProcess<ReplayAnswer>({ type: 'replay', id: 1, exercise, source, spec }, bounds);
  return answer?.replayed ?? notReplayed(spec, [diagnostic('worker-failed', { message: 'It failed, or took too long.' })]);
}
