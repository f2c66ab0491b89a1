// What an author says about a number that is measured.
import type { MetricQuery } from '../simulation/metrics.ts';

/** A comparison with a number. Exactly one of its forms. */
export type Limit = { atLeast: number } | { atMost: number } | { above: number } | { below: number } | { equals: number } | { between: [number, number] };

/** A number from a run of the exercise, the median over its seeds. */
export interface MetricCondition {
  run: string | null;
  query: MetricQuery;
}
