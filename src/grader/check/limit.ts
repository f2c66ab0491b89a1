import type { Limit } from '../../course/course.ts';

/** Whether a measured value keeps a limit; nothing measured keeps none. */
export function holds(limit: Limit, value: number | null): boolean {
  if (value === null) return false;
  if ('atLeast' in limit) return value >= limit.atLeast;
  if ('atMost' in limit) return value <= limit.atMost;
  if ('above' in limit) return value > limit.above;
  if ('below' in limit) return value < limit.below;
  if ('equals' in limit) return value === limit.equals;
  return value >= limit.between[0] && value <= limit.between[1];
}

/** One value for all seeds; null when a seed had nothing to measure, or there is no seed. */
export function aggregate(values: (number | null)[], how: 'median' | 'worst', limit: Limit): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return null;
  return how === 'median' ? median(known) : worst(known, limit);
}

/** The middle value, or the mean of the two in the middle; null for none. */
export function median(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  if (upper === undefined || sorted.length % 2 === 1) return upper ?? null;
  return ((sorted[(sorted.length >> 1) - 1] as number) + upper) / 2;
}

/** The value that keeps the limit least; of two that are as bad, the first. */
function worst(values: number[], limit: Limit): number | null {
  let chosen: number | null = null;
  for (const value of values) if (chosen === null || badness(limit, value) > badness(limit, chosen)) chosen = value;
  return chosen;
}

function badness(limit: Limit, value: number): number {
  if ('atLeast' in limit || 'above' in limit) return -value;
  if ('atMost' in limit || 'below' in limit) return value;
  const middle = 'equals' in limit ? limit.equals : (limit.between[0] + limit.between[1]) / 2;
  return Math.abs(value - middle);
}
