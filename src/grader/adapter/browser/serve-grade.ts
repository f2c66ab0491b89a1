import { answerGradeRequest } from '../../answer.ts';
import type { ExploreRequest, GradeRequest } from '../../protocol.ts';
import { createEvaluator } from './evaluator.ts';
import type { WorkerScope } from './worker-scope.ts';

/** Makes a worker answer the messages of `GradeRequest`. */
export function serveGrade(scope: WorkerScope): void {
  const evaluator = createEvaluator();
  scope.onmessage = ({ data }) => void answerGradeRequest(data as GradeRequest | ExploreRequest, evaluator, (answer) => scope.postMessage(answer));
}
