// Rows that do what all the others do are folded to one line, so that many servers leave what differs in view.
import { plural } from '../../grader/explain/numbers.ts';
import { binned, mean } from './geometry.ts';
import { type ChartGroup, type ChartRow, failedTotal, valueText } from './groups.ts';

/** Up to so many rows nothing is folded. */
const ROWS_ALWAYS = 5;
/** Folding less than this is not worth a line. */
const FOLDED_LEAST = 3;
/** Seconds whose mean is compared: what lasts shorter is noise. */
const SPAN = 10;
/** Part of the scale by which a row may differ from the others in such a span. */
const ALIKE = 0.15;

/** A group with its quiet rows taken out. */
export interface FoldedGroup {
  group: ChartGroup;
  /** Such as `9 more servers, all between 41 and 43 %`; empty: nothing was folded. */
  folded: string;
}

/** Folds rows of hosts where nothing ever waits or lags, and of many hosts those that stay with the crowd and have no failures; one of these stays in view. */
export function foldGroup(group: ChartGroup): FoldedGroup {
  const hosts = group.rows.filter(({ isHost }) => isHost);
  const idle = group.isQuietAtZero ? hosts.filter(({ values }) => values.every((value) => value === 0)) : [];
  const alike = group.rows.length - idle.length <= ROWS_ALWAYS ? [] : alikeRows(hosts.filter((row) => !idle.includes(row)), group.max).slice(1);
  const folded = [...idle, ...(alike.length < FOLDED_LEAST ? [] : alike)];
  if (folded.length === 0) return { group, folded: '' };
  const means = folded.map(({ values }) => mean(values) ?? 0);
  return { group: { ...group, rows: group.rows.filter((row) => !folded.includes(row)) }, folded: `${plural(folded.length, 'more server')}, ${rangeText(means, group.unit)}` };
}

function alikeRows(rows: readonly ChartRow[], max: number): ChartRow[] {
  const spans = rows.map(({ values }) => binned(values, SPAN));
  const typical = (spans[0] ?? []).map((_, at) => middle(spans.map((means) => means[at] ?? 0)));
  return rows.filter((row, index) => failedTotal(row) === 0 && typical.every((usual, at) => Math.abs((spans[index]![at] ?? 0) - usual) <= ALIKE * max));
}

function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
}

function rangeText(means: readonly number[], unit: string): string {
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const [from, to] = [valueText(low, ''), valueText(high, '')];
  return from === to ? `${means.length > 1 ? 'all ' : ''}at ${valueText(low, unit)}` : `all between ${from} and ${to}${unit}`;
}
