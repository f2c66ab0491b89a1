import type { Exercise } from '../../../course/index.ts';
import { errorReport } from '../../error-report.ts';
import type { GraderLimits } from '../../limits.ts';
import type { CodeWord, GradeAnswer, GradeRequest } from '../../protocol.ts';
import type { Report } from '../../report.ts';
import { Patience } from '../patience.ts';
import { startGradeChild } from './grade-child.ts';

/** Bounds from outside, for what the grader's own counts do not reach. */
export interface WorkerBounds {
  /** Milliseconds without progress, loading included, after which the worker is ended. Default 10,000; the learner's code gets 1,500, see `Patience`. */
  wallMs?: number;
  /** Megabytes of JavaScript heap. Default 512. */
  memoryMb?: number;
  /** Default: the grader's own. */
  limits?: GraderLimits;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Grades any text in a process of its own, which is ended afterwards. Never rejects: a process that takes too long gives a report with status `error` and
 * code `took-too-long`, one that runs out of memory or fails gives `worker-failed`.
 */
export function gradeInWorker(source: string, exercise: Exercise, bounds: WorkerBounds = {}): Promise<Report> {
  const { memoryMb = 512, limits, onProgress } = bounds;
  const worker = startGradeChild(memoryMb);
  return new Promise((resolve) => {
    const patience = new Patience((seconds) => finish(errorReport(exercise, 'took-too-long', { seconds })), bounds.wallMs);
    const finish = (report: Report): void => {
      patience.end();
      worker.kill('SIGKILL');
      resolve(report);
    };
    const fail = (message: string): void => finish(errorReport(exercise, 'worker-failed', { message }));
    worker.on('message', (answer: GradeAnswer | CodeWord) => {
      if (answer.type === 'report') return finish(answer.report);
      patience.hear(answer);
      if (answer.type === 'progress') onProgress?.(answer.done, answer.total);
    });
    worker.on('error', (error) => fail(error.message));
    worker.on('exit', (code, signal) => fail(`The process ended with ${signal ?? `code ${code}`}.`));
    worker.send({ type: 'grade', id: 1, exercise, source, ...(limits === undefined ? {} : { limits }) } satisfies GradeRequest, (error) => {
      if (error) fail(error.message);
    });
  });
}
