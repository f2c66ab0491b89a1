// Comparisons of choices: exact, except where the daemon throws dice.
import { exact } from './compare.ts';
import type { Comparison } from './recording.ts';

/** Two independent runs differ by less than this many standard deviations of their difference in all but one of 10,000 cases. */
const DEVIATIONS = 4;

const isCounts = (value: unknown): value is { [server: string]: number } => typeof value === 'object' && value !== null && Object.values(value).every((count) => typeof count === 'number');

/** Counts by server where servers are drawn at random (`random` in the family's name): equal shares but for chance. All else: equal. */
export const randomShares: Comparison = (predicted, recorded, question) => {
  if (!question.family.includes('random') || !isCounts(predicted) || !isCounts(recorded)) return exact(predicted, recorded, question);
  const total = (counts: { [server: string]: number }): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
  const all = total(predicted);
  if (total(recorded) !== all) return 'another total';
  for (const server of new Set([...Object.keys(predicted), ...Object.keys(recorded)])) {
    const share = (predicted[server] ?? 0) / all;
    const off = (recorded[server] ?? 0) - (predicted[server] ?? 0);
    if (Math.abs(off) > DEVIATIONS * Math.sqrt(2 * all * share * (1 - share)) + 1) return `${server}: off by ${off} of ${all}`;
  }
  return null;
};
