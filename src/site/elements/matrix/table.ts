// The matrix as a table: parts grouped by kind, a column a fault, each cell a toggle button.
import { html, nothing } from 'lit';
import { type Component, FAULT_OUTCOMES } from '../../../grader/explore/exploration.ts';
import { glyph } from '../glyph.ts';
import { prose } from '../prose.ts';
import { countOf, type FoundCell } from './findings.ts';
import type { Grid, Row } from './grid.ts';
import { cellWords, KIND_TITLES, OUTCOMES, worstNumber } from './words.ts';

/** What the table tells its element. */
export interface TableActions {
  choose(cell: FoundCell): void;
  onKey(event: KeyboardEvent): void;
  onFocus(row: number, column: number): void;
}

interface Placed { row: number; column: number }

/** The table, inside a box that scrolls and that the keyboard reaches. */
export function matrixTable(grid: Grid, components: readonly Component[], chosen: number | null, focused: Placed, actions: TableActions) {
  const rows = grid.groups.flatMap((group) => group.rows);
  const stop = rows[focused.row]?.cells[focused.column] ? focused : firstCell(rows);
  let row = -1;
  return html`<div class="mx-scroll" tabindex="0" role="region" aria-label="Fault matrix, table">
    <table class="mx-table" @keydown=${actions.onKey}>
      <caption class="vh">What each fault of each part does. Arrow keys move among the cells, Enter shows the run of one.</caption>
      <thead><tr><td></td>${grid.columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
      ${grid.groups.map((group) => html`<tbody>
        <tr class="mx-kind"><th scope="rowgroup" colspan=${grid.columns.length + 1}><span>${KIND_TITLES[group.kind]}</span></th></tr>
        ${group.rows.map((one) => {
          row += 1;
          return tableRow(one, row, components, chosen, stop, actions);
        })}</tbody>`)}
    </table></div>`;
}

function tableRow({ name, cells }: Row, row: number, components: readonly Component[], chosen: number | null, stop: Placed, actions: TableActions) {
  return html`<tr><th scope="row"><code>${name}</code></th>${cells.map((cell, column) => {
    if (cell === null) return html`<td class="mx-blank"></td>`;
    return html`<td>${cellButton(cell, components, cell.at === chosen, row === stop.row && column === stop.column, () => actions.onFocus(row, column), actions.choose)}</td>`;
  })}</tr>`;
}

function cellButton(one: FoundCell, components: readonly Component[], isChosen: boolean, isStop: boolean, onFocus: () => void, choose: (cell: FoundCell) => void) {
  const { tone, word } = OUTCOMES[one.cell.outcome];
  const number = worstNumber(one.cell);
  return html`<button class="mx-cell" type="button" data-tone=${tone} aria-pressed=${isChosen} tabindex=${isStop ? 0 : -1} aria-label="${cellWords(one.cell, components).replaceAll('`', '')}: ${word}, ${number}"
    @focus=${onFocus} @click=${() => choose(one)}>${glyph(tone)}<span class="mx-word">${tone === 'ok' ? nothing : word}</span><span class="mx-number">${number}</span></button>`;
}

function firstCell(rows: readonly Row[]): Placed {
  const row = rows.findIndex(({ cells }) => cells.some((cell) => cell !== null));
  return { row, column: rows[row]?.cells.findIndex((cell) => cell !== null) ?? -1 };
}

/** The four glyphs with their words and how many there are of each. */
export function legend(cells: readonly FoundCell[]) {
  return html`<p class="mx-legend">${FAULT_OUTCOMES.map((outcome) => html`<span>${glyph(OUTCOMES[outcome].tone)}${countOf(cells, outcome)} ${OUTCOMES[outcome].word}</span>`)}</p>`;
}

/** One cell as a row of a list: what happens, and what it does. */
export function cellLine(one: FoundCell, components: readonly Component[], isChosen: boolean, choose: (cell: FoundCell) => void) {
  const { tone, word } = OUTCOMES[one.cell.outcome];
  return html`<li><button class="mx-line" type="button" data-tone=${tone} aria-pressed=${isChosen} @click=${() => choose(one)}>${glyph(tone)}<span>${prose(cellWords(one.cell, components))}</span><span class="mx-number">${word}, ${worstNumber(one.cell)}</span></button></li>`;
}
