// The matrix as tables: parts grouped by kind, a column a fault, each cell a toggle button.
import { html, nothing } from 'lit';
import { type Component, FAULT_OUTCOMES } from '../../../grader/explore/exploration.ts';
import { glyph } from '../glyph.ts';
import { prose } from '../prose.ts';
import { countOf, type FoundCell } from './findings.ts';
import { allRows, type Family, type Row } from './grid.ts';
import { cellWords, KIND_TITLES, OUTCOMES, shareText, worstNumber } from './words.ts';

/** What the table tells its element. */
export interface TableActions {
  choose(cell: FoundCell): void;
  onKey(event: KeyboardEvent): void;
  onFocus(row: number, column: number): void;
}

interface Placed { row: number; column: number }

/** The tables, inside a box that scrolls and that the keyboard reaches. */
export function matrixTable(families: readonly Family[], components: readonly Component[], chosen: number | null, focused: Placed, actions: TableActions) {
  const rows = allRows(families);
  const stop = rows[focused.row]?.cells[focused.column] ? focused : firstCell(rows);
  return html`<div class="mx-scroll" role="region" aria-label="Fault matrix: arrow keys move among the cells, Enter shows the run of one" @keydown=${actions.onKey}>${families.map(({ title, columns, groups }) => html`
    <table class="mx-table"><caption class="vh">${title}: what each fault of each part does</caption>
      <thead><tr><th scope="col">${groups.length === 1 ? KIND_TITLES[groups[0]!.kind] : title}</th>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr></thead>
      ${groups.map((group) => html`<tbody>
        ${groups.length === 1 ? nothing : html`<tr class="mx-kind"><th scope="rowgroup" colspan=${columns.length + 1}><span>${KIND_TITLES[group.kind]}</span></th></tr>`}
        ${group.rows.map((one) => tableRow(one, components, chosen, stop, actions))}</tbody>`)}
    </table>`)}</div>`;
}

function tableRow({ name, at: row, cells }: Row, components: readonly Component[], chosen: number | null, stop: Placed, actions: TableActions) {
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

/** The four glyphs with their words and how many there are of each; and what fails by itself, where anything does. */
export function legend(cells: readonly FoundCell[]) {
  const least = cells.reduce((share, { cell }) => Math.min(share, cell.baselinePct ?? 100), 100);
  return html`<p class="mx-legend">${FAULT_OUTCOMES.map((outcome) => html`<span>${glyph(OUTCOMES[outcome].tone)}${countOf(cells, outcome)} ${OUTCOMES[outcome].word}</span>`)}
    ${least > 99.9 ? nothing : html`<span>Without a fault ${shareText(least)} % are answered.</span>`}</p>`;
}

/** One cell as a row of a list: what happens, and what it does. */
export function cellLine(one: FoundCell, components: readonly Component[], isChosen: boolean, choose: (cell: FoundCell) => void) {
  const { tone, word } = OUTCOMES[one.cell.outcome];
  return html`<li><button class="mx-line" type="button" data-tone=${tone} aria-pressed=${isChosen} @click=${() => choose(one)}>${glyph(tone)}<span>${prose(cellWords(one.cell, components))}</span><span class="mx-number">${word}, ${worstNumber(one.cell)}</span></button></li>`;
}
