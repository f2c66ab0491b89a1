// What the charts of a run show: groups of rows, each row a series with its unit. Data only; `run-drawing.ts` draws it.
import { formatNumber } from '../../grader/explain/numbers.ts';
import type { RunSeries } from '../../grader/report.ts';
import { endValue, niceMax } from './geometry.ts';

/** One line over time. */
export interface ChartRow {
  name: string;
  /** Whether the name is that of a host or process, written as code. */
  isHost: boolean;
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
  /** A row that is always 0 says nothing. */
  isQuietAtZero: boolean;
  /** Instead of a drawing, where there is nothing to see; empty: there is. */
  quiet: string;
}

/** The groups of a run: requests, time to answer, waiting, busy workers, replication lag. What the design has not, has no group. */
export function chartGroups(run: RunSeries): ChartGroup[] {
  const { servers, replicas } = run;
  const hosts = (values: (server: RunSeries['servers'][number]) => readonly number[]): ChartRow[] => servers.map((server) => host(server.name, values(server)));
  return [
    ...requestGroups(run),
    group('answer', 'Answered within', ' ms', [
      { ...host('p99', run.p99Ms), isHost: false, note: '99 of 100' }, { ...host('p50', run.p50Ms), isHost: false, note: 'half' },
    ]),
    oftenQuiet(group('waiting', 'Waiting for a worker', '', hosts(({ waiting }) => waiting)), 'Nothing waited.'),
    { ...group('busy', 'Workers busy', ' %', hosts(({ busyPct }) => busyPct)), max: 100 },
    oftenQuiet(group('lag', 'Replication lag', ' ms', replicas.map(({ name, lagMs }) => host(name, lagMs))), 'No replica was behind.'),
  ].filter(({ rows }) => rows.some((row) => row.values.some((value) => value !== null)));
}

/** Beside many servers the users need a scale of their own: on one scale the servers' rows would be flat. */
function requestGroups({ requests, failed, servers }: RunSeries): ChartGroup[] {
  const users = { ...host('users', requests), isHost: false, note: 'all requests', failed };
  const sent = servers.map((server) => ({ ...host(server.name, server.attempts), note: 'sent to it', failed: server.failed }));
  const together = group('requests', 'Requests a second', '/s', [users, ...sent]);
  const apart = group('sent', 'Requests a second, by server', '/s', sent);
  return sent.length > 0 && together.max > 4 * apart.max ? [group('requests', 'Requests a second', '/s', [users]), apart] : [together];
}

function host(name: string, values: readonly (number | null)[]): ChartRow {
  return { name, isHost: true, note: '', values, failed: [] };
}

function group(id: string, title: string, unit: string, rows: ChartRow[]): ChartGroup {
  return { id, title, unit, max: niceMax(rows.flatMap(({ values }) => values)), rows, isQuietAtZero: false, quiet: '' };
}

/** A group of which there is nothing to see when all its values are 0. */
function oftenQuiet(whole: ChartGroup, quiet: string): ChartGroup {
  return { ...whole, isQuietAtZero: true, quiet: whole.rows.every(({ values }) => values.every((value) => value === 0)) ? quiet : '' };
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

/** A group in a sentence, for those who do not see it. */
export function describeGroup({ title, unit, rows }: ChartGroup): string {
  const texts = rows.map((row) => {
    const failed = failedTotal(row);
    return `${row.name} ends at ${valueText(endValue(row.values), unit)}${failed > 0 ? `, ${valueText(failed, ' failed')} in all` : ''}`;
  });
  return `${title} over time: ${texts.join('; ')}.`;
}
