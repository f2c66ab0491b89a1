// <nsp-teach-log>: who has done what in a cohort, and its deletion.
import { html, LitElement, nothing } from 'lit';
import type { AuditRow, Cohort, RosterLearner } from '../api-types.ts';
import '../parts/for-good.ts';
import { exerciseTitle, moduleTitle } from '../parts/course.ts';
import { shown, Source } from '../parts/source.ts';
import type { Session } from '../parts/view.ts';
import { hrefOf } from '../router.ts';
import { audit, deleteCohort } from '../server.ts';
import { actionText, detailText } from './log-words.ts';
import { many, momentText } from '../../class/dates.ts';

/** Set `session`, `cohort` and `learners`. */
export class NspTeachLog extends LitElement {
  static override properties = { session: { attribute: false }, cohort: { attribute: false }, learners: { attribute: false } };

  declare session: Session;
  declare cohort: Cohort;
  declare learners: readonly RosterLearner[];
  readonly #rows = new Source(this, () => `log ${this.cohort.id}`, () => audit(this.cohort.id));

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    return html`<section class="t-form wide"><h2>Log</h2><p class="q">The newest 200 changes by instructors.</p>${shown(this.#rows, (rows) => (rows.length === 0 ? html`<p class="t-none">Nothing was changed yet.</p>` : this.#table(rows)))}</section>
      ${this.cohort.role === 'owner' ? this.#deletion() : nothing}`;
  }

  #table(rows: readonly AuditRow[]) {
    const now = Date.now();
    const { meta } = this.session;
    const titleOf = (id: string): string => [exerciseTitle(meta, id), moduleTitle(meta, id)].find((title) => title !== id) ?? id;
    return html`<div class="t-scroll tall" tabindex="0" role="region" aria-label="Log"><table class="t-table t-log"><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">On whom</th><th scope="col">Detail</th></tr></thead>
      <tbody>${rows.map(({ at, actor, by, action, object, detail }) => html`<tr><td class="q when">${momentText(at, now)}</td><td>${by ?? this.#nameOf(actor)}</td><td>${actionText(action)}</td><td>${this.#whom(action, object)}</td><td class="q">${detailText(detail, now, titleOf)}</td></tr>`)}</tbody></table></div>`;
  }

  #whom(action: string, object: string) {
    return action.startsWith('regrade.') ? html`<a href=${hrefOf({ kind: 'regrade', cohort: this.cohort.id, regrade: object })}>regrade</a>` : this.#nameOf(object);
  }

  /** The log keeps ids only: names are looked up among those who are still here. */
  #nameOf(id: string): string {
    const { cohort, learners } = this;
    if (id === cohort.id) return 'the cohort';
    return cohort.staff.find((member) => member.id === id)?.login ?? learners.find((learner) => learner.id === id)?.pseudonym ?? id.slice(0, 12);
  }

  #deletion() {
    const { id, name, joining } = this.cohort;
    const what = html`<p>This deletes, at once and for good:</p><ul><li>${many(joining.taken, 'learner')} with all designs, grades, points given and extensions,</li><li>the dates, the join code and the regrades of the cohort.</li></ul><p>Take the grades as CSV or the submissions as JSON first, from the roster, if anybody may still ask for them: nothing brings them back. Learners keep what is on their own computers, and a backup of the server that was made before still holds everything.</p>`;
    return html`<section class="t-form wide"><h2>Delete this cohort</h2><p class="q">For good, with everything that its learners handed in.</p>
      <nsp-for-good act="Delete the cohort for good" heading="Delete ${name} for good?" .what=${what} .typed=${name} typedLabel="Name of the cohort" .task=${async () => {
        await deleteCohort(id, name);
        location.replace('#/');
      }}></nsp-for-good></section>`;
  }
}

customElements.define('nsp-teach-log', NspTeachLog);
