import type { DiagnosisSpec, Exercise } from '../../course/course.ts';
import type { CheckResult, Report } from '../report.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { conditionHolds, type Evidence } from './condition.ts';
import { measureMedian, type Simulated } from './runs.ts';

/** What is needed of an exercise. */
export type Diagnosing = Pick<Exercise, 'checks' | 'diagnoses'>;

/** The misconception behind the first failing check: the first diagnosis of that check whose conditions all hold. */
export function diagnoseChecks(exercise: Diagnosing, checks: readonly Pick<CheckResult, 'id' | 'status'>[], design: unknown, simulated: Simulated): Report['diagnosis'] {
  const failing = checks.find(({ status }) => status === 'fail');
  if (failing === undefined) return null;
  const checkRun = exercise.checks.find(({ id }) => id === failing.id)?.run ?? null;
  return diagnose(exercise, failing.id, { design, problems: [], simulated, checkRun });
}

/** The misconception behind a design that does not pass validation. */
export function diagnoseProblems(exercise: Diagnosing, design: unknown, problems: Diagnostic[]): Report['diagnosis'] {
  return diagnose(exercise, null, { design, problems, simulated: null, checkRun: null });
}

function diagnose(exercise: Diagnosing, check: string | null, evidence: Evidence): Report['diagnosis'] {
  const spec = exercise.diagnoses.find((one) => one.check === check && one.when.every((condition) => conditionHolds(condition, evidence)));
  return spec === undefined ? null : { id: spec.id, misconception: spec.misconception, values: valuesOf(spec, evidence) };
}

function valuesOf(spec: DiagnosisSpec, { simulated, checkRun }: Evidence): { [name: string]: number | null } {
  const values = Object.entries(spec.values).map(([name, { query, run }]) => {
    return [name, simulated === null ? null : measureMedian(simulated, { query, run: run ?? checkRun })] as const;
  });
  return Object.fromEntries(values);
}
