// The smallest thing that still breaks a check: its run made smaller, and what stands out in what is left.
import type { Exercise } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import { EXPLORED_METRICS, simulate, type Run } from '../../simulation/index.ts';
import { aggregate, holds } from '../check/limit.ts';
import { measureSeeds, simulateRuns } from '../check/runs.ts';
import { designFrom } from '../design.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { SmallestFailure } from '../explore/exploration.ts';
import type { GraderLimits } from '../limits.ts';
import { findingOf } from './finding.ts';
import { GRID_MS, shrink, type Schedule } from './shrink.ts';
import { faultClaim } from './fault-claim.ts';
import { breaks, isOfRun, leastMs, measureSoFar, readingOf, type Claim } from './verdict.ts';

/** The smallest failure of one check of any text; null: the check holds, is about the design alone, or the design is not simulated. */
export async function smallestFailure(source: string, exercise: Exercise, check: string, evaluator: Evaluator, limits: GraderLimits): Promise<SmallestFailure | null> {
  const { parsed, value, diagnostics } = await evaluate(source, evaluator);
  if (parsed === null || diagnostics.length > 0) return null;
  const { model } = designFrom(value, parsed, limits);
  return model === null ? null : smallestOf(model, exercise, check, limits);
}

/** As `smallestFailure`, of a design that is simulated. Made smaller on the first seed that fails; at most MOST_TRIED runs beside one a seed. */
export function smallestOf(model: Model, exercise: Exercise, checkId: string, limits: GraderLimits): SmallestFailure | null {
  const found = claimOf(model, exercise, checkId, limits);
  if (found === null) return null;
  const { check, run } = found;
  const simulated = simulateRuns(model, { ...exercise, runs: [run] }, limits, () => {});
  if (simulated.runs.some(({ bySeed }) => bySeed.some(({ complete }) => !complete))) return null;
  const values = measureSeeds(simulated, { run: run.id, query: check.query });
  if (holds(check.limit, aggregate(values, check.aggregate, check.limit))) return null;
  const failing = values.findIndex((value) => !holds(check.limit, value));
  const seed = exercise.seeds[failing];
  if (seed === undefined) return null;
  const claim: Claim = { check, run };
  const reading = readingOf(check, values[failing] ?? null);
  const runOf = ({ faults, durationMs }: Schedule): Run => simulate(model, { ...run, faults, durationMs }, { seed, limits: { events: limits.events }, record: true });
  const { schedule, tried, isMinimal } = shrink({
    start: { faults: run.faults, durationMs: run.durationMs },
    leastMs: leastMs(claim, reading, GRID_MS),
    // What is over before it could be noticed tells nothing about noticing.
    endsFaults: check.query.metric !== 'detectionS',
    fails: (smaller) => breaks(claim, reading, smaller, runOf(smaller), model),
  });
  const last = runOf(schedule);
  return {
    format: 1, check: check.id, run: run.id, seed, ...schedule, requests: last.totals.requests, failed: last.totals.failed,
    measured: measureSoFar(claim, last, model), finding: findingOf({ claim, schedule, run: last, model }), tried: exercise.seeds.length + tried + 1, isMinimal,
  };
}

/** The check with the run that it is about; null: it has none that could be made smaller. */
function claimOf(model: Model, exercise: Exercise, checkId: string, limits: GraderLimits): Claim | null {
  const check = exercise.checks.find(({ id }) => id === checkId);
  if (check === undefined) return null;
  if (EXPLORED_METRICS.includes(check.query.metric)) return faultClaim(model, exercise, check, limits);
  const run = exercise.runs.find(({ id }) => id === check.run);
  return run === undefined || !isOfRun(check) ? null : { check, run };
}
