import type { CheckSpec } from '../../course/course.ts';
import type { CheckResult } from '../report.ts';
import { findCause, type CauseContext } from './cause.ts';
import { aggregate, holds } from './limit.ts';
import { measureSeeds } from './runs.ts';

/** Judges one check of an exercise, and finds the cause when it fails. */
export function check(spec: CheckSpec, context: CauseContext): CheckResult {
  const bySeed = measureSeeds(context.simulated, { run: spec.run, query: spec.query });
  const measured = aggregate(bySeed, spec.aggregate, spec.limit);
  const passes = holds(spec.limit, measured);
  return {
    id: spec.id,
    status: passes ? 'pass' : 'fail',
    metric: spec.query.metric,
    limit: spec.limit,
    measured,
    bySeed,
    cause: passes ? null : findCause(spec, context),
  };
}
