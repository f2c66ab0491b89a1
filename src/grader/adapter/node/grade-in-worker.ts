import type { Exercise } from '../../../course/index.ts';
import { errorReport } from '../../error-report.ts';
import type { GraderLimits } from '../../limits.ts';
import type { GradeAnswer, GradeRequest } from '../../protocol.ts';
import type { Report } from '../../report.ts';
import { startGradeChild } from './grade-child.ts';

/** Bounds from outside, for what the grader's own counts do not reach. */
export interface WorkerBounds {
  /** Milliseconds without progress, loading included, after which the worker is ended. Default 10,000. */
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
  const { wallMs = 10_000, memoryMb = 512, limits, onProgress } = bounds;
  const worker = startGradeChild(memoryMb);
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (report: Report): void => {
      clearTimeout(timer);
      worker.kill('SIGKILL');
      resolve(report);
    };
    const fail = (message: string): void => finish(errorReport(exercise, 'worker-failed', { message }));
    const rewind = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => finish(errorReport(exercise, 'took-too-long', { seconds: wallMs / 1000 })), wallMs);
    };
    worker.on('message', (answer: GradeAnswer) => {
      if (answer.type === 'report') return finish(answer.report);
      rewind();
      onProgress?.(answer.done, answer.total);
    });
    worker.on('error', (error) => fail(error.message));
    worker.on('exit', (code, signal) => fail(`The process ended with ${signal ?? `code ${code}`}.`));
    rewind();
    worker.send({ type: 'grade', id: 1, exercise, source, ...(limits === undefined ? {} : { limits }) } satisfies GradeRequest, (error) => {
      if (error) fail(error.message);
    });
  });
}
