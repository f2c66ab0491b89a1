import type { CheckSpec, Exercise } from '../../course/index.ts';
import type { CheckResult, Report } from '../report.ts';
import type { SourcePlace } from '../source/place.ts';
import { describeCause } from './causes.ts';
import { describeDiagnostic } from './diagnostics.ts';
import { countedChecks } from './gold.ts';
import { formatLimit, formatMetric, formatValue, measuredClause } from './metrics.ts';
import { plural } from './numbers.ts';

/** A report in sentences. Names and code in them stand in backticks. */
export interface Explanation {
  status: Report['status'];
  /** "Proved: both checks hold." · "Not proved yet: 1 of 2 checks holds, 63.2 % of the requests were answered in time." */
  headline: string;
  /** The recognised misconception of the first failing check, or of a design that was refused. */
  diagnosis: string | null;
  /** Why the design was not run; empty when the checks ran. */
  problems: ExplainedProblem[];
  /** In the exercise's order. */
  checks: ExplainedCheck[];
}

/** One reason why the design was not run. */
export interface ExplainedProblem {
  /** What is wrong; its line is in `place`. */
  message: string;
  advice: string | null;
  place: SourcePlace | null;
}

/** One check in words. */
export interface ExplainedCheck {
  id: string;
  status: 'pass' | 'fail';
  title: string;
  /** `at least 99.9 %`. */
  limit: string;
  /** `63.2 %`. */
  measured: string;
  /** `measured` for each seed. */
  bySeed: string[];
  /** What happened, with the number. */
  what: string;
  /** Which server, which second; null where nothing stands out, or the check holds. */
  where: string | null;
  /** One causal sentence; null where nothing stands out, or the check holds. */
  why: string | null;
  /** Why the limit is where it is. */
  limitReason: string;
  /** What to look at next; null when the check holds. */
  lookAt: string | null;
  /** The line of the design that it hangs on. */
  place: SourcePlace | null;
}

/** All sentences of a report. The exercise is the one that it was graded with; checks that it does not have are left out. */
export function explainReport(report: Report, exercise: Exercise): Explanation {
  const checks = report.checks.flatMap((result) => {
    const spec = exercise.checks.find(({ id }) => id === result.id);
    return spec === undefined ? [] : [explainCheck(result, spec)];
  });
  return {
    status: report.status,
    headline: headlineOf(report, checks, exercise),
    diagnosis: describeDiagnosis(report.diagnosis, exercise),
    problems: report.diagnostics.map((found) => ({ ...describeDiagnostic(found), place: found.place })),
    checks,
  };
}

function explainCheck(result: CheckResult, spec: CheckSpec): ExplainedCheck {
  const fails = result.status === 'fail';
  const cause = fails ? describeCause(result.cause) : null;
  return {
    id: result.id,
    status: result.status,
    title: spec.title,
    limit: formatLimit(result.metric, result.limit),
    measured: formatMetric(result.metric, result.measured, result.limit),
    bySeed: result.bySeed.map((value) => formatMetric(result.metric, value, result.limit)),
    what: capitalised(`${measuredClause(spec.query, result.measured, result.limit)}${fails ? `; asked for is ${formatLimit(result.metric, result.limit)}` : ''}.`),
    where: cause?.where ?? null,
    why: cause?.why ?? null,
    limitReason: spec.why,
    lookAt: fails ? spec.lookAt : null,
    place: fails ? (result.cause?.place ?? null) : null,
  };
}

const PROVED: { [checks: number]: string } = { 1: 'Proved: the check holds.', 2: 'Proved: both checks hold.' };

function headlineOf(report: Report, checks: ExplainedCheck[], exercise: Exercise): string {
  if (report.status === 'error') return 'Could not be graded. This costs nothing: the design was not judged.';
  if (checks.length === 0) return `Not run: ${plural(report.diagnostics.length, 'problem')} in the file.`;
  if (report.status === 'pass') return PROVED[checks.length] ?? `Proved: all ${checks.length} checks hold.`;
  const failing = report.checks.find(({ status }) => status === 'fail') as CheckResult;
  const { query } = exercise.checks.find(({ id }) => id === failing.id) as CheckSpec;
  return `Not proved yet: ${checks.length === 1 ? 'the check does not hold' : countedChecks(checks)}, ${measuredClause(query, failing.measured, failing.limit)}.`;
}

/** The sentence of a diagnosis, with its numbers; null for none, and for one that the exercise does not have. */
export function describeDiagnosis(diagnosis: Report['diagnosis'], exercise: Pick<Exercise, 'diagnoses'>): string | null {
  const spec = diagnosis === null ? undefined : exercise.diagnoses.find(({ id }) => id === diagnosis.id);
  if (diagnosis === null || spec === undefined) return null;
  return spec.say.replace(/\{([\w-]+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(diagnosis.values, name)) return whole;
    return formatValue(spec.values[name]?.query.metric ?? null, diagnosis.values[name] ?? null);
  });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
