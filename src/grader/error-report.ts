// Apart from grade.ts, so that a page can make one without the compiler.
import type { Exercise } from '../course/index.ts';
import type { Report } from './report.ts';
import { type Diagnostic, diagnostic } from './source/diagnostic.ts';

/** Raised when a change to the grader or the simulator could change a verdict. */
export const GRADER_VERSION = '5';

/** A report without checks: why the design was not run. */
export function stoppedReport(exercise: Exercise, status: Report['status'], stage: Report['stage'], diagnostics: Diagnostic[]): Report {
  return {
    format: 1, exercise: exercise.id, exerciseVersion: exercise.version, grader: GRADER_VERSION, status, stage, diagnostics, checks: [], diagnosis: null, predicted: [], runs: [], gold: null, tradeOff: null, exploration: null, wiring: null,
  };
}

/** A report for what could not be graded: never the learner's fault. */
export function errorReport(exercise: Exercise, code: string, data: Diagnostic['data'] = {}, stage: Report['stage'] = 'evaluate'): Report {
  return stoppedReport(exercise, 'error', stage, [diagnostic(code, data)]);
}
