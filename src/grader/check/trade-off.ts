import { measure, type Metric, type Run } from '../../simulation/index.ts';
import type { TradeOff } from '../report.ts';
import { measureMedian, type Simulated } from './runs.ts';

/**
 * What a design is weighed by. The wait is that of the first run alone, which every exercise has: runs differ in load and faults, and a number over all of
 * them would say nothing about any. What is at risk is the worst of all.
 */
export function tradeOffOf(simulated: Simulated): TradeOff {
  const { model, runs, hostAvailability } = simulated;
  const of = (metric: Metric, run: Run): number | null => measure({ metric, of: null, class: null, windowMs: null }, run, model, hostAvailability);
  const atRisk = runs.flatMap(({ bySeed }) => bySeed.map((run) => of('maxAckedWritesAtRisk', run)));
  return {
    costUnits: model.hosts.reduce((sum, host) => sum + host.costUnits, 0),
    p99Ms: measureMedian(simulated, { run: null, query: { metric: 'p99Ms', of: null, class: null, windowMs: null } }),
    maxAckedWritesAtRisk: model.databases.nodes.length === 0 ? null : atRisk.reduce<number>((most, value) => Math.max(most, value ?? 0), 0),
  };
}
