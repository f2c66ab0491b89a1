import type { Exercise, ExerciseRun, MetricCondition } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import { EXPLORED_METRICS, measure, simulate, type Run } from '../../simulation/index.ts';
import type { GraderLimits } from '../limits.ts';
import { measureExplored, type Explored } from './explored.ts';
import { median } from './limit.ts';

/** One run of an exercise, simulated with each of its seeds. */
export interface SimulatedRun {
  spec: ExerciseRun;
  /** In the order of the exercise's seeds. */
  bySeed: Run[];
}

/** All that was simulated of a design. */
export interface Simulated {
  model: Model;
  /** Of the exercise. */
  hostAvailability: Exercise['hostAvailability'];
  runs: SimulatedRun[];
  /** What single faults do to the design; null: the exercise does not ask. */
  explored: Explored | null;
}

/** Told when the design is there and after each simulated run: how many are done, and how many there are. */
export type OnProgress = (done: number, total: number) => void;

/** Simulates a design in every run of an exercise with every seed. Stops after the first run that hits a limit on events, its own or that of all together, which is then the last one. */
export function simulateRuns(model: Model, exercise: Pick<Exercise, 'runs' | 'seeds' | 'hostAvailability'>, limits: GraderLimits, onProgress: OnProgress): Simulated {
  const runs: SimulatedRun[] = [];
  const total = exercise.runs.length * exercise.seeds.length;
  let done = 0;
  let left = limits.eventsInAll;
  const simulated: Simulated = { model, hostAvailability: exercise.hostAvailability, runs, explored: null };
  for (const spec of exercise.runs) {
    const bySeed: Run[] = [];
    runs.push({ spec, bySeed });
    for (const seed of exercise.seeds) {
      const run = simulate(model, spec, { seed, limits: { events: Math.min(limits.events, left) }, record: true });
      bySeed.push(run);
      left -= run.events;
      if (!run.complete) return simulated;
      onProgress((done += 1), total);
    }
  }
  return simulated;
}

/** Events of all runs together. */
export function eventsOf({ runs }: Simulated): number {
  return runs.reduce((sum, { bySeed }) => bySeed.reduce((all, { events }) => all + events, sum), 0);
}

/** The run with this id; the first one for a metric of the design alone. Throws for an id that the exercise does not have: its compiler refuses those. */
export function runOf(simulated: Simulated, id: string | null): SimulatedRun {
  const run = id === null ? simulated.runs[0] : simulated.runs.find(({ spec }) => spec.id === id);
  if (run === undefined) throw new Error(id === null ? 'The exercise has no run.' : `The exercise has no run ${id}.`);
  return run;
}

/** What was measured of each run already: checks, diagnoses, gold and trade-off ask for the same numbers, and a percentile sorts every answer. */
const measured = new WeakMap<Run, Map<string, number | null>>();

/** A metric with each seed. */
export function measureSeeds(simulated: Simulated, { run, query }: MetricCondition): (number | null)[] {
  if (EXPLORED_METRICS.includes(query.metric)) {
    // One number for all seeds: cells that are not served are medians and worst cases of them.
    const value = simulated.explored === null ? null : measureExplored(query, simulated.explored);
    return runOf(simulated, null).bySeed.map(() => value);
  }
  const key = JSON.stringify(query);
  return runOf(simulated, run).bySeed.map((one) => {
    let known = measured.get(one);
    if (known === undefined) measured.set(one, known = new Map());
    let value = known.get(key);
    if (value === undefined) known.set(key, value = measure(query, one, simulated.model, simulated.hostAvailability));
    return value;
  });
}

/** The median of a metric over the seeds; null when a seed had nothing to measure. */
export function measureMedian(simulated: Simulated, condition: MetricCondition): number | null {
  const values = measureSeeds(simulated, condition);
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : median(known);
}
