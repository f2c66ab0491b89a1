// Tries every fault of the table on a design: forks of one run before the fault, then what fails on all seeds.
import type { Exercise, ExerciseRun } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import { createSimulation, type Fault, type Simulation, type Snapshot } from '../../simulation/index.ts';
import { median } from '../check/limit.ts';
import type { Cell, Moment } from './exploration.ts';
import type { Part } from './components.ts';
import { partsToBreak } from './components.ts';
import { HORIZON_MS } from './fault-table.ts';
import { filtersOf, fitsOf } from './filter.ts';
import { momentsOf, steadyMs } from './moments.ts';
import { measureHorizon, outcomeOf, type Measured } from './outcome.ts';
import { planCells, type PlannedCell, type Wanted } from './plan.ts';

/** What is explored. */
export interface Expedition {
  model: Model;
  exercise: Pick<Exercise, 'seeds' | 'runs' | 'explore' | 'checks' | 'gold' | 'diagnoses'>;
  /** Events of one run. */
  events: number;
  /** Events of all of it; Infinity: as many as it takes. */
  eventsInAll: number;
  wanted: Wanted;
}

/** One step: how much is done, the cell that is new, and the events that it took, those before the fault apart. */
export interface Step { done: number; total: number; at: number; cell: Cell; events: number }

/** Everything that is known before the first cell. */
export interface Ground {
  parts: Part[];
  moments: Moment[];
  cells: PlannedCell[];
}

/** The run whose load faults are tried in, without faults of its own. */
export function exploredRun(exercise: Expedition['exercise']): ExerciseRun {
  const run = exercise.runs.find(({ id }) => id === exercise.explore.run) ?? exercise.runs[0];
  return { ...run, faults: [] };
}

/** Parts, moments and cells of a design. The holders of virtual addresses are those of the first seed. */
export function survey({ model, exercise, events, wanted }: Expedition): Ground {
  const run = exploredRun(exercise);
  const parts = partsToBreak(model);
  const simulation = createSimulation(model, run, { seed: exercise.seeds[0], limits: { events }, record: false });
  const asksHolders = wanted.allMoments && model.virtualAddresses.length > 0;
  simulation.runBefore(asksHolders ? steadyMs(run) : 0);
  const all = momentsOf(model, run, asksHolders ? simulation.holders() : []);
  const moments = wanted.allMoments ? all : all.slice(0, 1);
  return { parts, moments, cells: planCells(model, parts, moments, wanted) };
}

/**
 * Yields every cell once, and those that fail a second time, confirmed: what loses writes or stops the service, and what an exercise asks about and is not
 * served. Cells with the effect of an earlier one follow it. Returns false where there are too many events. `known`: cells of the same design that have come
 * before, by their place; they are not simulated again.
 */
export function* explore(expedition: Expedition, { parts, moments, cells: planned }: Ground, known: readonly (Cell | null)[] = []): Generator<Step, boolean> {
  const { exercise: { seeds }, eventsInAll } = expedition;
  const forks = new Map<string, Fork>();
  const forkOf = (moment: number, seed: number): Fork => {
    const key = `${moment} ${seed}`;
    if (!forks.has(key)) forks.set(key, new Fork(expedition, moments[moment], seed));
    return forks.get(key)!;
  };
  const fails = failsOf(expedition, parts);
  const cells: Cell[] = [];
  const firsts = new Map<number, Tried>();
  const failing: number[] = [];
  let [confirmed, spent] = [0, 0];
  const total = (): number => planned.length + failing.length;
  const alike = alikeOf(planned);
  for (const [at, plan] of planned.entries()) {
    let events = 0;
    if (plan.sameAs !== null) cells.push({ ...cells[plan.sameAs], ...plan });
    else if (known[at]) cells.push(known[at]);
    else {
      const fork = forkOf(plan.moment, seeds[0]);
      const tried = fork.measure(plan.schedule);
      spent += events = tried.events;
      if (!fork.isComplete || !tried.isComplete || spent > eventsInAll) return false;
      firsts.set(at, tried);
      cells.push(cellOf(plan, tried.measured, fork.baseline));
    }
    if (plan.sameAs === null && !cells[at].isConfirmed && alike.get(at)!.some((other) => fails({ ...cells[at], ...planned[other] }))) failing.push(at);
    yield { done: at + 1, total: total(), at, cell: cells[at], events };
  }
  for (const at of failing) {
    const { moment, schedule } = planned[at];
    const bySeed = seeds.map((seed, position) => {
      const fork = forkOf(moment, seed);
      return { fork, ...(position === 0 ? firsts.get(at) : undefined) ?? fork.measure(schedule) };
    });
    const events = bySeed.reduce((sum, one) => sum + one.events, 0) - (firsts.get(at)?.events ?? 0);
    spent += events;
    if (bySeed.some(({ fork, isComplete }) => !fork.isComplete || !isComplete) || spent > eventsInAll) return false;
    const cell = { ...cellOf(planned[at], together(bySeed.map((one) => one.measured)), together(bySeed.map(({ fork }) => fork.baseline))), isConfirmed: true };
    confirmed++;
    for (const other of alike.get(at)!) yield { done: planned.length + confirmed, total: total(), at: other, cell: { ...cell, ...planned[other] }, events: other === at ? events : 0 };
  }
  return true;
}

/** For each cell that is simulated, it and those with the same effect. */
function alikeOf(planned: readonly PlannedCell[]): Map<number, number[]> {
  const alike = new Map<number, number[]>();
  for (const [at, { sameAs }] of planned.entries()) {
    if (sameAs === null) alike.set(at, [at]);
    else alike.get(sameAs)!.push(at);
  }
  return alike;
}

/** What has to be run with every seed: what nobody should meet with one fault, and what an exercise asks about unless the fault is survived. */
function failsOf({ model, exercise }: Expedition, parts: readonly Part[]): (cell: Cell) => boolean {
  const filters = filtersOf(exercise);
  const fits = fitsOf(model);
  return ({ outcome, moment, faults }) => outcome === 'data-lost' || outcome === 'down'
    || (outcome !== 'served' && moment === 0 && faults.length === 1 && filters.some((filter) => fits(filter, parts[faults[0].component], faults[0].fault)));
}

function cellOf({ faults, moment, schedule, sameAs }: PlannedCell, measured: Measured, baseline: Measured): Cell {
  const { servedPct, failed, writesAtRisk, recoveredAfterMs } = measured;
  return { faults, moment, schedule, outcome: outcomeOf(measured, baseline), servedPct, baselinePct: baseline.servedPct, failed, writesAtRisk, recoveredAfterMs, isConfirmed: false, sameAs };
}

/** What one fork came to. */
interface Tried { measured: Measured; events: number; isComplete: boolean }

/** A run that waits right before one moment, to be gone on with in many ways: each equals the whole run whose scenario has the faults, event for event. */
class Fork {
  /** Without the fault. */
  readonly baseline: Measured;
  readonly isComplete: boolean;
  readonly #moment: Moment;
  readonly #simulation: Simulation;
  readonly #before: Snapshot;
  readonly #eventsBefore: number;

  constructor({ model, exercise, events }: Expedition, moment: Moment, seed: number) {
    this.#moment = moment;
    const scenario = { ...exploredRun(exercise), durationMs: moment.atMs + HORIZON_MS, faults: moment.before };
    this.#simulation = createSimulation(model, scenario, { seed, limits: { events }, record: true, forks: true });
    this.#simulation.runBefore(moment.atMs);
    this.#eventsBefore = this.#simulation.events();
    this.#before = this.#simulation.snapshot();
    const run = this.#simulation.finish();
    this.isComplete = run.complete;
    this.baseline = measureHorizon(run, moment.atMs);
  }

  /** What follows from a schedule. */
  measure(schedule: readonly Fault[]): Tried {
    const { atMs, before } = this.#moment;
    this.#simulation.restore(this.#before);
    this.#simulation.inject(schedule.slice(before.length));
    const run = this.#simulation.finish();
    return { measured: measureHorizon(run, atMs), events: run.events - this.#eventsBefore, isComplete: run.complete };
  }
}

/** Averages by the median, losses by the worst. */
function together(bySeed: readonly Measured[]): Measured {
  const middle = (number: (one: Measured) => number | null): number => median(bySeed.map((one) => number(one) ?? Infinity))!;
  const known = (value: number): number | null => (value === Infinity ? null : value);
  return {
    requests: Math.ceil(middle(({ requests }) => requests)), failed: Math.ceil(middle(({ failed }) => failed)), servedPct: known(middle(({ servedPct }) => servedPct)),
    writesAtRisk: bySeed.reduce((most, { writesAtRisk }) => Math.max(most, writesAtRisk), 0), recoveredAfterMs: known(middle(({ recoveredAfterMs }) => recoveredAfterMs)),
    lastPct: middle(({ lastPct }) => lastPct),
  };
}
