import type { Exercise } from '../../../course/index.ts';
import type { SmallestFailure } from '../../explore/exploration.ts';
import { askInProcess, type AskBounds } from './ask-in-process.ts';

/** The smallest thing that makes a check of any text fail, from a process of its own; null when there is none, or it cannot be found. Never rejects. */
export async function shrinkInWorker(source: string, exercise: Exercise, check: string, bounds: AskBounds = {}): Promise<SmallestFailure | null> {
  return (await askInProcess({ type: 'shrink', id: 1, exercise, source, check }, 'shrunk', bounds)).answer?.smallest ?? null;
}
