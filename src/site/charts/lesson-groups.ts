// Of a run, what a lesson shows: all requests with their failures, and the one thing beside them that tells most.
import type { RunSeries } from '../../grader/report.ts';
import { foldGroup, type FoldedGroup } from './folding.ts';
import { binned, niceMax } from './geometry.ts';
import { type ChartGroup, chartGroups, failedTotal, valueText } from './groups.ts';

/** As many rows as a table of a lesson may have. */
const TABLE_ROWS = 12;

/** One or two groups. */
export function lessonGroups(run: RunSeries): FoldedGroup[] {
  const groups = chartGroups(run);
  const users = groups.filter(({ id }) => id === 'requests').map((group) => {
    const rows = group.rows.filter(({ isHost }) => !isHost);
    return { group: { ...group, rows, max: niceMax(rows.flatMap(({ values }) => values)) }, folded: '' };
  });
  const more = ['lag', 'waiting', 'busy'].map((id) => groups.find((group) => group.id === id)).find((group) => group !== undefined && tellsMore(group));
  return more === undefined ? users : [...users, foldGroup(more)];
}

/** Replicas that are behind for a moment, and lines that form and go, are not worth a drawing; that workers are idle alike is not, either. */
function tellsMore({ id, quiet, max, rows }: ChartGroup): boolean {
  if (quiet !== '') return false;
  if (id === 'lag') return max >= 500;
  if (id === 'waiting') return max >= 20;
  return rows.length > 0;
}

/** The numbers of groups, as means over equal stretches of the run. */
export function lessonTable(groups: readonly ChartGroup[], seconds: number): { titles: string[]; rows: { from: number; cells: string[] }[] } {
  const each = [1, 2, 5, 10, 20, 30, 60, 120, 300].find((step) => seconds / step <= TABLE_ROWS) ?? 600;
  const columns = groups.flatMap(({ title, unit, rows }) => rows.flatMap((row) => [
    { title: row.isHost ? `${row.name}: ${title.toLowerCase()}` : title, values: binned(row.values, each), unit },
    ...(failedTotal(row) > 0 ? [{ title: 'Failed a second', values: binned(row.failed, each), unit: '/s' }] : []),
  ]));
  return {
    titles: columns.map(({ title }) => title),
    rows: Array.from({ length: Math.ceil(seconds / each) }, (_, at) => ({ from: at * each, cells: columns.map(({ values, unit }) => valueText(values[at] ?? null, unit)) })),
  };
}
