// What the charts of a run show: groups of rows, each row a series with its unit. Data only; `run-chart.ts` draws it, `chart-table.ts` writes it as a table.
import { formatNumber } from '../../grader/explain/numbers.ts';
import type { RunSeries } from '../../grader/report.ts';
import { niceMax } from './chart-geometry.ts';

/** One line over time. */
export interface ChartRow {
  name: string;
  /** Second line under the name, such as `served`; empty: none. */
  note: string;
  values: readonly (number | null)[];
  /** Failures a second, drawn as solid bars; empty: the row has none. */
  failed: readonly number[];
}

/** Rows that share one scale. */
export interface ChartGroup {
  id: string;
  title: string;
  /** After a number in a label: `/s`, ` %`, ` ms`. */
  unit: string;
  /** Value at the top of every row. */
  max: number;
  rows: ChartRow[];
}

/** The groups of a run: requests, time to answer, busy workers. */
export function chartGroups(run: RunSeries): ChartGroup[] {
  const requests: ChartRow[] = [
    { name: 'users', note: 'all requests', values: run.requests, failed: run.failed },
    ...run.servers.map((server) => ({ name: server.name, note: 'sent to it', values: server.attempts, failed: [] })),
  ];
  const answer: ChartRow[] = [{ name: 'p99', note: 'answered', values: run.p99Ms, failed: [] }];
  const busy: ChartRow[] = run.servers.map((server) => ({ name: server.name, note: '', values: server.busyPct, failed: [] }));
  return [
    { id: 'requests', title: 'Requests a second', unit: '/s', max: niceMax(requests.flatMap((row) => row.values)), rows: requests },
    { id: 'answer', title: 'Time to answer, 99th percentile', unit: ' ms', max: niceMax(run.p99Ms), rows: answer },
    { id: 'busy', title: 'Workers busy', unit: ' %', max: 100, rows: busy },
  ].filter((group) => group.rows.some((row) => row.values.some((value) => value !== null)));
}

/** A measured number as a label: whole from 10, one decimal below; a dash for none. */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return '–';
  return `${formatNumber(value, value < 10 ? 1 : 0)}${unit}`;
}

/** Sum of a row's failures. */
export function failedTotal(row: ChartRow): number {
  return row.failed.reduce((sum, count) => sum + count, 0);
}
