// A run that the instruments show: of the last report, a cell of the fault matrix, a shared link, or another attempt.
import type { RunSeries } from '../../../grader/report.ts';
import type { Wiring } from '../../../grader/wiring.ts';

/** One run, with everything that the instruments need of it. */
export interface ShownRun {
  title: string;
  /** Beside the title, such as `seed 1`. */
  note: string;
  series: RunSeries;
  /** null: the parts are not known, and there is no topology. */
  wiring: Wiring | null;
  /** What was run: its lines are marked where they still stand in the editor. null: not known. */
  source: string | null;
}

/** Where a look at a run begins: its first fault, else the first server that is taken out, else the second with most failures, else the slowest. Milliseconds. */
export function tellingMoment({ events, failed, p99Ms }: Pick<RunSeries, 'events' | 'failed' | 'p99Ms'>): number {
  const event = events.find(({ kind }) => kind === 'fault-begins') ?? events.find(({ kind }) => kind === 'server-down');
  if (event !== undefined) return event.atMs;
  return 1000 * (secondWithMost(failed) ?? secondWithMost(p99Ms.map((ms) => ms ?? 0)) ?? 0);
}

function secondWithMost(values: readonly number[]): number | null {
  const most = values.reduce((max, value) => Math.max(max, value), 0);
  return most === 0 ? null : values.indexOf(most);
}
