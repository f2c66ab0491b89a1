// Whether a shortened run still breaks the check of the whole one. A time so short that any design would fail in it proves nothing.
import type { CheckSpec, ExerciseRun, Limit } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import { EXPLORED_METRICS, measure, type Metric, type Run } from '../../simulation/index.ts';
import { OK } from '../../simulation/metrics/requests.ts';
import { compileLoad } from '../../simulation/load.ts';
import { holds } from '../check/limit.ts';
import type { Schedule } from './shrink.ts';

/** A check with the run that it is about. */
export interface Claim {
  check: CheckSpec;
  run: ExerciseRun;
}

type Reading = 'best-rest' | 'so-far' | 'whole';

/** Requests so far count as they ended, all that are still to come as answered at once: the limit is broken when even that does not keep it. */
const BEST_REST: { [metric in Metric]?: 'less' | 'more' } = { availabilityPct: 'more', goodputPerS: 'more', errorRatePct: 'less', p50Ms: 'less', p99Ms: 'less', userRtoS: 'less' };

/** What only ever grows: too much so far is too much at the end. */
const GROWING: readonly Metric[] = ['attempts', 'serversMarkedDownWhileHealthy', 'detectionS', 'lostAckedWrites', 'maxAckedWritesAtRisk', 'splitBrainS', 'addressUnownedS'];

/** Of the design alone, whatever is simulated. */
const STATIC: readonly Metric[] = ['costUnits', 'workersLeft', 'hostAvailabilityPct', ...EXPLORED_METRICS];

/** Whether a check has a run that could be made smaller. */
export function isOfRun({ run, query }: CheckSpec): boolean {
  return run !== null && !STATIC.includes(query.metric);
}

/** How a shortened run is read; `whole`: it must not be shortened, as an average over less says something else. */
export function readingOf({ query: { metric }, limit }: CheckSpec, measured: number | null): Reading {
  const wants = 'atLeast' in limit || 'above' in limit ? 'more' : 'atMost' in limit || 'below' in limit || ('equals' in limit && limit.equals === 0) ? 'less' : 'neither';
  if (GROWING.includes(metric) && wants === 'less') return 'so-far';
  // A percentile of nobody's answers says nothing: it has to be nobody's to the end.
  return BEST_REST[metric] === wants && (measured !== null || metric === 'userRtoS') ? 'best-rest' : 'whole';
}

/** The shortest time in which something of the check can be measured. */
export function leastMs({ check, run }: Claim, reading: Reading, gridMs: number): number {
  return reading === 'whole' ? run.durationMs : Math.min(run.durationMs, (check.query.windowMs?.[0] ?? run.warmupMs) + gridMs);
}

/** The check's number in a run that may be shorter: its window goes as far as the run does. */
export function measureSoFar({ check: { query } }: Claim, run: Run, model: Model): number | null {
  const until = run.history?.durationMs ?? 0;
  return measure({ ...query, windowMs: query.windowMs === null ? null : [query.windowMs[0], Math.min(query.windowMs[1], until)] }, run, model);
}

/** Whether the run of a schedule breaks the limit of the check, whatever would still come. */
export function breaks(claim: Claim, reading: Reading, schedule: Schedule, run: Run, model: Model): boolean {
  if (!run.complete || run.history === null) return false;
  const { check: { query, limit } } = claim;
  const value = reading === 'best-rest' ? measure(query, withBestRest(claim, schedule, run), model) : measureSoFar(claim, run, model);
  if (value !== null) return !holds(limit, value);
  return breaksUnmeasured(claim, schedule);
}

/** Nothing was measured: for a time until something happens that it has not happened yet; for the rest that nobody was answered. */
function breaksUnmeasured({ check: { query, limit }, run }: Claim, { faults, durationMs }: Schedule): boolean {
  const [from, until] = query.windowMs ?? [run.warmupMs, run.durationMs];
  if (query.metric !== 'detectionS' && query.metric !== 'userRtoS') return durationMs > from;
  const first = faults.filter(({ kind, atMs }) => kind !== 'load-spike' && atMs >= from && atMs < until).sort((a, b) => a.atMs - b.atMs)[0];
  return first !== undefined && !holds(limit as Limit, (Math.min(durationMs, until) - first.atMs) / 1000);
}

/** The run as if it went on to its planned end and every later request were answered at once. */
function withBestRest({ check: { query }, run: { warmupMs, ...planned } }: Claim, { faults, durationMs }: Schedule, run: Run): Run {
  const history = run.history!;
  const [from, until] = query.windowMs ?? [warmupMs, planned.durationMs];
  const sinceMs = Math.max(from, durationMs);
  const kind = query.class === null ? 0 : Math.max(0, history.classes.indexOf(query.class));
  const share = query.class === null ? 1 : planned.workload.classes[kind]!.share;
  const { fromMs, perMs } = compileLoad({ ...planned, warmupMs }, faults);
  const coming = perMs.reduce((sum, rate, i) => sum + rate * Math.max(0, Math.min(fromMs[i + 1]!, until) - Math.max(fromMs[i]!, sinceMs)), 0);
  const rest = Math.ceil(coming * share);
  const { arrivalMs, endMs, class: classes, outcome, reached, count } = history.requests;
  const requests = {
    count: count + rest,
    arrivalMs: extended(arrivalMs, new Float64Array(count + rest), sinceMs), endMs: extended(endMs, new Float64Array(count + rest), sinceMs),
    class: extended(classes, new Uint8Array(count + rest), kind), outcome: extended(outcome, new Uint8Array(count + rest), OK), reached: extended(reached, new Uint8Array(count + rest), 1),
  };
  return { ...run, history: { ...history, durationMs: planned.durationMs, requests } };
}

function extended<Column extends Float64Array | Uint8Array>(column: Column, longer: Column, value: number): Column {
  longer.set(column);
  longer.fill(value, column.length);
  return longer;
}
