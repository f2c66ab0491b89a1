// The grader's explanation of a report, as the proof side shows it.
import type { Exercise } from '../../course/course.ts';
import { type ExplainedCheck, explainReport } from '../../grader/explain/explain.ts';
import type { Report } from '../../grader/report.ts';
import type { Metric } from '../../simulation/metrics.ts';
import type { CheckView, ReportView, RunMoment, Tone } from './report-view.ts';
import { tellingMoment } from './run/shown-run.ts';

/** Metrics whose failure means slower or dearer, not down. */
const DEGRADED: ReadonlySet<Metric> = new Set(['p50Ms', 'p99Ms', 'loadSharePct', 'attempts', 'utilisationPct', 'retryAmplification', 'costUnits', 'primaryReadSharePct', 'serversMarkedDownWhileHealthy']);
const LOST: ReadonlySet<Metric> = new Set(['lostAckedWrites', 'maxAckedWritesAtRisk']);

/** Every sentence, number and place of a report. */
export function explained(report: Report, exercise: Exercise): ReportView {
  const explanation = explainReport(report, exercise);
  const firstFailing = explanation.checks.find(({ status }) => status === 'fail')?.id;
  const results = new Map(report.checks.map((result) => [result.id, result]));
  const checks = explanation.checks.map((check) => ({
    ...checkView(check, results.get(check.id)?.metric, check.id === firstFailing ? explanation.diagnosis : null), moment: momentOf(check, report, exercise),
  }));
  const problems = explanation.problems.map(({ message, advice, place }) => ({ text: message, advice: advice ?? '', place }));
  return {
    verdict: explanation.headline,
    tone: report.status === 'pass' ? 'ok' : (checks.find(({ holds }) => !holds)?.tone ?? 'down'),
    checks,
    problems,
    diagnosis: checks.length === 0 ? (explanation.diagnosis ?? '') : '',
  };
}

function checkView(check: ExplainedCheck, metric: Metric | undefined, diagnosis: string | null): Omit<CheckView, 'moment'> {
  const holds = check.status === 'pass';
  const isSame = check.bySeed.every((value) => value === check.bySeed[0]);
  return {
    id: check.id,
    title: check.title,
    holds,
    tone: holds ? 'ok' : toneOf(metric),
    measured: check.measured,
    limit: check.limit,
    place: check.place,
    bySeed: isSame ? [] : check.bySeed,
    where: check.where ?? '',
    why: [diagnosis, check.why].filter((text) => text !== null),
    lookAt: check.lookAt ?? '',
    limitReason: check.limitReason,
  };
}

/** Where the cause begins to show, else where a look at the run tells most. */
function momentOf({ id, status }: ExplainedCheck, { checks, runs }: Report, exercise: Exercise): RunMoment | null {
  const run = exercise.checks.find((spec) => spec.id === id)?.run;
  const series = runs.find((one) => one.run === run);
  if (status !== 'fail' || series === undefined) return null;
  return { run: series.run, atMs: checks.find((one) => one.id === id)?.cause?.atMs ?? tellingMoment(series) };
}

function toneOf(metric: Metric | undefined): Tone {
  if (metric !== undefined && LOST.has(metric)) return 'loss';
  return metric !== undefined && DEGRADED.has(metric) ? 'deg' : 'down';
}
