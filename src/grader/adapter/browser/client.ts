import type { Exercise } from '../../../course/index.ts';
import { errorReport } from '../../error-report.ts';
import type { CodeWord, GradeAnswer, GradeRequest } from '../../protocol.ts';
import type { Report } from '../../report.ts';
import { Patience } from '../patience.ts';

/** Grades in workers that live for one run each. */
export interface Grader {
  /** Starts the next worker, loads its sandbox and has it rehearse the exercise, so that `grade` begins at once and runs fast. Optional, harmless when repeated. */
  prewarm(exercise: Exercise): void;
  /**
   * Grades a learner's file. Never rejects: a worker that cannot start, fails, or is ended gives a report with status `error` and code `worker-failed`,
   * `took-too-long` or `cancelled`. A second call ends the first one's run.
   */
  grade(exercise: Exercise, source: string, onProgress?: (done: number, total: number) => void): Promise<Report>;
  /** Ends the run that is going on, if any: its report has status `error` and code `cancelled`. */
  cancel(): void;
}

interface GraderOptions {
  /** Milliseconds without progress after which a run is ended. Default 10,000; the learner's code gets 1,500, see `Patience`. */
  wallMs?: number;
}

/** A grader whose workers `startWorker` makes. Each run has a fresh one: WebAssembly memory never shrinks, and nothing of a hostile run stays. */
export function createGrader(startWorker: () => Promise<Worker>, { wallMs }: GraderOptions = {}): Grader {
  let next: Promise<Worker> | null = null;
  let stopCurrent: ((code: string) => void) | null = null;
  let lastId = 0;

  const take = (): Promise<Worker> => {
    // Nothing was prepared: a rehearsal now would only keep the learner waiting.
    const worker = next ?? startWorker();
    next = null;
    return worker;
  };
  const prewarm = (exercise: Exercise): void => {
    if (next !== null) return;
    const starting = startWorker().then((worker) => {
      // Its file could not be loaded: nobody listens yet, so it would be waited for in vain.
      worker.onerror = () => {
        if (next === starting) next = null;
      };
      worker.postMessage({ type: 'prewarm', exercise } satisfies GradeRequest);
      return worker;
    });
    next = starting;
    // A worker that cannot start is reported by `grade`, which then tries again.
    next.catch(() => (next = null));
  };

  return {
    prewarm,
    cancel: () => stopCurrent?.('cancelled'),
    grade(exercise, source, onProgress) {
      stopCurrent?.('cancelled');
      const id = (lastId += 1);
      const starting = take();
      return new Promise((resolve) => {
        let patience: Patience | null = null;
        const askedMs = performance.now();
        const finish = (report: Report): void => {
          patience?.end();
          if (stopCurrent === stop) stopCurrent = null;
          starting.then((worker) => worker.terminate()).catch(() => {});
          resolve(report);
          prewarm(exercise);
        };
        const stop = (code: string): void => finish(errorReport(exercise, code, {}));
        const fail = (message: string): void => finish(errorReport(exercise, 'worker-failed', { message }));
        stopCurrent = stop;
        starting.then((worker) => {
          worker.onerror = (event) => fail(event.message ?? 'The worker did not start.');
          worker.onmessage = ({ data }: MessageEvent<GradeAnswer | CodeWord>) => {
            if (data.id !== id) return;
            if (data.type === 'report') return finish(data.report);
            patience ??= new Patience((seconds) => finish(errorReport(exercise, 'took-too-long', { seconds })), wallMs, askedMs);
            patience.hear(data);
            if (data.type === 'progress') onProgress?.(data.done, data.total);
          };
          worker.postMessage({ type: 'grade', id, exercise, source } satisfies GradeRequest);
        }, (error: unknown) => fail(error instanceof Error ? error.message : String(error)));
      });
    },
  };
}
