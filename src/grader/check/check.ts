import type { CheckSpec } from '../../course/course.ts';
import type { CheckResult } from '../report.ts';
import { findCause, type CauseContext } from './cause.ts';
import { aggregate, holds } from './limit.ts';
import { measureSeeds, type Simulated } from './runs.ts';

/** Judges one check of an exercise. */
export function judgeCheck(spec: CheckSpec, simulated: Simulated): Omit<CheckResult, 'cause'> {
  const bySeed = measureSeeds(simulated, { run: spec.run, query: spec.query });
  const measured = aggregate(bySeed, spec.aggregate, spec.limit);
  return { id: spec.id, status: holds(spec.limit, measured) ? 'pass' : 'fail', metric: spec.query.metric, limit: spec.limit, measured, bySeed };
}

/** Judges one check of an exercise, and finds the cause when it fails. */
export function check(spec: CheckSpec, context: CauseContext): CheckResult {
  const judged = judgeCheck(spec, context.simulated);
  return { ...judged, cause: judged.status === 'pass' ? null : findCause(spec, context) };
}
