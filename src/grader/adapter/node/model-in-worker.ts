import type { Design } from '../../design.ts';
import { askInProcess, type AskBounds } from './ask-in-process.ts';

/** The design of a stranger's file, its code run in a process of its own. Never rejects: one that fails is the diagnostic `worker-failed`, code without end `took-too-long`. */
export async function modelInWorker(source: string, use: 'simulate' | 'render', bounds: AskBounds = {}): Promise<Design> {
  const { answer, failure } = await askInProcess({ type: 'model', id: 1, source, use }, 'model', bounds);
  return failure === null ? answer.design : { model: null, diagnostics: [failure] };
}
