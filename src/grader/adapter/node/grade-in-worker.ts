import type { Exercise } from '../../../course/index.ts';
import { errorReport } from '../../error-report.ts';
import type { GraderLimits } from '../../limits.ts';
import type { Report } from '../../report.ts';
import { askProcess, type ProcessBounds } from './ask-process.ts';

/** Bounds from outside, and what is told on the way. */
export interface WorkerBounds extends ProcessBounds {
  /** Default: the grader's own. */
  limits?: GraderLimits;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Grades any text in a process of its own, which is ended afterwards. Never rejects: a process that takes too long gives a report with status `error` and
 * code `took-too-long`, one that runs out of memory or fails gives `worker-failed`.
 */
export function gradeInWorker(source: string, exercise: Exercise, bounds: WorkerBounds = {}): Promise<Report> {
  const { limits, onProgress } = bounds;
  return new Promise((resolve) => {
    askProcess({ type: 'grade', id: 1, exercise, source, ...(limits === undefined ? {} : { limits }) }, bounds, (answer) => {
      if (answer.type === 'report') resolve(answer.report);
      else if (answer.type === 'progress') onProgress?.(answer.done, answer.total);
      return answer.type === 'report';
    }, (code, data) => resolve(errorReport(exercise, code, data)));
  });
}
