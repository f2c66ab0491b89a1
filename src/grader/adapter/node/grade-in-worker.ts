import type { Exercise } from '../../../course/index.ts';
import { errorReport } from '../../error-report.ts';
import type { GraderLimits } from '../../limits.ts';
import type { Report } from '../../report.ts';
import { askInProcess } from './ask-in-process.ts';

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
export async function gradeInWorker(source: string, exercise: Exercise, { limits, ...bounds }: WorkerBounds = {}): Promise<Report> {
  const { answer, failure } = await askInProcess({ type: 'grade', id: 1, exercise, source, ...(limits === undefined ? {} : { limits }) }, 'report', { wallMs: 10_000, ...bounds });
  return failure === null ? answer.report : errorReport(exercise, failure.code, failure.data);
}
