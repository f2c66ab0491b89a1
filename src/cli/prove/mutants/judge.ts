// How one design comes out of an exercise, as data: the grader's own path from validation to diagnosis, which ends as soon as both are known.
import type { CheckSpec, Exercise, MetricCondition } from '../../../course/index.ts';
import { diagnoseChecks } from '../../../grader/check/diagnose.ts';
import { exploreAsked } from '../../../grader/check/explored.ts';
import { aggregate, holds } from '../../../grader/check/limit.ts';
import { measureSeeds, simulateRuns, type Simulated } from '../../../grader/check/runs.ts';
import type { Report } from '../../../grader/index.ts';
import { GRADER_LIMITS } from '../../../grader/limits.ts';
import { resolve, validate, type Model } from '../../../infrastructure/index.ts';
import { digestOf, EXPLORED_METRICS, hostAvailabilityPct, measure, unsimulatedFields, type Metric, type MetricQuery, type Run } from '../../../simulation/index.ts';

/** What a design is tried with. */
export type Trial = Pick<Exercise, 'runs' | 'checks' | 'seeds' | 'hostAvailability' | 'diagnoses' | 'explore'>;

/** How it came out. `fails` names the first check in the exercise's order; null: a run had too many events to be graded. */
export type Outcome = { kind: 'refused' } | { kind: 'fails'; check: string | null; diagnosis: Report['diagnosis'] } | ({ kind: 'passes' } & Behaviour);

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

/** Grades a design as data. Runs are simulated, and faults tried, as checks and diagnoses ask for them: most designs fail in the first. */
export function judge(design: unknown, trial: Trial): Outcome {
  const model = modelOf(design);
  if (model === null) return { kind: 'refused' };
  const simulated: Simulated = { model, hostAvailability: trial.hostAvailability, runs: [], explored: null };
  const values: Behaviour['values'] = {};
  for (const check of trial.checks) {
    if (!simulateMore(simulated, trial, [check])) return { kind: 'fails', check: null, diagnosis: null };
    values[check.id] = measureSeeds(simulated, check);
    if (!holds(check.limit, aggregate(values[check.id]!, check.aggregate, check.limit))) return failing(check, design, simulated, trial);
  }
  if (!simulateMore(simulated, trial, trial.runs.map(({ id }) => ({ run: id, query: wholeRun('availabilityPct') })))) return { kind: 'fails', check: null, diagnosis: null };
  return { kind: 'passes', digest: simulated.runs.flatMap(({ bySeed }) => bySeed.map(digestOf)).join(' '), values, beside: besideOf(simulated, trial) };
}

/** Simulates the runs, and tries the faults, that these ask for and that were not yet. A metric of the design alone is told by any run. False when there were too many events. */
function simulateMore(simulated: Simulated, trial: Trial, asked: readonly MetricCondition[]): boolean {
  const wanted = trial.runs.filter(({ id }, at) => asked.some(({ run }) => run === id || (at === 0 && run === null)));
  const runs = wanted.filter(({ id }) => !simulated.runs.some(({ spec }) => spec.id === id));
  simulated.runs.push(...simulateRuns(simulated.model, { ...trial, runs }, GRADER_LIMITS, () => {}).runs);
  if (!simulated.runs.every(({ bySeed }) => bySeed.every(({ complete }) => complete))) return false;
  if (simulated.explored !== null || !asked.some(({ query }) => EXPLORED_METRICS.includes(query.metric))) return true;
  simulated.explored = exploreAsked(simulated.model, { id: '', version: 0, gold: null, ...trial }, null, GRADER_LIMITS);
  return simulated.explored !== null;
}

function failing({ id, run }: CheckSpec, design: unknown, simulated: Simulated, trial: Trial): Outcome {
  const asked = trial.diagnoses.filter(({ check }) => check === id).flatMap(({ when, values }) => [...when.flatMap((condition) => (condition.on === 'metric' ? [condition] : [])), ...Object.values(values)]);
  if (!simulateMore(simulated, trial, asked.map((one) => ({ query: one.query, run: one.run ?? run })))) return { kind: 'fails', check: null, diagnosis: null };
  return { kind: 'fails', check: id, diagnosis: diagnoseChecks(trial, [{ id, status: 'fail' }], design, simulated) };
}

function besideOf({ model, runs }: Simulated, trial: Trial): Behaviour['beside'] {
  const beside: Behaviour['beside'] = {};
  for (const { spec, bySeed } of runs) {
    const checks = trial.checks.filter(({ run }) => run === spec.id);
    // A run that no check looks at is an illustration.
    if (checks.length === 0) continue;
    for (const metric of BESIDE.filter((one) => !checks.some(({ query }) => query.metric === one))) {
      beside[`${spec.id}/${metric}`] = bySeed.map((run) => measure(wholeRun(metric), run, model));
    }
  }
  const asks = (metric: Metric): boolean => trial.checks.some(({ query }) => query.metric === metric);
  // What hangs on how many hosts is part of a promise where something breaks.
  if (!trial.runs.some(({ faults }) => faults.length > 0)) return beside;
  if (!asks('hostAvailabilityPct')) beside['hostAvailabilityPct'] = [hostAvailabilityPct(model, EVERY_HOST)];
  if (!asks('workersLeft')) beside['workersLeft'] = [measure(wholeRun('workersLeft'), {} as Run, model)];
  return beside;
}

const wholeRun = (metric: Metric): MetricQuery => ({ metric, of: null, class: null, windowMs: null });
