// How far solutions are from the limits: an exercise whose solutions pass by a hair fails somebody's right answer.
import type { Exercise, Limit } from '../../course/index.ts';
import { formatLimit, formatMetric } from '../../grader/index.ts';

/** One value that a solution reached, for one seed. */
export interface Margin { check: string; value: number | null }

/** How far a value is inside a limit: negative outside. */
export function distanceToLimit(limit: Limit, value: number): number {
  if ('atLeast' in limit) return value - limit.atLeast;
  if ('above' in limit) return value - limit.above;
  if ('atMost' in limit) return limit.atMost - value;
  if ('below' in limit) return limit.below - value;
  if ('equals' in limit) return value === limit.equals ? 0 : -Math.abs(value - limit.equals);
  return Math.min(value - limit.between[0], limit.between[1] - value);
}

/** One line a check, from the values of all solutions and seeds: the one nearest to the limit, and the limit. */
export function marginLines(exercise: Exercise, margins: readonly Margin[]): string[] {
  return exercise.checks.flatMap((check) => {
    const values = margins.flatMap((margin) => (margin.check === check.id && margin.value !== null ? [margin.value] : []));
    if (values.length === 0) return [];
    const nearest = values.reduce((a, b) => (distanceToLimit(check.limit, b) < distanceToLimit(check.limit, a) ? b : a));
    const margin = distanceToLimit(check.limit, nearest);
    const room = margin < 0 ? `misses by ${formatMetric(check.query.metric, -margin)}` : `margin ${formatMetric(check.query.metric, margin)}`;
    return [`${check.id}: nearest ${formatMetric(check.query.metric, nearest, check.limit)}, limit ${formatLimit(check.query.metric, check.limit)}, ${room}`];
  });
}
