import type { Exercise } from '../course/index.ts';
import type { Model } from '../infrastructure/index.ts';
import { check } from './check/check.ts';
import { diagnoseChecks, diagnoseProblems } from './check/diagnose.ts';
import { goldOf } from './check/gold.ts';
import { predicted } from './check/predicted.ts';
import type { OnProgress } from './check/runs.ts';
import { tradeOffOf } from './check/trade-off.ts';
import { seriesOf } from './check/series.ts';
import { simulateAsked } from './check/simulate-asked.ts';
import { designFrom } from './design.ts';
import { errorReport, stoppedReport } from './error-report.ts';
import { evaluate } from './evaluate/evaluate.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import { GRADER_LIMITS, type GraderLimits } from './limits.ts';
import type { Report } from './report.ts';
import type { ParsedSource } from './source/parse.ts';
import { wiringOf } from './wiring/wiring-of.ts';

/** What is graded, and with what. */
export interface Submission {
  /** The learner's file: any text. */
  source: string;
  exercise: Exercise;
  evaluator: Evaluator;
  /** Default: GRADER_LIMITS. */
  limits?: GraderLimits;
  onProgress?: OnProgress;
}

/** Grades any text. Never rejects: what cannot be graded is a report with status `error`. */
export async function grade(submission: Submission): Promise<Report> {
  const { source, exercise, evaluator, limits = GRADER_LIMITS, onProgress = () => {} } = submission;
  let stage: Report['stage'] = 'evaluate';
  try {
    const { parsed, value, diagnostics } = await evaluate(source, evaluator);
    if (parsed === null || diagnostics.length > 0) return stoppedReport(exercise, 'fail', stage, diagnostics);
    stage = 'validate';
    const design = designFrom(value, parsed, limits);
    if (design.model === null) {
      return { ...stoppedReport(exercise, 'fail', stage, design.diagnostics), diagnosis: diagnoseProblems(exercise, value, design.diagnostics) };
    }
    stage = 'simulate';
    onProgress(0, exercise.runs.length * exercise.seeds.length);
    return judge({ exercise, model: design.model, value, parsed, limits, onProgress });
  } catch (error) {
    return errorReport(exercise, 'internal', { message: error instanceof Error ? error.message : String(error) }, stage);
  }
}

interface Judgement {
  exercise: Exercise;
  model: Model;
  value: unknown;
  parsed: ParsedSource;
  limits: GraderLimits;
  onProgress: OnProgress;
}

function judge({ exercise, model, value, parsed, limits, onProgress }: Judgement): Report {
  if (exercise.checks.length === 0) return errorReport(exercise, 'no-checks', {}, 'check');
  const { simulated, excess } = simulateAsked({ model, exercise, parsed, limits, onProgress });
  if (simulated === null) return errorReport(exercise, 'too-many-events', { ...excess }, 'simulate');
  const checks = exercise.checks.map((spec) => check(spec, { simulated, parsed }));
  return {
    ...stoppedReport(exercise, checks.every(({ status }) => status === 'pass') ? 'pass' : 'fail', 'check', []),
    checks,
    diagnosis: diagnoseChecks(exercise, checks, value, simulated),
    predicted: predicted(exercise, simulated),
    runs: seriesOf(simulated, parsed),
    gold: goldOf(exercise, simulated, checks),
    tradeOff: tradeOffOf(simulated),
    exploration: simulated.explored?.exploration ?? null,
    wiring: wiringOf(model, parsed),
  };
}
