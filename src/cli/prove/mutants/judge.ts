// How one design comes out of an exercise, as data: the grader's own path from validation to checks, which ends as soon as the verdict is known.
import type { CheckSpec, Exercise } from '../../../course/index.ts';
import { aggregate, holds } from '../../../grader/check/limit.ts';
import { exploreAsked, measureExplored } from '../../../grader/check/explored.ts';
import { GRADER_LIMITS } from '../../../grader/limits.ts';
import { resolve, validate, type Model } from '../../../infrastructure/index.ts';
import { digestOf, EXPLORED_METRICS, hostAvailabilityPct, measure, simulate, unsimulatedFields, type Metric, type MetricQuery, type Run } from '../../../simulation/index.ts';

/** What a design is tried with. */
export type Trial = Pick<Exercise, 'runs' | 'checks' | 'seeds' | 'hostAvailability' | 'explore'>;

/** How it came out. `fails` names the check; null: a run had too many events to be graded. */
export type Outcome = { kind: 'refused' } | { kind: 'fails'; check: string | null } | ({ kind: 'passes' } & Behaviour);

/** What a design that passes does. */
export interface Behaviour {
  /** One text for all runs and seeds: equal texts, equal runs. */
  digest: string;
  /** Of each check, by seed. */
  values: { [check: string]: (number | null)[] };
  /** What no check asks for, by seed: `run/metric`. */
  beside: { [name: string]: (number | null)[] };
}

/** Looked at beside the checks, of every run that a check judges, unless a check asks for the same metric. */
const BESIDE: readonly Metric[] = [
  'availabilityPct', 'p99Ms', 'serversMarkedDownWhileHealthy', 'lostAckedWrites', 'maxAckedWritesAtRisk', 'splitBrainS', 'addressUnownedS',
];

/** With every host up as often as any other, the arithmetic of availability tells what hangs on how many of them. */
const EVERY_HOST = { small: 99, medium: 99, large: 99 };

/** The model of a design as data; null when it is refused. */
export function modelOf(design: unknown): Model | null {
  const { infrastructure } = validate(design, { hostsMax: GRADER_LIMITS.hosts, serversMax: GRADER_LIMITS.servers, problemsMax: 1 });
  return infrastructure === null || unsimulatedFields(infrastructure).length > 0 ? null : resolve(infrastructure);
}

/** Grades a design as data. */
export function judge(design: unknown, trial: Trial): Outcome {
  const model = modelOf(design);
  if (model === null) return { kind: 'refused' };
  const values: Behaviour['values'] = {};
  const beside: Behaviour['beside'] = {};
  const digests: string[] = [];
  for (const spec of trial.runs) {
    const checks = trial.checks.filter(({ run, query }) => !isOfFaults(query) && (run ?? trial.runs[0]!.id) === spec.id);
    const bySeed: Run[] = [];
    for (const seed of trial.seeds) {
      const run = simulate(model, spec, { seed, limits: { events: GRADER_LIMITS.events }, record: true });
      if (!run.complete) return { kind: 'fails', check: null };
      bySeed.push(run);
      for (const check of checks) (values[check.id] ??= []).push(measure(check.query, run, model, trial.hostAvailability));
      const failed = checks.find((check) => cannotHold(check, values[check.id]!, trial.seeds.length));
      if (failed !== undefined) return { kind: 'fails', check: failed.id };
    }
    const failed = checks.find((check) => !holds(check.limit, aggregate(values[check.id]!, check.aggregate, check.limit)));
    if (failed !== undefined) return { kind: 'fails', check: failed.id };
    digests.push(...bySeed.map(digestOf));
    // A run that no check looks at is an illustration.
    if (!checks.some(({ run }) => run !== null)) continue;
    for (const metric of BESIDE.filter((one) => !checks.some(({ query }) => query.metric === one))) {
      beside[`${spec.id}/${metric}`] = bySeed.map((run) => measure(wholeRun(metric), run, model));
    }
  }
  const unsurvived = tryFaults(model, trial, values);
  if (unsurvived !== undefined) return { kind: 'fails', check: unsurvived };
  const asks = (metric: Metric): boolean => trial.checks.some(({ query }) => query.metric === metric);
  // What hangs on how many hosts is part of a promise where something breaks.
  if (!trial.runs.some(({ faults }) => faults.length > 0)) return { kind: 'passes', digest: digests.join(' '), values, beside };
  if (!asks('hostAvailabilityPct')) beside['hostAvailabilityPct'] = [hostAvailabilityPct(model, EVERY_HOST)];
  if (!asks('workersLeft')) beside['workersLeft'] = [measure(wholeRun('workersLeft'), {} as Run, model)];
  return { kind: 'passes', digest: digests.join(' '), values, beside };
}

const isOfFaults = ({ metric }: MetricQuery): boolean => EXPLORED_METRICS.includes(metric);

/** Measures the checks on the fault matrix, and returns the first that does not hold; null: there were too many events. */
function tryFaults(model: Model, trial: Trial, values: Behaviour['values']): string | null | undefined {
  const checks = trial.checks.filter(({ query }) => isOfFaults(query));
  if (checks.length === 0) return undefined;
  const explored = exploreAsked(model, { id: '', version: 0, ...trial, gold: null, diagnoses: [] }, null, GRADER_LIMITS);
  if (explored === null) return null;
  for (const { id, query } of checks) values[id] = trial.seeds.map(() => measureExplored(query, explored));
  return checks.find(({ id, limit, aggregate: how }) => !holds(limit, aggregate(values[id]!, how, limit)))?.id;
}

const wholeRun = (metric: Metric): MetricQuery => ({ metric, of: null, class: null, windowMs: null });

/** True once no further seed can save a check. */
function cannotHold({ limit, aggregate: how }: CheckSpec, values: readonly (number | null)[], seeds: number): boolean {
  const failing = values.filter((value) => !holds(limit, value)).length;
  if (how === 'worst' || values.includes(null)) return failing > 0;
  return !('between' in limit || 'equals' in limit) && failing * 2 > seeds;
}
