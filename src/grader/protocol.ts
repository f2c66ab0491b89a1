// Messages between a page or process and the worker that grades for it. All are plain data.
import type { Exercise } from '../course/index.ts';
import type { GraderLimits } from './limits.ts';
import type { RealFiles } from './real-files.ts';
import type { Report } from './report.ts';
import type { TypeDiagnostic } from './typecheck/typecheck.ts';

/** To `grade.worker`. `prewarm` loads the sandbox and is not answered. `limits` is absent for the grader's own. */
export type GradeRequest = { type: 'prewarm' } | FilesRequest | { type: 'grade'; id: number; exercise: Exercise; source: string; limits?: GraderLimits };

/** From `grade.worker`: one `progress` with `done: 0` when it begins, one after each simulated run, then the `report`. `id` is the request's. */
export type GradeAnswer = { type: 'progress'; id: number; done: number; total: number } | { type: 'report'; id: number; report: Report };

/** To `grade.worker` too: the real files of a source. */
export interface FilesRequest { type: 'files'; id: number; source: string }

/** Its answer. */
export interface FilesAnswer { type: 'files'; id: number; result: RealFiles }

/** To `typecheck.worker`. */
export interface TypecheckRequest {
  type: 'typecheck';
  id: number;
  source: string;
}

/** From `typecheck.worker`. */
export interface TypecheckAnswer {
  type: 'diagnostics';
  id: number;
  diagnostics: TypeDiagnostic[];
}
