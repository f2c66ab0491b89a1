import type { Model } from '../../infrastructure/index.ts';
import { timelineOf, type Run } from '../../simulation/index.ts';
import type { RunSeries } from '../report.ts';
import type { ParsedSource } from '../source/parse.ts';
import { eventPlaces } from '../wiring/event-places.ts';
import type { Simulated } from './runs.ts';

/** What instruments show of one run. */
export function runSeries(id: string, run: Run, model: Model, parsed: ParsedSource): RunSeries {
  const timeline = timelineOf(run);
  return { run: id, seed: run.seed, ...timeline, eventPlaces: eventPlaces(timeline.events, model, parsed) };
}

/** What the charts show: each run with its first seed. */
export function seriesOf(simulated: Simulated, parsed: ParsedSource): RunSeries[] {
  return simulated.runs.flatMap(({ spec, bySeed }) => {
    const first = bySeed[0];
    return first === undefined ? [] : [runSeries(spec.id, first, simulated.model, parsed)];
  });
}
