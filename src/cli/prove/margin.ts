// How clear limits stand: an exercise whose solutions pass by a hair fails somebody's right answer, one whose mistakes fail by a hair passes a wrong one.
import type { CheckSpec, Exercise, Limit } from '../../course/index.ts';
import { formatLimit, formatMetric } from '../../grader/index.ts';

/** The values of one check in one design, by seed. */
export interface Margin {
  check: string;
  /** What the design is for the check; a wrong answer is one that is listed to fail this check, and fails it. */
  answer: 'right' | 'wrong';
  values: readonly (number | null)[];
}

/** Nearer to the limit than this many spreads is told. */
const CLEAR_SPREADS = 2;

/** How far a value is inside a limit: negative outside. */
export function distanceToLimit(limit: Limit, value: number): number {
  if ('atLeast' in limit) return value - limit.atLeast;
  if ('above' in limit) return value - limit.above;
  if ('atMost' in limit) return limit.atMost - value;
  if ('below' in limit) return limit.below - value;
  if ('equals' in limit) return value === limit.equals ? 0 : -Math.abs(value - limit.equals);
  return Math.min(value - limit.between[0], limit.between[1] - value);
}

/** One line a check: of the right and of the wrong answers the value that is nearest to the limit, its distance, and that in spreads of the same design over the seeds. */
export function marginLines(exercise: Exercise, margins: readonly Margin[]): string[] {
  return exercise.checks.flatMap((check) => {
    const own = margins.filter((margin) => margin.check === check.id);
    const right = side(check, own.filter(({ answer }) => answer === 'right'));
    if (right === null) return [];
    const wrong = side(check, own.filter(({ answer }) => answer === 'wrong'));
    return [`${check.id}: limit ${formatLimit(check.query.metric, check.limit)}; right answers ${right}; wrong answers ${wrong ?? 'with nothing to measure, or none'}`];
  });
}

function side({ limit, query: { metric } }: CheckSpec, margins: readonly Margin[]): string | null {
  const known = margins.flatMap(({ values }) => {
    const numbers = values.filter((value) => value !== null);
    return numbers.map((value) => ({ value, spread: Math.max(...numbers) - Math.min(...numbers), distance: Math.abs(distanceToLimit(limit, value)) }));
  });
  if (known.length === 0) return null;
  const nearest = known.reduce((a, b) => (b.distance < a.distance ? b : a));
  const distance = `${formatMetric(metric, nearest.value, limit)}, ${formatMetric(metric, nearest.distance)} away`;
  // A value that every seed gives needs no room.
  if (nearest.spread === 0) return `from ${distance}, the same with every seed`;
  const spreads = nearest.distance / nearest.spread;
  return `from ${distance} (${spreads.toFixed(1)} spreads${spreads < CLEAR_SPREADS ? ', near' : ''})`;
}
