// The process that `startGradeChild` starts: it answers one question.
import { flushCompileCache } from 'node:module';
import { answerGradeRequest } from '../../answer.ts';
import type { GradeRequest } from '../../protocol.ts';
import { createEvaluator } from './evaluator.ts';

// What Node has compiled is kept now, since this process is killed once it has answered.
flushCompileCache();
const { send } = process;
if (send === undefined) throw new Error('grade-process.ts runs only as a process of startGradeChild.');
const evaluator = createEvaluator();
process.on('message', (request: GradeRequest) => void answerGradeRequest(request, evaluator, (answer) => void send.call(process, answer)));
// Nobody waits for the answer of an orphan.
process.on('disconnect', () => process.exit());
