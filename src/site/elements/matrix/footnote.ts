// What stands under the matrix: how it was tried, and what was not.
import { html, nothing } from 'lit';
import { formatMoment } from '../../../grader/explain/numbers.ts';
import { NOT_TRIED } from '../../../grader/explore/fault-table.ts';
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

const NOT_TRIED_WORDS: { readonly [code: string]: string } = {
  'certificate-expired': 'A certificate that has expired', refuse: 'A process that lives and refuses connections', 'bad-answers': 'Bad answers of a load balancer or a database',
  cuts: 'An answer that ends in the middle', resets: 'A connection that is reset without an answer', 'lossy-link': 'A link that is slow or loses some packets', disk: 'A disk that is full or forgets',
};

/** The words of the columns, and the conditions; the latter once they are known. */
export function footnote({ exploration, found }: ExploreState) {
  if (found === null) return nothing;
  return html`<details class="mx-more"><summary>What the faults do, and how they are tried</summary>
      <dl class="mx-meanings">${MEANINGS.map(([word, meaning]) => html`<dt>${word}</dt><dd>${meaning}</dd>`)}</dl>
      ${exploration === null ? nothing : html`<p class="mx-note">Fault table, version ${exploration.table}. Each fault is tried on seed ${exploration.seeds[0]} and watched for ${formatMoment(exploration.horizonMs)}; one that stops the service, loses writes or is asked about is run again in full on all seeds, and only that counts.</p>`}
      <p class="mx-note">Not tried:</p><ul class="mx-not">${NOT_TRIED.map(({ code, because, as }) => html`<li>${NOT_TRIED_WORDS[code] ?? code}: ${because === 'not-simulated' || as === null ? 'not simulated.' : because === 'same' ? `does the same as ${as} to all others.` : `${as} does the same, and more.`}</li>`)}</ul>
    </details>`;
}
