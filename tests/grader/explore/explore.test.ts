import { describe, expect, it } from 'vitest';
import type { Model } from '../../../src/infrastructure/model.ts';
import { simulate } from '../../../src/simulation/index.ts';
import type { Cell } from '../../../src/grader/explore/exploration.ts';
import { explore, survey, type Expedition, type Ground } from '../../../src/grader/explore/explore.ts';
import { measureHorizon } from '../../../src/grader/explore/outcome.ts';
import { WHOLE } from '../../../src/grader/explore/plan.ts';
import { CHAIN, FAILOVER, MIXED, REPLICATED, TWELVE, expedition } from './designs.ts';

function cellsOf(task: Expedition, ground: Ground = survey(task)): Cell[] {
  const cells: Cell[] = [];
  for (const { at, cell } of explore(task, ground)) cells[at] = cell;
  return cells;
}
/** On the first seed alone. */
function firstCellsOf(task: Expedition, ground: Ground): Cell[] {
  return [...explore(task, ground)].slice(0, ground.cells.length).map(({ cell }) => cell);
}
const named = ({ parts }: Ground, cell: Cell): string => cell.faults.map(({ component, fault }) => `${parts[component].kind} ${parts[component].name} ${fault}`).join(' + ');
const find = (design: Model, name: string, moment = 0, given: Parameters<typeof expedition>[1] = {}): Cell => {
  const task = expedition(design, given);
  const ground = survey(task);
  const chosen = ground.cells.filter((cell) => cell.moment === moment && named(ground, cell as Cell) === name).map((cell) => ({ ...cell, sameAs: null }));
  return cellsOf(task, { ...ground, cells: chosen })[0];
};

describe('fault exploration', () => {
  it.each([
    ['one of each, with pairs', CHAIN, true, 20], ['applications on one machine and behind nginx, with pairs', MIXED, true, 4], ['a replicated database', REPLICATED, false, 20], ['an automatic failover', FAILOVER, false, 10],
    ['a replicated database, with pairs', REPLICATED, true, 5], ['twelve processes on twelve hosts', TWELVE, false, 10],
  ] as const)('loses no verdict by leaving out what has the same effect: %s', (_, design, pairs, ratePerSecond) => {
    const task = expedition(design, { ratePerSecond, wanted: { ...WHOLE, pairs } });
    const ground = survey(task);
    const pruned = cellsOf(task, ground);
    const every = cellsOf(task, { ...ground, cells: ground.cells.map((cell) => ({ ...cell, sameAs: null })) });
    expect(pruned.length).toBe(every.length);
    expect(pruned.filter(({ sameAs }) => sameAs !== null).length).toBeGreaterThan(pruned.length / 8);
    for (const [at, cell] of pruned.entries()) expect({ what: named(ground, cell), ...cell, sameAs: null }).toEqual({ what: named(ground, cell), ...every[at] });
  });

  it('goes on from cells that are known, wherever it was stopped, to the same end', () => {
    const task = expedition(CHAIN, { ratePerSecond: 20 });
    const ground = survey(task);
    const steps = [...explore(task, ground)];
    const whole = cellsOf(task, ground);
    const simulated: number[] = [];
    for (const stop of [1, 7, ground.cells.length, steps.length - 2, steps.length]) {
      const known: (Cell | null)[] = [];
      for (const { at, cell } of steps.slice(0, stop)) known[at] = cell;
      const rest = [...explore(task, ground, known)];
      const cells = [...known];
      for (const { at, cell } of rest) cells[at] = cell;
      expect(cells).toEqual(whole);
      simulated.push(rest.filter(({ events }) => events > 0).length);
    }
    expect(simulated).toEqual([...simulated].sort((a, b) => b - a));
    expect(simulated.at(-1)).toBe(0);
  });

  it('gives each cell the numbers of the whole run that its schedule is', () => {
    const task = expedition(FAILOVER);
    const ground = survey(task);
    const cells = firstCellsOf(task, { ...ground, cells: ground.cells.filter(({ sameAs }, at) => sameAs === null && at % 7 === 0) });
    expect(cells.length).toBeGreaterThan(15);
    const baselines = ground.moments.map(({ atMs, before }) => measureHorizon(simulate(FAILOVER, { ...task.exercise.runs[0], durationMs: atMs + 30_000, faults: before }, { seed: 1, limits: { events: task.events }, record: true }), atMs).servedPct);
    expect(new Set(baselines).size).toBeGreaterThan(1);
    for (const cell of cells) {
      const { atMs } = ground.moments[cell.moment];
      const run = simulate(FAILOVER, { ...task.exercise.runs[0], durationMs: atMs + 30_000, faults: cell.schedule }, { seed: 1, limits: { events: task.events }, record: true });
      const { servedPct, failed, writesAtRisk, recoveredAfterMs } = measureHorizon(run, atMs);
      expect({ what: named(ground, cell), baselinePct: cell.baselinePct }).toEqual({ what: named(ground, cell), baselinePct: baselines[cell.moment] });
      expect({ what: named(ground, cell), servedPct: cell.servedPct, failed: cell.failed, writesAtRisk: cell.writesAtRisk, recoveredAfterMs: cell.recoveredAfterMs }).toEqual({ what: named(ground, cell), servedPct, failed, writesAtRisk, recoveredAfterMs });
    }
  });

  it('tells the four outcomes apart', () => {
    expect(find(MIXED, 'application a crash').outcome).toBe('served');
    const errors = find(MIXED, 'application a errors');
    expect([errors.outcome, errors.isConfirmed]).toEqual(['degraded', false]);
    expect(errors.servedPct).toBeGreaterThan(50);
    expect(errors.recoveredAfterMs).toBe(null);
    const alone = find(CHAIN, 'application a crash');
    expect([alone.outcome, alone.servedPct, alone.isConfirmed]).toEqual(['down', 0, true]);
    const lost = find(FAILOVER, 'host host-db1 loss', 0, { ratePerSecond: 100 });
    expect([lost.outcome, lost.isConfirmed]).toEqual(['data-lost', true]);
    expect(lost.writesAtRisk).toBeGreaterThan(0);
    expect(find(REPLICATED, 'host host-db1 loss', 0, { ratePerSecond: 100 }).outcome).toBe('down');
  });

  it('counts only what all seeds say of a cell that failed', () => {
    const task = expedition(REPLICATED, { ratePerSecond: 100 });
    const cell = find(REPLICATED, 'database db1 crash', 0, { ratePerSecond: 100 });
    const bySeed = task.exercise.seeds.map((seed) => measureHorizon(simulate(REPLICATED, { ...task.exercise.runs[0], faults: cell.schedule }, { seed, limits: { events: task.events }, record: true }), 30_000));
    const without = task.exercise.seeds.map((seed) => measureHorizon(simulate(REPLICATED, task.exercise.runs[0], { seed, limits: { events: task.events }, record: true }), 30_000).servedPct!);
    expect(cell.baselinePct).toBe(without.sort((a, b) => a - b)[1]);
    expect(cell.failed).toBe(bySeed.map(({ failed }) => failed).sort((a, b) => a - b)[1]);
    expect(cell.writesAtRisk).toBe(Math.max(...bySeed.map(({ writesAtRisk }) => writesAtRisk)));
  });
});
