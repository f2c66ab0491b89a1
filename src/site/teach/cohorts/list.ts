// <nsp-teach-cohorts>: the cohorts of an instructor.
import { html, nothing } from 'lit';
import type { CohortRow } from '../api-types.ts';
import { moduleTitle } from '../parts/course.ts';
import { shown, Source } from '../parts/source.ts';
import { View } from '../parts/view.ts';
import { hrefOf } from '../router.ts';
import { cohorts } from '../server.ts';
import { nextDue } from './next-due.ts';
import { agoText, many, momentText } from '../../class/dates.ts';

/** How often the list is asked for while it is looked at. */
const EVERY_MS = 10_000;

/** All cohorts, the newest first. */
export class NspTeachCohorts extends View {
  readonly #cohorts = new Source(this, () => 'cohorts', cohorts, () => EVERY_MS);

  protected override render() {
    return shown(this.#cohorts, (rows) => (rows.length === 0 ? none() : this.#list([...rows].sort((a, b) => b.createdMs - a.createdMs))));
  }

  #list(rows: readonly CohortRow[]) {
    const waiting = rows.reduce((sum, row) => sum + row.waiting, 0);
    const learners = rows.reduce((sum, row) => sum + row.learners, 0);
    return html`<header class="t-head"><div><h1 tabindex="-1">${many(learners, 'learner')} in ${many(rows.length, 'cohort')}</h1><p class="q">${waiting === 0 ? 'Everything that was handed in is graded.' : `${many(waiting, 'design')} ${waiting === 1 ? 'waits' : 'wait'} to be graded.`}</p></div><a class="btn p" href="#/new">New cohort</a></header>
      <div class="t-scroll" tabindex="0" role="region" aria-label="Cohorts"><table class="t-table"><thead><tr><th scope="col">Cohort</th><th scope="col" class="n">Learners</th><th scope="col" class="n">Waiting</th><th scope="col">Next due</th><th scope="col">You are</th><th scope="col">Created</th></tr></thead>
      <tbody>${rows.map((row) => this.#row(row))}</tbody></table></div>`;
  }

  #row({ id, name, exam, learners, waiting, modules, role, createdMs }: CohortRow) {
    const now = Date.now();
    const next = nextDue(modules, now);
    return html`<tr><th scope="row"><a href=${hrefOf({ kind: 'cohort', cohort: id, part: 'roster' })}>${name}</a>${exam ? html` <span class="t-tag">exam</span>` : nothing}</th>
      <td class="n">${learners}</td><td class="n">${waiting === 0 ? html`<span class="q">0</span>` : waiting}</td>
      <td>${next === null ? html`<span class="q">nothing more</span>` : html`${momentText(next.dueMs, now)} <span class="q">${moduleTitle(this.session.meta, next.module)}</span>`}</td><td>${role}</td><td class="q">${agoText(createdMs, now)}</td></tr>`;
  }
}

customElements.define('nsp-teach-cohorts', NspTeachCohorts);

const none = () => html`<div class="t-door"><h1 tabindex="-1">No cohorts yet</h1><p class="q">A cohort is a group of learners with the same dates. You choose its modules, then share a join code. Learners need no account and no e-mail.</p><p><a class="btn p" href="#/new">New cohort</a></p></div>`;
