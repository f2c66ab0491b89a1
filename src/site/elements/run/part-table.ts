// The states of all parts at the playhead as a real table.
import { html } from 'lit';
import { formatNumber } from '../../../grader/explain/numbers.ts';
import type { PartState, RunState } from '../../charts/state-at.ts';
import { listed, replicationTexts, stateTexts, TONE_WORDS } from '../../charts/state-text.ts';
import { glyph } from '../glyph.ts';

/** The sign of each tone. */
export const GLYPHS = { ok: 'ok', deg: 'deg', down: 'down', idle: 'waiting' } as const;

/** One row a part; its name is a button that chooses it. */
export function partTable({ parts }: RunState, marked: ReadonlySet<string>, choose: (name: string) => void) {
  return html`<div class="ch-table tp-table" tabindex="0" role="region" aria-label="The parts at the playhead"><table>
      <thead><tr><th scope="col">Part</th><th scope="col">State</th><th scope="col">Sent</th><th scope="col">Failed</th></tr></thead>
      <tbody>${parts.map((part) => html`<tr class=${marked.has(part.node.name) ? 'marked' : ''}>
        <th scope="row"><button class="lnk" type="button" aria-pressed=${marked.has(part.node.name)} @click=${() => choose(part.node.name)}><code>${part.node.name}</code></button></th>
        <td class="tp-state">${glyph(GLYPHS[part.tone])} ${stateOf(part)}</td>${part.busyPct === null ? html`<td></td><td></td>` : html`<td>${formatNumber(part.sent, 0)}</td><td>${formatNumber(part.failed, 0)}</td>`}</tr>`)}</tbody>
    </table></div>`;
}

function stateOf(part: PartState): string {
  const holds = part.holds.length === 0 || part.node.kind === 'virtual-address' ? '' : `holds ${listed(part.holds, '')}`;
  return [holds !== '' && part.busyPct === null && part.reason === null ? TONE_WORDS[part.tone] : stateTexts(part)[0], holds, replicationTexts(part)[0]].filter(Boolean).join(', ');
}
