// What differs between two runs with the same load, seed and faults. Data and sentences; compare.ts draws them.
import { formatNumber, plural } from '../../../grader/explain/numbers.ts';
import type { RunSeries, TradeOff } from '../../../grader/report.ts';
import { chartGroups } from '../../charts/groups.ts';
import { Moment } from '../run/moment.ts';
import { type ShownRun, tellingMoment } from '../run/shown-run.ts';

/** One row of the table: what was measured, in the learner's run and in the other one. */
export interface Difference {
  what: string;
  mine: string;
  other: string;
}

type Requests = Pick<RunSeries, 'requests' | 'failed' | 'p99Ms'>;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Share of the requests that were answered in time, percent; null: there was none. */
export function answeredPct({ requests, failed }: Requests): number | null {
  const all = sum(requests);
  return all === 0 ? null : (100 * (all - sum(failed))) / all;
}

/** The slowest second: what 99 of 100 were answered within, milliseconds; null: none was answered. */
export function slowestMs({ p99Ms }: Requests): number | null {
  const known = p99Ms.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((most, value) => Math.max(most, value), 0);
}

/** The first second in which the users of the two runs fared differently; null: in none. */
export function firstDifference(mine: Requests, other: Requests): number | null {
  const at = mine.requests.findIndex((_, second) => mine.failed[second] !== other.failed[second] || mine.p99Ms[second] !== other.p99Ms[second]);
  return at < 0 ? null : at;
}

/** One side of the table: its run, and what its design is weighed by; null: nothing is known, undefined: not yet. */
export interface Side { series: Requests; tradeOff: TradeOff | null | undefined }

/** The table. */
export function differences(mine: Side, other: Side): Difference[] {
  const row = (what: string, of: (side: Side) => string): Difference => ({ what, mine: of(mine), other: of(other) });
  const text = (value: number | null, decimals: number, unit: string): string => (value === null ? 'none' : `${formatNumber(value, decimals)} ${unit}`);
  const weighed = (what: string, of: (tradeOff: TradeOff) => string): Difference => row(what, ({ tradeOff }) => (tradeOff ? of(tradeOff) : tradeOff === null ? 'not known' : '…'));
  const hasData = [mine, other].some(({ tradeOff }) => tradeOff != null && tradeOff.maxAckedWritesAtRisk !== null);
  return [
    row('Answered in time', ({ series }) => text(answeredPct(series), 2, '%')),
    row('Not answered in time', ({ series: { failed } }) => plural(sum(failed), 'request')),
    row('Slowest second, 99 of 100', ({ series }) => text(slowestMs(series), 0, 'ms')),
    weighed('Cost', ({ costUnits }) => plural(costUnits, 'unit')),
    ...(hasData ? [weighed('Writes at risk, worst run', ({ maxAckedWritesAtRisk }) => (maxAckedWritesAtRisk === null ? 'no database' : formatNumber(maxAckedWritesAtRisk, 0)))] : []),
  ];
}

/** Ids of the groups of charts that either run has, in their order. */
export function sharedGroups(runs: readonly RunSeries[]): string[] {
  return [...new Set(runs.flatMap((run) => chartGroups(run).map(({ id }) => id)))];
}

/** What differs, in a sentence; `name` is that of the other design. */
export function comparedText(mine: Requests, other: Requests, name: string): string {
  const first = firstDifference(mine, other);
  if (first === null) return `To users the two runs are the same, second by second.`;
  const more = sum(mine.failed) - sum(other.failed);
  const fares = more === 0 ? 'as many requests fail in both' : more < 0 ? `in your run ${plural(-more, 'request')} fewer fail${more === -1 ? 's' : ''} than with ${name}` : `in your run ${plural(more, 'request')} more fail${more === 1 ? 's' : ''} than with ${name}`;
  return `The runs differ from ${first} s on: ${fares}.`;
}

/** Scales that two runs share: for each group of rows the larger of both. */
export function sharedScale(runs: readonly RunSeries[]): { [group: string]: number } {
  const scale: { [group: string]: number } = {};
  for (const { id, max } of runs.flatMap(chartGroups)) scale[id] = Math.max(max, scale[id] ?? 0);
  return scale;
}

/** One playhead for both runs. */
export function sharedMoment(mine: ShownRun, other: ShownRun): Moment {
  const moment = new Moment();
  const eventsMs = [...mine.series.events, ...other.series.events].map(({ atMs }) => atMs).sort((a, b) => a - b);
  moment.begin({ durationMs: mine.series.seconds * 1000, eventsMs }, tellingMoment(mine.series));
  return moment;
}
