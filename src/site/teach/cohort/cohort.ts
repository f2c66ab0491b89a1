// <nsp-teach-cohort>: one cohort: its finding as a headline, and under it one of its parts.
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Cohort, RosterLearner } from '../api-types.ts';
import { exerciseTitle, taughtModules } from '../parts/course.ts';
import { shown, Source } from '../parts/source.ts';
import { View } from '../parts/view.ts';
import { headline } from '../roster/headline.ts';
import { rosterRows } from '../roster/order.ts';
import '../roster/roster.ts';
import { hrefOf, type CohortPart } from '../router.ts';
import { cohort, roster } from '../server.ts';
import { briefMoment } from '../../class/dates.ts';
import './joining.ts';
import './log.ts';
import './modules.ts';
import './regrades.ts';
import './staff.ts';

const EVERY_MS = 10_000;
const PARTS: readonly { part: CohortPart; name: string }[] = [
  { part: 'roster', name: 'Roster' }, { part: 'joining', name: 'Joining' }, { part: 'modules', name: 'Modules and dates' }, { part: 'regrades', name: 'Regrades' }, { part: 'staff', name: 'Staff' }, { part: 'log', name: 'Log and deletion' },
];

/** What the page shows: the cohort and everybody in it, asked for together. */
interface Whole { cohort: Cohort; learners: RosterLearner[] }

/** Set `cohort` (its id) and `tab`. */
export class NspTeachCohort extends View {
  static override properties = { ...View.properties, cohort: {}, tab: {} };

  declare cohort: string;
  declare tab: CohortPart;
  readonly #whole = new Source<Whole>(this, () => `cohort ${this.cohort}`, async () => {
    const [one, learners] = await Promise.all([cohort(this.cohort), roster(this.cohort)]);
    return { cohort: one, learners };
  }, () => EVERY_MS);

  protected override render() {
    return shown(this.#whole, (whole) => html`${this.#head(whole)}${keyed(this.tab, this.#tab(whole))}`);
  }

  #head({ cohort: one, learners }: Whole) {
    const { meta } = this.session;
    const rows = rosterRows(learners, taughtModules(meta, one.modules).flatMap(({ exercises }) => exercises.map(({ id }) => id)));
    const { seats, open, taken } = one.joining;
    const waiting = learners.reduce((sum, learner) => sum + learner.waiting, 0);
    const joined = seats === null ? `${taken} joined` : `${taken} of ${seats} seats taken`;
    return html`<header class="t-head"><div><h1 tabindex="-1">${headline(rows, (id) => exerciseTitle(meta, id))}</h1>
        <p class="q"><b>${one.name}</b>${one.exam ? html` <span class="t-tag">exam</span>` : nothing}. ${joined}, joining is ${open ? 'open' : 'closed'}${waiting === 0 ? '' : `, ${waiting} waiting to be graded`}. <span class="s">As of ${briefMoment(this.#whole.atMs || Date.now(), Date.now())}</span></p></div></header>
      <nav class="t-parts" aria-label="Parts of this cohort"><ul>${PARTS.map(({ part, name }) => html`<li><a href=${hrefOf({ kind: 'cohort', cohort: this.cohort, part })} aria-current=${part === this.tab ? 'page' : nothing}>${name}</a></li>`)}</ul></nav>`;
  }

  #tab({ cohort: one, learners }: Whole) {
    const changed = (): void => void this.#whole.refresh();
    switch (this.tab) {
      case 'roster': return learners.length === 0 ? empty(one) : html`<nsp-teach-roster .session=${this.session} .cohort=${one} .learners=${learners}></nsp-teach-roster>`;
      case 'joining': return html`<nsp-teach-joining .cohort=${one} @nsp-changed=${changed}></nsp-teach-joining>`;
      case 'modules': return html`<nsp-teach-modules .session=${this.session} .cohort=${one} @nsp-changed=${changed}></nsp-teach-modules>`;
      case 'regrades': return html`<nsp-teach-regrades .session=${this.session} .cohort=${one}></nsp-teach-regrades>`;
      case 'staff': return html`<nsp-teach-staff .session=${this.session} .cohort=${one} @nsp-changed=${changed}></nsp-teach-staff>`;
      case 'log': return html`<nsp-teach-log .session=${this.session} .cohort=${one} .learners=${learners}></nsp-teach-log>`;
    }
  }
}

customElements.define('nsp-teach-cohort', NspTeachCohort);

const empty = ({ id, joining }: Cohort) => html`<div class="t-door"><p class="q">${joining.open ? 'Joining is open: learners who use the code appear here by themselves.' : 'Make a join code, and show it to your learners.'}</p><p><a class="btn p" href=${hrefOf({ kind: 'cohort', cohort: id, part: 'joining' })}>${joining.open ? 'Go to joining' : 'Make a join code'}</a></p></div>`;
