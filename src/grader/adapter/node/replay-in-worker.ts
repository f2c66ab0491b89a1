import type { Exercise } from '../../../course/index.ts';
import { notReplayed } from '../../replay/replay-run.ts';
import type { Replayed, ReplaySpec } from '../../replay/replay.ts';
import { diagnostic } from '../../source/diagnostic.ts';
import { askProcess, type ProcessBounds } from './ask-process.ts';

/** `replayRun` for a stranger's file, in a process of its own. Never rejects: a process that takes too long or fails is a diagnostic. */
export function replayInWorker(source: string, exercise: Exercise, spec: ReplaySpec, bounds: ProcessBounds = {}): Promise<Replayed> {
  return new Promise((resolve) => {
    askProcess({ type: 'replay', id: 1, exercise, source, spec }, bounds, (answer) => {
      if (answer.type === 'replayed') resolve(answer.replayed);
      return answer.type === 'replayed';
    }, (code, data) => resolve(notReplayed(spec, [diagnostic(code, data)])));
  });
}
