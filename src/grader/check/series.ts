import { timelineOf } from '../../simulation/index.ts';
import type { RunSeries } from '../report.ts';
import type { Simulated } from './runs.ts';

/** What the charts show: each run with its first seed. */
export function seriesOf(simulated: Simulated): RunSeries[] {
  return simulated.runs.flatMap(({ spec, bySeed }) => {
    const first = bySeed[0];
    return first === undefined ? [] : [{ run: spec.id, seed: first.seed, ...timelineOf(first) }];
  });
}
