// Two faults at once: first those that are worse than each of their two alone, then how all of them came out.
import { html, nothing } from 'lit';
import type { Component } from '../../../grader/explore/exploration.ts';
import { plural } from '../../../grader/explain/numbers.ts';
import { type FoundCell, worstFirst } from './findings.ts';
import { cellLine } from './table.ts';

/** Lines shown of one list at once. */
const SHOWN = 200;

/** The list of pairs. */
export function pairList(worse: readonly FoundCell[], all: readonly FoundCell[], components: readonly Component[], chosen: number | null, choose: (cell: FoundCell) => void) {
  const line = (one: FoundCell) => cellLine(one, components, one.at === chosen, choose);
  const worseAt = new Set(worse.map(({ at }) => at));
  const rest = worstFirst(all.filter(({ at }) => !worseAt.has(at)));
  return html`<p class="mx-note">${worse.length === 0 ? `None of ${plural(all.length, 'pair')} is worse than its two faults alone.` : `${worse.length} of ${plural(all.length, 'pair')} ${worse.length === 1 ? 'is' : 'are'} worse than each of the two faults alone.`}</p>
    ${list(worse, line)}
    ${rest.length === 0 ? nothing : html`<details class="mx-more"><summary>${plural(rest.length, 'other pair')}</summary>${list(rest, line)}</details>`}`;
}

function list(cells: readonly FoundCell[], line: (one: FoundCell) => unknown) {
  if (cells.length === 0) return nothing;
  return html`<ul class="mx-list mx-long" tabindex="0" aria-label="Pairs, worst first">${cells.slice(0, SHOWN).map(line)}</ul>
    ${cells.length > SHOWN ? html`<p class="mx-note">and ${plural(cells.length - SHOWN, 'more pair')}</p>` : nothing}`;
}
