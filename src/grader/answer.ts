import type { Exercise } from '../course/index.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import { designOf } from './design-of.ts';
import { telling } from './evaluate/telling.ts';
import { exploreSource } from './explore/explore-source.ts';
import { grade } from './grade.ts';
import { GRADER_LIMITS } from './limits.ts';
import type { GradeRequest, WorkerAnswer } from './protocol.ts';
import { realFiles } from './real-files.ts';
import { replayRun } from './replay/replay-run.ts';
import { smallestFailure } from './replay/smallest.ts';

/**
 * Grades the exercise's own starter with one seed, for nothing but what the engine learns from it: it compiles code once it has seen it run, and a worker
 * that has graded once grades two to four times as fast.
 */
async function rehearse(exercise: Exercise, evaluator: Evaluator): Promise<void> {
  await grade({ source: exercise.starter, exercise: { ...exercise, seeds: exercise.seeds.slice(0, 1) }, evaluator });
}

/** What a grading worker does with a message, on any platform. Never rejects. */
export async function answerGradeRequest(request: GradeRequest, sandbox: Evaluator, post: (answer: WorkerAnswer) => void): Promise<void> {
  if (request.type === 'prewarm') {
    // A sandbox that cannot be made is reported by the first `grade`.
    await sandbox.evaluate('export default {};').catch(() => null);
    if (request.exercise !== null) await rehearse(request.exercise, sandbox);
    return;
  }
  const evaluator = telling(sandbox, (done) => post({ type: 'code', id: request.id, done }));
  if (request.type === 'files') return post({ type: 'files', id: request.id, result: await realFiles(request.source, evaluator, GRADER_LIMITS) });
  if (request.type === 'model') {
    const { id, source, use } = request;
    return post({ type: 'model', id, design: await designOf(source, evaluator, GRADER_LIMITS, use) });
  }
  if (request.type === 'explore') {
    const { id, exercise, source, pairs, known } = request;
    const exploration = await exploreSource({ source, exercise, evaluator, limits: GRADER_LIMITS, pairs, known, onNews: (news) => post({ type: 'exploring', id, ...news }) });
    return post({ type: 'explored', id, exploration });
  }
  if (request.type === 'replay') {
    const { id, exercise, source, spec } = request;
    return post({ type: 'replayed', id, replayed: await replayRun({ source, exercise, spec, evaluator }) });
  }
  if (request.type === 'shrink') {
    // It explains a verdict and changes none: what goes wrong here is told by the report.
    const smallest = await smallestFailure(request.source, request.exercise, request.check, evaluator, GRADER_LIMITS).catch(() => null);
    return post({ type: 'shrunk', id: request.id, smallest });
  }
  const { id, exercise, source, limits } = request;
  const onProgress = (done: number, total: number): void => post({ type: 'progress', id, done, total });
  onProgress(0, exercise.runs.length * exercise.seeds.length);
  const report = await grade({ source, exercise, evaluator, onProgress, ...(limits === undefined ? {} : { limits }) });
  post({ type: 'report', id, report });
}
