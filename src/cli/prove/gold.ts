// A gold objective that nobody can reach is a lie, and one that comes with every pass is none.
import type { Exercise } from '../../course/index.ts';
import { formatLimit, formatMetric, type Report } from '../../grader/index.ts';
import { distanceToLimit } from './margin.ts';

/** A solution with its reports: on the exercise's seeds, and on others. */
export interface GradedSolution { name: string; reports: readonly Report[] }

/** What the gold objective of an exercise is worth: one line a limit with the nearest solutions on both sides, and what is wrong with it. */
export function proveGold({ gold }: Exercise, starter: Report, solutions: readonly GradedSolution[]): { lines: string[]; problems: string[] } {
  if (gold === null) return { lines: [], problems: [] };
  const reaching = solutions.filter(({ reports }) => reports.length > 0 && reports.every((report) => report.gold?.reached === true));
  const problems = [
    ...(reaching.length === 0 ? ['No solution reaches the gold objective on the exercise\'s seeds and on 20 others. Add one that does, or move a limit.'] : []),
    ...(starter.gold?.reached === true ? ['The starter reaches the gold objective.'] : []),
  ];
  const values = (of: readonly Report[], at: number): number[] => of.flatMap((report) => report.gold?.limits[at]?.measured ?? []);
  const inside = (at: number): number[] => reaching.flatMap(({ reports }) => values(reports, at));
  const missing = (at: number): number[] => [starter, ...solutions.flatMap(({ reports }) => reports)].filter((report) => report.gold?.limits[at]?.holds === false).flatMap((report) => values([report], at));
  const lines = gold.limits.map(({ query: { metric }, limit }, at) => {
    const nearest = (list: readonly number[]): string => {
      const sorted = [...list].sort((a, b) => Math.abs(distanceToLimit(limit, a)) - Math.abs(distanceToLimit(limit, b)));
      return sorted[0] === undefined ? 'none' : formatMetric(metric, sorted[0], limit);
    };
    return `gold, ${metric}: nearest that reaches it ${nearest(inside(at))}, nearest that misses ${nearest(missing(at))}, limit ${formatLimit(metric, limit)}`;
  });
  return { lines: [...lines, ...(reaching.length === 0 ? [] : [`gold is reached by ${reaching.map(({ name }) => name).join(', ')}`])], problems };
}
