// The verdict as data. Codes and numbers only: sentences are made from it by `explainReport` in explain.ts.
import type { Limit } from '../course/course.ts';
import type { Metric } from '../simulation/metrics.ts';
import type { Timeline } from '../simulation/timeline.ts';
import type { Exploration } from './explore/exploration.ts';
import type { Diagnostic } from './source/diagnostic.ts';
import type { SourcePlace } from './source/place.ts';
import type { Wiring } from './wiring.ts';

/** How one check came out. */
export interface CheckResult {
  id: string;
  status: 'pass' | 'fail';
  metric: Metric;
  limit: Limit;
  /** The value that was judged; null where the run had nothing to measure (no request was answered…). */
  measured: number | null;
  /** One for each seed, in the order of the exercise. */
  bySeed: (number | null)[];
  cause: Cause | null;
}

/** The one thing in the run that best accounts for a failed check. */
export interface Cause {
  /** `overloaded`: asked for more than it can do; `idle`: got nothing; `down`; `silent`… */
  code: string;
  /** Application or database node; null: the whole service. */
  server: string | null;
  /** When it began to show, milliseconds of the run. */
  atMs: number | null;
  data: { [key: string]: string | number | boolean | null };
  /** The line of the design that it hangs on. */
  place: SourcePlace | null;
}

/** How far a design came beyond the checks. */
export interface GoldResult {
  /** All checks pass and all limits hold. */
  reached: boolean;
  /** In the exercise's order. */
  limits: { metric: Metric; limit: Limit; measured: number | null; holds: boolean }[];
}

/** What a design costs, how long its users wait, and what it puts at risk. */
export interface TradeOff {
  costUnits: number;
  /** In the exercise's first run: 99 of 100 answers came within this, the median over the seeds; null: a seed had no answer. */
  p99Ms: number | null;
  /** Over all runs and seeds, the most acknowledged writes that no survivor had at one time; null: the design has no database. */
  maxAckedWritesAtRisk: number | null;
}

/** What the charts show of one run, one point a second; from the first seed. */
export interface RunSeries extends Timeline {
  run: string;
  seed: number;
  /** For each event the line of the design that has to do with it; null: none has. */
  eventPlaces: (SourcePlace | null)[];
}

/** The verdict. The same source, exercise and grader give the same Report, byte for byte, everywhere. */
export interface Report {
  format: 1;
  exercise: string;
  exerciseVersion: number;
  grader: string;
  status: 'pass' | 'fail' | 'error';
  /** The last stage that was reached. */
  stage: 'evaluate' | 'validate' | 'simulate' | 'check';
  /** Why it went no further; empty when the checks ran. */
  diagnostics: Diagnostic[];
  /** In the exercise's order; empty when they did not run. */
  checks: CheckResult[];
  /** The recognised misconception of the first failing check. */
  diagnosis: { id: string; misconception: string; values: { [name: string]: number | null } } | null;
  /** What the exercise's prediction is compared with; empty when the checks did not run, and for a curve. */
  predicted: (number | null)[];
  runs: RunSeries[];
  /** null: the checks did not run, or the exercise has no gold objective. */
  gold: GoldResult | null;
  /** null: the checks did not run. */
  tradeOff: TradeOff | null;
  /** The single faults that checks, gold and diagnoses ask about, and what each did; null: none is asked about, or the checks did not run. */
  exploration: Exploration | null;
  /** The parts of the design; null where nothing was simulated. */
  wiring: Wiring | null;
}
