// The door of the Node adapter.
export { createEvaluator } from './evaluator.ts';
export { gradeInWorker, type WorkerBounds } from './grade-in-worker.ts';
export { askInProcess } from './ask-in-process.ts';
export { exploreInWorker } from './explore-in-worker.ts';
export { modelInWorker } from './model-in-worker.ts';
export { replayInWorker } from './replay-in-worker.ts';
export { shrinkInWorker } from './shrink-in-worker.ts';
export { typeLibraries } from './type-libraries.ts';
export { typecheck } from './typecheck.ts';
export { typecheckInWorker } from './typecheck-in-worker.ts';
export { processorMs } from './processor-time.ts';
export { modelHashOf } from './model-hash.ts';
export { startVerdictProcess, type VerdictProcess } from './start-verdict-process.ts';
export type { EvaluatedAnswer, VerdictAnswer, VerdictRequest, VerdictWord } from './verdict-protocol.ts';
