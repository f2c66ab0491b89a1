// Numbers taken from one simulated run, to be held against theory.
import type { Model } from '../../../infrastructure/index.ts';
import { measure, simulate, type Run, type Scenario } from '../../../simulation/index.ts';

/** Events of a run are bounded by its requests; this only stops a fault of the bench itself. */
const EVENTS_MAX = 1e9;
const OK = 0;

/** A run with its history. */
export interface Sampled { run: Run; model: Model; seed: number }

/** Simulates with a history. */
export function sample(model: Model, scenario: Scenario, seed: number): Sampled {
  return { run: simulate(model, scenario, { seed, limits: { events: EVENTS_MAX }, record: true }), model, seed };
}

/** Times in milliseconds, in ascending order, of the measured requests that were answered well; `className` null: of all classes. */
export function times({ run }: Sampled, className: string | null = null): Float64Array {
  const { requests, warmupMs, classes } = run.history!;
  const wanted = className === null ? -1 : classes.indexOf(className);
  const found = new Float64Array(requests.count);
  let count = 0;
  for (let row = 0; row < requests.count; row++) {
    if (requests.arrivalMs[row]! < warmupMs || requests.outcome[row] !== OK || (wanted >= 0 && requests.class[row] !== wanted)) continue;
    found[count++] = requests.endMs[row]! - requests.arrivalMs[row]!;
  }
  return found.subarray(0, count).sort();
}

/** The mean. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The value that a part p of ascending values stays below. */
export const quantile = (sorted: Float64Array, p: number): number => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;

/** The part of ascending values above a limit. */
export function partAbove(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return 1 - low / sorted.length;
}

/** The part of measured requests that got no good answer. */
export const partLost = ({ run: { totals } }: Sampled): number => totals.failed / totals.requests;

/** Requests that waited for a worker of the first server, in the mean over the ends of all measured seconds. */
export function meanWaiting({ run }: Sampled): number {
  const { perSecond, servers, warmupMs, durationMs } = run.history!;
  const from = Math.ceil(warmupMs / 1000);
  const until = Math.floor(durationMs / 1000);
  let sum = 0;
  for (let second = from; second < until; second++) sum += perSecond.waiting[second * servers.length]!;
  return sum / (until - from);
}

/** Percent of all workers that were busy. */
export const busyPct = ({ run, model }: Sampled): number => measure({ metric: 'utilisationPct', of: null, class: null, windowMs: null }, run, model)!;
