// The thread of `gradeInWorker`.
import { parentPort } from 'node:worker_threads';
import { answerGradeRequest } from '../../answer.ts';
import type { GradeRequest } from '../../protocol.ts';
import { createEvaluator } from './evaluator.ts';

const port = parentPort;
if (port === null) throw new Error('grade-thread.ts runs only as a thread of gradeInWorker.');
const evaluator = createEvaluator();
port.on('message', (request: GradeRequest) => void answerGradeRequest(request, evaluator, (answer) => port.postMessage(answer)));
