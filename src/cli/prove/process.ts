// A process of `createPool`.
import { createEvaluator } from '../../grader/adapter/node/index.ts';
import { grade } from '../../grader/index.ts';
import { judge } from './mutants/judge.ts';
import type { GradeJob, Job } from './pool.ts';

const { send } = process;
if (send === undefined) throw new Error('process.ts runs only as a process of createPool.');
const evaluator = createEvaluator();
process.on('message', (job: Job | GradeJob) => {
  void (async () => send.call(process, 'source' in job ? await grade({ ...job, evaluator }) : judge(job.design, job.trial)))();
});
// Nobody waits for the answer of an orphan.
process.on('disconnect', () => process.exit());
