// Beyond pass and fail: how many checks hold, and how far a design is from the gold objective.
import type { Exercise } from '../../course/index.ts';
import type { CheckResult, Report } from '../report.ts';
import { formatLimit, formatMetric, measuredClause } from './metrics.ts';

/** `3 of 4 checks hold`. */
export function countedChecks(checks: readonly Pick<CheckResult, 'status'>[]): string {
  const holding = checks.filter(({ status }) => status === 'pass').length;
  return `${holding} of ${checks.length} ${checks.length === 1 ? 'check' : 'checks'} ${holding === 1 ? 'holds' : 'hold'}`;
}

/** The gold objective in words. */
export interface ExplainedGold {
  reached: boolean;
  /** The author's sentence. */
  title: string;
  /** "Gold objective reached." · "Gold objective not reached: 1 of 100 answers took longer than 262 ms; asked for is at most 240 ms." */
  headline: string;
  limits: { holds: boolean; measured: string; limit: string }[];
}

/** The gold objective of a report; null where the exercise has none, or nothing was checked. The exercise is the one that it was graded with. */
export function explainGold({ gold, checks }: Report, exercise: Exercise): ExplainedGold | null {
  const spec = exercise.gold;
  if (gold === null || spec === null || gold.limits.length !== spec.limits.length) return null;
  const missed = gold.limits.findIndex((one) => !one.holds);
  return {
    reached: gold.reached,
    title: spec.title,
    headline: gold.reached ? 'Gold objective reached.' : `Gold objective not reached: ${missed < 0 ? countedChecks(checks) : missing(gold.limits[missed]!, spec.limits[missed]!.query)}.`,
    limits: gold.limits.map(({ metric, limit, measured, holds }) => ({ holds, measured: formatMetric(metric, measured, limit), limit: formatLimit(metric, limit) })),
  };
}

function missing({ metric, limit, measured }: NonNullable<Report['gold']>['limits'][number], query: Parameters<typeof measuredClause>[0]): string {
  return `${measuredClause(query, measured, limit)}; asked for is ${formatLimit(metric, limit)}`;
}
