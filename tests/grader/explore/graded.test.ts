// Checks on the fault matrix: what a grade tries, what it makes of it, and what it says.
import { describe, expect, it } from 'vitest';
import type { CheckSpec, Exercise } from '../../../src/course/index.ts';
import { createEvaluator } from '../../../src/grader/adapter/node/index.ts';
import { explainReport, grade, GRADER_LIMITS, type Report } from '../../../src/grader/index.ts';
import { exploreSource } from '../../../src/grader/explore/explore-source.ts';
import type { FaultFilter, Metric } from '../../../src/simulation/index.ts';
import { corpusExercise } from '../corpus/index.ts';

const evaluator = createEvaluator();
const LOSSES: FaultFilter = { parts: ['host', 'application'], faults: ['loss', 'crash'], sparing: ['load-balancer'] };
const asks = (metric: Metric, tried: FaultFilter | undefined, limit: CheckSpec['limit'], id: string = metric): CheckSpec => ({
  id, title: '', run: null, query: { metric, of: null, class: null, windowMs: null, ...(tried === undefined ? {} : { tried }) }, limit, aggregate: 'median', why: '', lookAt: '',
});
const NONE = asks('faultsNotSurvived', LOSSES, { equals: 0 });
const exerciseWith = (...checks: CheckSpec[]): Exercise => {
  const [run] = corpusExercise.runs;
  return { ...corpusExercise, runs: [{ ...run!, workload: { ...run!.workload, arrivals: [{ fromMs: 0, ratePerSecond: 60 }] } }], checks, diagnoses: [] };
};
/** A balancer and two servers, of which each can do all: 4 workers of 50 ms for 60 requests a second. */
const SOURCE = `import { defineInfrastructure } from 'no-single-point';
export default defineInfrastructure({
  hosts: {
    lb1: {},
    a: {},
    b: {},
  },
  apps: { app1: { host: 'a' }, app2: { host: 'b' } },
  haproxy: { on: 'lb1', timeouts: { connect: '1s' }, backends: { shop: { redispatch: true, servers: { a: { to: 'app1', check: true }, b: { to: 'app2', check: true } } } } },
});
`;
const reportOf = (exercise: Exercise, text = SOURCE, limits = GRADER_LIMITS): Promise<Report> => grade({ source: text, exercise, evaluator, limits });

describe('checks on the fault matrix', () => {
  it('hold where every fault that they ask about is survived', async () => {
    const { status, checks: [check], exploration } = await reportOf(exerciseWith(NONE));
    expect([status, check!.measured, check!.bySeed, check!.cause]).toEqual(['pass', 0, [0, 0, 0], null]);
    const tried = exploration!.cells.map(({ faults: [{ component, fault }] }) => `${exploration!.components[component]!.kind} ${exploration!.components[component]!.name} ${fault}`);
    expect(tried).toEqual(['host a loss', 'host b loss', 'application app1 crash', 'application app2 crash']);
  });

  it('name the part, what happened to it, the share and the line where one is not', async () => {
    const all = { ...LOSSES, sparing: [] };
    const exercise = exerciseWith(asks('faultsNotSurvived', all, { atMost: 0 }), asks('worstFaultServedPct', { ...all, parts: ['host'] }, { atLeast: 90 }));
    const report = await reportOf(exercise);
    expect(report.checks.map(({ status, measured }) => [status, measured])).toEqual([['fail', 1], ['fail', 0]]);
    expect(report.checks[0]!.cause).toEqual({
      code: 'fault-not-survived', server: 'lb1', atMs: 30_000, place: expect.objectContaining({ line: 4 }),
      data: { part: 'host', fault: 'loss', outcome: 'down', servedPct: 0, baselinePct: 100, failed: expect.any(Number), writesAtRisk: 0, horizonMs: 30_000, tried: 5, notServed: 1 },
    });
    const [first] = explainReport(report, exercise).checks;
    expect(first!.what).toBe('Single faults that users notice: 1; asked for is at most 0.');
    expect(first!.why).toBe('When host `lb1` is lost, 0 % of the requests in the next 30 s are answered in time, and 100 % without the fault. Of 5 faults that were tried, 1 is noticed by users.');
  });

  it('see a fault that costs a few requests, and only after all seeds were asked', async () => {
    // A check that only connects does not see that a process stands still.
    const hang = { ...LOSSES, parts: ['application' as const], faults: ['hang' as const] };
    const { checks, exploration } = await reportOf(exerciseWith(asks('faultsNotSurvived', hang, { equals: 0 }), asks('worstFaultServedPct', hang, { atLeast: 95 })));
    expect(checks[0]!.measured).toBe(2);
    expect(exploration!.cells.map(({ outcome, isConfirmed }) => [outcome, isConfirmed])).toEqual([['degraded', true], ['degraded', true]]);
    expect(checks[1]!.measured).toBe(Math.min(...exploration!.cells.map(({ servedPct }) => servedPct!)));
    expect(checks[1]!.measured).toBeGreaterThan(20);
  });

  it('have nothing to measure, and so fail, where a design has no such part', async () => {
    const { status, checks: [check] } = await reportOf(exerciseWith(asks('faultsNotSurvived', { ...LOSSES, parts: ['database'] }, { equals: 0 })));
    expect([status, check!.measured, check!.cause]).toEqual(['fail', null, null]);
  });

  it('are measured on the very cells of the whole matrix, whatever else it has', async () => {
    const exercise = exerciseWith(NONE, asks('worstFaultServedPct', { ...LOSSES, faults: ['hang', 'crash'] }, { atLeast: 0 }));
    const { exploration: asked } = await reportOf(exercise);
    const whole = await exploreSource({ source: SOURCE, exercise, evaluator, limits: GRADER_LIMITS, pairs: false, onNews: () => {} });
    const key = (cell: { faults: unknown; moment: number }): string => JSON.stringify([cell.moment, cell.faults]);
    const same = whole.cells.filter((cell) => asked!.cells.some((one) => key(one) === key(cell)));
    expect(asked!.cells.length).toBe(6);
    expect(same.map((cell) => ({ ...cell, sameAs: null }))).toEqual(asked!.cells.map((cell) => ({ ...cell, sameAs: null })));
    expect({ ...whole, moments: [], cells: [] }).toEqual({ ...asked, moments: [], cells: [] });
  });

  it('share one exploration, whose events count with those of the runs', async () => {
    const twice = exerciseWith(NONE, asks('worstFaultServedPct', LOSSES, { atLeast: 99 }));
    const passes = async (exercise: Exercise, eventsInAll: number): Promise<boolean> => (await reportOf(exercise, SOURCE, { ...GRADER_LIMITS, eventsInAll })).status === 'pass';
    let [few, enough] = [0, GRADER_LIMITS.eventsInAll];
    while (enough - few > 1) {
      const middle = Math.floor((few + enough) / 2);
      if (await passes(exerciseWith(NONE), middle)) enough = middle;
      else few = middle;
    }
    expect([await passes(twice, few), await passes(twice, enough)]).toEqual([false, true]);
    expect((await reportOf(twice, SOURCE, { ...GRADER_LIMITS, eventsInAll: few })).diagnostics).toEqual([expect.objectContaining({ code: 'too-many-events' })]);
  });

  it('are no part of a report that asks for none', async () => expect((await reportOf(exerciseWith(asks('costUnits', undefined, { atMost: 3 })))).exploration).toBeNull());
});
