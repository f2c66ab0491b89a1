import { answerGradeRequest } from '../../answer.ts';
import type { WorkerRequest } from '../../protocol.ts';
import { createEvaluator } from './evaluator.ts';
import type { WorkerScope } from './worker-scope.ts';

/** Makes a worker answer the messages of `WorkerRequest`. */
export function serveGrade(scope: WorkerScope): void {
  const evaluator = createEvaluator();
  scope.onmessage = ({ data }) => void answerGradeRequest(data as WorkerRequest, evaluator, (answer) => scope.postMessage(answer));
}
