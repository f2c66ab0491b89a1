import type { Exercise } from '../../../course/index.ts';
import type { Exploration } from '../../explore/exploration.ts';
import { emptyExploration } from '../../explore/frame.ts';
import { askInProcess, type AskBounds } from './ask-in-process.ts';

/** `exploreSource` for a stranger's file, in a process of its own. Never rejects: one that fails is the diagnostic `worker-failed`, one that falls silent `took-too-long`. */
export async function exploreInWorker(source: string, exercise: Exercise, pairs: boolean, bounds: AskBounds = {}): Promise<Exploration> {
  const { answer, failure } = await askInProcess({ type: 'explore', id: 1, exercise, source, pairs, known: [] }, 'explored', bounds);
  return failure === null ? answer.exploration : { ...emptyExploration(exercise, pairs), diagnostics: [failure] };
}
