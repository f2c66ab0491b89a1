// The load as pieces of constant rate: steps of the workload, multiplied by the spikes among the faults.
import type { Fault, Scenario } from './scenario.ts';

/** Piece i holds from `fromMs[i]` until `fromMs[i + 1]`; the last one ends with the run. */
export interface Load { fromMs: number[]; perMs: number[] }

/** Rates of a scenario over its whole duration, under its own faults or others. */
export function compileLoad(scenario: Scenario, faults: readonly Fault[] = scenario.faults): Load {
  const steps = scenario.workload.arrivals;
  const spikes = faults.flatMap((fault) => (
    fault.kind === 'load-spike' ? [{ from: fault.atMs, until: fault.untilMs ?? Infinity, factor: fault.factor }] : []
  ));
  const edges = [0, ...steps.map((step) => step.fromMs), ...spikes.flatMap((spike) => [spike.from, spike.until])];
  const fromMs = [...new Set(edges.filter((edge) => edge < scenario.durationMs))].sort((a, b) => a - b);
  const perMs = fromMs.map((at) => {
    const step = steps.findLast((candidate) => candidate.fromMs <= at);
    const factor = spikes.reduce((product, spike) => (spike.from <= at && at < spike.until ? product * spike.factor : product), 1);
    return ((step?.ratePerSecond ?? 0) * factor) / 1000;
  });
  return { fromMs: [...fromMs, scenario.durationMs], perMs };
}
