// The matrix on a phone: a list, the broken ones first, those that are served folded away.
import { html, nothing } from 'lit';
import type { Component } from '../../../grader/explore/exploration.ts';
import { plural } from '../../../grader/explain/numbers.ts';
import { type FoundCell, worstFirst } from './findings.ts';
import { cellLine } from './table.ts';

/** Lines of faults that are not served, before the rest of them is folded away. */
const SHOWN = 12;

/** The list. */
export function cellList(cells: readonly FoundCell[], components: readonly Component[], chosen: number | null, choose: (cell: FoundCell) => void) {
  const line = (one: FoundCell) => cellLine(one, components, one.at === chosen, choose);
  const broken = worstFirst(cells.filter(({ cell }) => cell.outcome !== 'served'));
  const served = cells.filter(({ cell }) => cell.outcome === 'served');
  return html`${broken.length === 0 ? nothing : html`<ul class="mx-list" aria-label="Faults that are not served, worst first">${broken.slice(0, SHOWN).map(line)}</ul>`}
    ${broken.length <= SHOWN ? nothing : html`<details class="mx-more"><summary>${plural(broken.length - SHOWN, 'fault')} more, not served</summary><ul class="mx-list">${broken.slice(SHOWN).map(line)}</ul></details>`}
    ${served.length === 0 ? nothing : html`<details class="mx-more"><summary>${plural(served.length, 'fault')} served</summary><ul class="mx-list">${served.map(line)}</ul></details>`}`;
}
