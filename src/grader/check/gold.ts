import type { Exercise } from '../../course/course.ts';
import type { CheckResult, GoldResult } from '../report.ts';
import { aggregate, holds } from './limit.ts';
import { measureSeeds, type Simulated } from './runs.ts';

/** How far a design came towards the gold objective; null for an exercise that has none. Without a pass it is not reached, whatever else it does. */
export function goldOf({ gold }: Exercise, simulated: Simulated, checks: readonly CheckResult[]): GoldResult | null {
  if (gold === null) return null;
  const limits = gold.limits.map(({ run, query, limit, aggregate: how }) => {
    const measured = aggregate(measureSeeds(simulated, { run, query }), how, limit);
    return { metric: query.metric, limit, measured, holds: holds(limit, measured) };
  });
  return { reached: checks.every(({ status }) => status === 'pass') && limits.every((one) => one.holds), limits };
}
