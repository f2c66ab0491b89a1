// A check on the fault matrix as a check on one run: the fault that does most harm, and what is answered after it.
import type { CheckSpec, Exercise } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import { worstCell } from '../check/cause-fault.ts';
import { exploreAsked, measureExplored } from '../check/explored.ts';
import { holds } from '../check/limit.ts';
import { exploredRun } from '../explore/explore.ts';
import { HORIZON_MS } from '../explore/fault-table.ts';
import { SERVED_WITHIN_PCT } from '../explore/outcome.ts';
import type { GraderLimits } from '../limits.ts';
import type { Claim } from './verdict.ts';

/** null: the check holds, or has nothing to measure. */
export function faultClaim(model: Model, exercise: Exercise, check: CheckSpec, limits: GraderLimits): Claim | null {
  const explored = exploreAsked(model, { ...exercise, checks: [check], gold: null, diagnoses: [] }, null, limits);
  const cell = explored === null || holds(check.limit, measureExplored(check.query, explored)) ? null : worstCell(check.query, explored);
  if (explored === null || cell === null) return null;
  const { atMs } = explored.exploration.moments[cell.moment];
  const least = check.query.metric === 'worstFaultServedPct' ? check.limit : { atLeast: (cell.baselinePct ?? 100) - SERVED_WITHIN_PCT };
  return {
    check: { ...check, query: { metric: 'availabilityPct', of: null, class: null, windowMs: [atMs, atMs + HORIZON_MS] }, limit: least, aggregate: 'median' },
    run: { ...exploredRun(exercise), faults: cell.schedule, durationMs: atMs + HORIZON_MS },
  };
}
