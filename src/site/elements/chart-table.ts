// A chart's numbers as a real table: a row a second, a column a line.
import { html } from 'lit';
import { failedTotal, type ChartGroup, valueText } from '../charts/groups.ts';

/** The table of one group; it scrolls inside a box of its own that the keyboard reaches. */
export function chartTable(group: ChartGroup, seconds: number) {
  const columns = group.rows.flatMap((row) => [
    { title: row.name, values: row.values, unit: group.unit },
    ...(failedTotal(row) > 0 ? [{ title: `${row.name}, failed`, values: row.failed, unit: '/s' }] : []),
  ]);
  return html`<div class="ch-table" tabindex="0" role="region" aria-label="${group.title}, as a table">
    <table>
      <thead><tr><th scope="col">Second</th>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr></thead>
      <tbody>${Array.from({ length: seconds }, (_, second) => html`<tr><th scope="row">${second}</th>${columns.map((column) => html`<td>${valueText(column.values[second] ?? null, column.unit)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}
