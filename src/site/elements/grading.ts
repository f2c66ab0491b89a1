// The grader, the type checker and the writer of real files of one exercise, started when they are first needed.
import type { Exercise } from '../../course/course.ts';
import { createGrader, type Grader } from '../../grader/adapter/browser/client.ts';
import { createFilesWriter, type FilesWriter } from '../../grader/adapter/browser/files-client.ts';
import { createTypeChecker, type TypeChecker } from '../../grader/adapter/browser/typecheck-client.ts';
import type { RealFiles } from '../../grader/real-files.ts';
import type { Report } from '../../grader/report.ts';
import { startWorker } from '../platform/worker.ts';
import type { TypeProblem } from './editor-handle.ts';
import type { Progress } from './workspace-state.ts';

/** Grades designs of one exercise. */
export class Grading {
  readonly #exercise: Exercise;
  readonly #grader: Grader = createGrader(() => startWorker('grade'));
  readonly #types: TypeChecker = createTypeChecker(() => startWorker('typecheck'));
  readonly #files: FilesWriter = createFilesWriter(() => startWorker('grade'));

  constructor(exercise: Exercise) {
    this.#exercise = exercise;
  }

  /** Prepares a worker, so that the next run begins at once. */
  prewarm(): void {
    this.#grader.prewarm(this.#exercise);
  }

  /** The report of a design; null when the run was stopped. Never rejects. */
  async grade(source: string, onProgress: (progress: Progress) => void): Promise<Report | null> {
    const report = await this.#grader.grade(this.#exercise, source, (done, total) => onProgress({ done, total }));
    return report.diagnostics.some(({ code }) => code === 'cancelled') ? null : report;
  }

  /** Ends the run that is going on. */
  stop(): void {
    this.#grader.cancel();
  }

  /** What the type checker says; null when it says nothing in time. Never rejects. */
  async typecheck(source: string): Promise<TypeProblem[] | null> {
    const found = await this.#types.check(source);
    return found?.map(({ message, place }) => ({ line: place?.line ?? 1, column: place?.column ?? 1, message })) ?? null;
  }

  /** The real files of a design; null when there is no answer in time, or a later question came first. Never rejects. */
  files(source: string): Promise<RealFiles | null> {
    return this.#files.write(source);
  }

  /** Ends every worker that works for this exercise. */
  end(): void {
    this.#grader.cancel();
    this.#types.close();
    this.#files.close();
  }
}
