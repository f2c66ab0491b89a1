import type { Exercise } from '../course/index.ts';
import type { Model } from '../infrastructure/index.ts';
import { judgeCheck } from './check/check.ts';
import type { OnProgress } from './check/runs.ts';
import { simulateAsked } from './check/simulate-asked.ts';
import type { GraderLimits } from './limits.ts';
import type { CheckResult, Report } from './report.ts';

/** What counts of a report: no words, lines or curves. It depends on the model, the exercise and the grader alone. */
export interface Verdict {
  status: Report['status'];
  /** In the exercise's order; empty when they did not run. */
  checks: Pick<CheckResult, 'id' | 'status' | 'measured'>[];
  /** Code of the diagnostic that tells why there are none; null: they ran. */
  code: string | null;
}

/** The verdict on a model: status and checks are those of `grade` for every source that makes this model. */
export function verdictOn(model: Model, exercise: Exercise, limits: GraderLimits, onProgress: OnProgress): Verdict {
  if (exercise.checks.length === 0) return { status: 'error', checks: [], code: 'no-checks' };
  const { simulated } = simulateAsked({ model, exercise, parsed: null, limits, onProgress });
  if (simulated === null) return { status: 'error', checks: [], code: 'too-many-events' };
  const checks = exercise.checks.map((spec) => judgeCheck(spec, simulated)).map(({ id, status, measured }) => ({ id, status, measured }));
  return { status: checks.every(({ status }) => status === 'pass') ? 'pass' : 'fail', checks, code: null };
}
