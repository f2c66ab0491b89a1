// Tries every fault of the table on a design: forks of one run before the fault, then what fails again in full on all seeds.
import type { Exercise, ExerciseRun } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import { createSimulation, simulate, type Fault, type Run, type Simulation, type Snapshot } from '../../simulation/index.ts';
import { median } from '../check/limit.ts';
import type { Cell, FaultOutcome, Moment } from './exploration.ts';
import type { Part } from './components.ts';
import { partsToBreak } from './components.ts';
import { HORIZON_MS } from './fault-table.ts';
import { momentsOf, steadyMs } from './moments.ts';
import { measureHorizon, outcomeOf, type Measured } from './outcome.ts';
import { planCells, type PlannedCell, type Wanted } from './plan.ts';

/** What is explored. */
export interface Expedition {
  model: Model;
  exercise: Exercise;
  /** Events of one run. */
  events: number;
  wanted: Wanted;
  /** Whether a cell has to be run again in full, given its outcome and the share answered. */
  fails: (outcome: FaultOutcome, servedPct: number | null) => boolean;
}

/** One step: how much is done, the cell that is new, and the events that it took. */
export interface Step { done: number; total: number; at: number; cell: Cell; events: number }

/** Everything that is known before the first cell. */
export interface Ground {
  parts: Part[];
  moments: Moment[];
  cells: PlannedCell[];
}

/** The outcomes that nobody should meet with one fault. */
export const isLoss = (outcome: FaultOutcome): boolean => outcome === 'data-lost' || outcome === 'down';

/** The run whose load faults are tried in, without faults of its own. */
export function exploredRun(exercise: Exercise): ExerciseRun {
  const run = exercise.runs.find(({ id }) => id === exercise.explore.run) ?? exercise.runs[0];
  return { ...run, faults: [] };
}

/** Parts, moments and cells of a design. The holders of virtual addresses are those of the first seed. */
export function survey({ model, exercise, events, wanted }: Expedition): Ground {
  const run = exploredRun(exercise);
  const parts = partsToBreak(model);
  const simulation = createSimulation(model, run, { seed: exercise.seeds[0], limits: { events }, record: false });
  simulation.runBefore(model.virtualAddresses.length > 0 ? steadyMs(run) : 0);
  const moments = momentsOf(model, run, simulation.holders());
  return { parts, moments, cells: planCells(model, parts, moments, wanted) };
}

/**
 * Yields every cell once, and those that fail a second time, confirmed. Cells with the effect of an earlier one follow it. Returns false where a run without
 * the fault has too many events. `known`: cells of the same design that have come before, by their place; they are not simulated again.
 */
export function* explore(expedition: Expedition, { moments, cells: planned }: Ground, known: readonly (Cell | null)[] = []): Generator<Step, boolean> {
  const { fails } = expedition;
  const grounds = new Map<number, Fork>();
  const cells: Cell[] = [];
  let confirmed = 0;
  const failing: number[] = [];
  const total = (): number => planned.length + failing.length;
  for (const [at, plan] of planned.entries()) {
    let events = 0;
    if (plan.sameAs !== null) cells.push({ ...cells[plan.sameAs], ...plan });
    else if (known[at]) cells.push(known[at]);
    else {
      if (!grounds.has(plan.moment)) grounds.set(plan.moment, new Fork(expedition, moments[plan.moment]));
      const fork = grounds.get(plan.moment)!;
      if (!fork.isComplete) return false;
      const tried = fork.measure(plan.schedule);
      events = tried.events;
      cells.push(cellOf(plan, tried.measured, fork.baselines[0]));
    }
    if (plan.sameAs === null && !cells[at].isConfirmed && fails(cells[at].outcome, cells[at].servedPct)) failing.push(at);
    yield { done: at + 1, total: total(), at, cell: cells[at], events };
  }
  for (const at of failing) {
    const plan = planned[at];
    if (!grounds.has(plan.moment)) grounds.set(plan.moment, new Fork(expedition, moments[plan.moment]));
    const { measured, baseline, events } = grounds.get(plan.moment)!.confirm(plan.schedule);
    cells[at] = { ...cellOf(plan, measured, baseline), isConfirmed: true };
    confirmed++;
    yield { done: planned.length + confirmed, total: total(), at, cell: cells[at], events };
    for (const [other, { sameAs, schedule, faults }] of planned.entries()) {
      if (sameAs === at) yield { done: planned.length + confirmed, total: total(), at: other, cell: { ...cells[at], faults, schedule, sameAs }, events: 0 };
    }
  }
  return true;
}

function cellOf({ faults, moment, schedule, sameAs }: PlannedCell, measured: Measured, baseline: Measured): Cell {
  const { servedPct, failed, writesAtRisk, recoveredAfterMs } = measured;
  return { faults, moment, schedule, outcome: outcomeOf(measured, baseline), servedPct, baselinePct: baseline.servedPct, failed, writesAtRisk, recoveredAfterMs, isConfirmed: false, sameAs };
}

/** A run that waits right before one moment, to be gone on with in many ways. */
class Fork {
  /** Without the fault, by seed of the exercise, as far as they were needed. */
  readonly baselines: Measured[] = [];
  readonly isComplete: boolean;
  readonly #expedition: Expedition;
  readonly #moment: Moment;
  readonly #scenario: ExerciseRun;
  readonly #simulation: Simulation;
  readonly #before: Snapshot;

  constructor(expedition: Expedition, moment: Moment) {
    this.#expedition = expedition;
    this.#moment = moment;
    this.#scenario = { ...exploredRun(expedition.exercise), durationMs: moment.atMs + HORIZON_MS };
    const { model, exercise, events } = expedition;
    this.#simulation = createSimulation(model, { ...this.#scenario, faults: moment.before }, { seed: exercise.seeds[0], limits: { events }, record: true, forks: true });
    this.#simulation.runBefore(moment.atMs);
    this.#before = this.#simulation.snapshot();
    const baseline = this.#simulation.finish();
    this.isComplete = baseline.complete;
    this.baselines.push(measureHorizon(baseline, moment.atMs));
  }

  /** What follows from a schedule on the first seed. */
  measure(schedule: readonly Fault[]): { measured: Measured; events: number } {
    const { atMs, before } = this.#moment;
    this.#simulation.restore(this.#before);
    this.#simulation.inject(schedule.slice(before.length));
    const run = this.#simulation.finish();
    return { measured: measureHorizon(run, atMs), events: run.events };
  }

  /** The same in full on all seeds: averages by the median, losses by the worst. */
  confirm(schedule: readonly Fault[]): { measured: Measured; baseline: Measured; events: number } {
    const { atMs, before } = this.#moment;
    const { seeds } = this.#expedition.exercise;
    let events = 0;
    const bySeed = seeds.map((seed, at) => {
      this.baselines[at] ??= measureHorizon(this.#run(seed, before), atMs);
      const run = this.#run(seed, schedule);
      events += run.events;
      return measureHorizon(run, atMs);
    });
    return { measured: together(bySeed), baseline: together(this.baselines), events };
  }

  #run(seed: number, faults: readonly Fault[]): Run {
    const { model, events } = this.#expedition;
    return simulate(model, { ...this.#scenario, faults: [...faults] }, { seed, limits: { events }, record: true });
  }
}

function together(bySeed: readonly Measured[]): Measured {
  const middle = (number: (one: Measured) => number | null): number => median(bySeed.map((one) => number(one) ?? Infinity))!;
  const known = (value: number): number | null => (value === Infinity ? null : value);
  return {
    requests: Math.ceil(middle(({ requests }) => requests)), failed: Math.ceil(middle(({ failed }) => failed)), servedPct: known(middle(({ servedPct }) => servedPct)),
    writesAtRisk: bySeed.reduce((most, { writesAtRisk }) => Math.max(most, writesAtRisk), 0), recoveredAfterMs: known(middle(({ recoveredAfterMs }) => recoveredAfterMs)),
    lastPct: middle(({ lastPct }) => lastPct),
  };
}
