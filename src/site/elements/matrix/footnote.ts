// What stands under the matrix: how it was tried, and what was not.
import { html, nothing } from 'lit';
import { formatMoment } from '../../../grader/explain/numbers.ts';
import type { ExploreState } from './explore-state.ts';

const MEANINGS: readonly [string, string][] = [
  ['Crash', 'The process is gone. Its host refuses connections at once.'],
  ['Hang', 'The process stands still. Connections are accepted, nothing answers.'],
  ['Slow', 'Everything it does takes ten times as long.'],
  ['Errors', 'It does its work and answers with status 500.'],
  ['Closes', 'It does its work and closes the connection without an answer.'],
  ['Stalls', 'It sends half of an answer and then nothing.'],
  ['Lost', 'A host, machine or zone is silent: no answer, no refusal.'],
  ['Cut', 'Nothing that one host sends reaches the other, both ways or one way.'],
];

/** The words of the columns, and the conditions; the latter once they are known. */
export function footnote({ exploration, found }: ExploreState) {
  if (found === null) return nothing;
  return html`<details class="mx-more"><summary>What the faults do, and how they are tried</summary>
      <dl class="mx-meanings">${MEANINGS.map(([word, meaning]) => html`<dt>${word}</dt><dd>${meaning}</dd>`)}</dl>
      ${exploration === null ? nothing : html`<p class="mx-note">Fault table ${exploration.table}. Each fault is tried on seed ${exploration.seeds[0]} and watched for ${formatMoment(exploration.horizonMs)}; one that is not served is run again in full on all seeds, and only that counts.</p>`}
    </details>`;
}
