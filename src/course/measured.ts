// Numbers in a lesson's text: what is simulated for them when the site is built, and what the text around them claims.
import type { Limit } from './metric.ts';
import type { MetricQuery } from '../simulation/metrics.ts';
import type { Scenario } from '../simulation/scenario.ts';

/** A run that a lesson tells of. */
export interface LessonRun extends Scenario {
  title: string;
  seeds: number[];
  /** Source of the design. */
  design: string;
  /** Where the design stands, inside content/, for messages. */
  designFile: string;
}

/** One number of the text: `<Measured id="…" />`. */
export interface LessonNumber {
  id: string;
  run: string;
  query: MetricQuery;
  /** How the seeds become one text: their median, the worst, each of them, or the range. */
  as: 'median' | 'worst' | 'each' | 'range';
  /** Digits after the point. */
  decimals: number;
  /** Stands after the number with a space, such as `%` or `ms`; empty: nothing. */
  unit: string;
  /** What the text around it says; the build stops when a seed is outside. */
  claim: Limit;
}

/** One metric at several rates of the same run: `<Curve id="…" />`. */
export interface LessonCurve {
  id: string;
  title: string;
  run: string;
  query: MetricQuery;
  /** Requests a second, ascending, two or more. */
  rates: number[];
  unit: string;
  /** Name of the x axis; the values on it are the rates divided by `per`. */
  x: string;
  per: number;
}

/** All that a lesson measures. */
export interface LessonMeasurements {
  runs: LessonRun[];
  numbers: LessonNumber[];
  curves: LessonCurve[];
}
