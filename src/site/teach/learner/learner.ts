// <nsp-teach-learner>: one learner: every exercise with its standing, every design in time, and what an instructor can do for them.
import { html, nothing } from 'lit';
import type { LearnerDetail, LearnerExercise } from '../api-types.ts';
import { exerciseTitle, moduleTitle } from '../parts/course.ts';
import { Exercises } from '../parts/exercises.ts';
import { shown, Source } from '../parts/source.ts';
import { View } from '../parts/view.ts';
import { hrefOf } from '../router.ts';
import { learner } from '../server.ts';
import { agoText, many, momentText } from '../../class/dates.ts';
import { markOf, statusText } from '../words/states.ts';
import './extensions.ts';
import './overrides.ts';
import './person.ts';
import { submissionList } from './submission-list.ts';

const EVERY_MS = 10_000;

/** Set `learner` (the id) and `exercise` (the one that is looked at; null: all). */
export class NspTeachLearner extends View {
  static override properties = { ...View.properties, learner: {}, exercise: {} };

  declare learner: string;
  declare exercise: string | null;
  readonly #detail = new Source<LearnerDetail>(this, () => `learner ${this.learner}`, () => learner(this.learner), () => EVERY_MS);
  readonly #exercisesHere = new Exercises(this);

  protected override render() {
    return shown(this.#detail, (detail) => {
      const chosen = detail.exercises.find((one) => one.exercise === this.exercise) ?? null;
      const changed = (): void => void this.#detail.refresh();
      return html`${this.#head(detail)}
        <div class="t-columns wide-left">
          <section aria-labelledby="exercises-title"><div class="t-tools"><h2 id="exercises-title">Exercises</h2><span class="s">choose one for its designs and for points by hand</span></div>${this.#exercises(detail)}
            <nsp-teach-extensions .session=${this.session} .detail=${detail} @nsp-changed=${changed}></nsp-teach-extensions></section>
          <div>
            <section aria-labelledby="designs-title"><div class="t-tools"><h2 id="designs-title">${chosen === null ? 'Designs handed in' : `Designs for "${exerciseTitle(this.session.meta, chosen.exercise)}"`}</h2>${chosen === null ? nothing : html`<a href=${this.#href(null)}>show all</a>`}</div>
              ${submissionList(detail.submissions.filter(({ exercise }) => chosen === null || exercise === chosen.exercise), chosen?.submission ?? null, (id) => exerciseTitle(this.session.meta, id), chosen === null ? null : this.#exercisesHere.of(chosen.exercise))}</section>
            ${chosen === null ? nothing : html`<nsp-teach-overrides .session=${this.session} .detail=${detail} .chosen=${chosen} @nsp-changed=${changed}></nsp-teach-overrides>`}
            <nsp-teach-person .detail=${detail} @nsp-changed=${changed}></nsp-teach-person>
          </div>
        </div>`;
    });
  }

  #head(detail: LearnerDetail) {
    const { pseudonym, exercises, seenMs, createdMs, cohort } = detail;
    const counting = exercises.filter(({ counts }) => counts);
    const stuck = counting.filter((one) => one.stuck && one.status !== 'overridden').map(({ exercise }) => `"${exerciseTitle(this.session.meta, exercise)}"`);
    const passed = counting.filter(({ status }) => status === 'passed').length;
    const points = counting.reduce((sum, one) => sum + (one.points ?? 0), 0);
    const finding = stuck.length > 0 ? `is stuck on ${stuck.join(' and ')}` : `has passed ${passed} of ${many(counting.length, 'exercise')}`;
    const now = Date.now();
    return html`<nav class="t-up" aria-label="Where this is"><a href=${hrefOf({ kind: 'cohort', cohort, part: 'roster' })}>Roster</a></nav>
      <header class="t-head"><div><h1 tabindex="-1">${pseudonym} ${finding}</h1><p class="q">${many(points, 'point')} in ${many(counting.length, 'exercise')}. Joined ${momentText(createdMs, now)}${seenMs === null ? '' : `, seen ${agoText(seenMs, now)}`}.</p></div></header>`;
  }

  #exercises(detail: LearnerDetail) {
    const now = Date.now();
    const modules = [...new Set(detail.exercises.map(({ module }) => module))];
    return html`<div class="t-scroll" tabindex="0" role="region" aria-label="Table of exercises"><table class="t-table t-exercises"><thead><tr><th scope="col">Exercise</th><th scope="col">Standing</th><th scope="col" class="n">Points</th><th scope="col" class="n">Designs</th><th scope="col" class="n">Hints</th></tr></thead>
      ${modules.map((module) => html`<tbody><tr class="head"><th scope="rowgroup" colspan="5">${moduleTitle(this.session.meta, module)} <span class="s">${this.#due(detail, module, now)}</span></th></tr>
        ${detail.exercises.filter((one) => one.module === module).map((one) => this.#row(one))}</tbody>`)}</table></div>`;
  }

  #due({ exercises, extensions }: LearnerDetail, module: string, now: number): string {
    const of = exercises.find((one) => one.module === module)!;
    if (!of.counts) return 'not part of this cohort: graded, but counts for nothing';
    const due = of.dueMs === null ? 'no due date' : `due ${momentText(of.dueMs, now)}`;
    return `${due}${extensions.some((extension) => extension.module === module) ? ', extended' : ''}, ${of.creditPct} % now`;
  }

  #row({ exercise, status, stuck, points, tries, hints, counts, override }: LearnerExercise) {
    const isChosen = exercise === this.exercise;
    return html`<tr class=${isChosen ? 'chosen' : ''}><th scope="row"><a href=${this.#href(exercise)} aria-current=${isChosen ? 'true' : nothing}>${exerciseTitle(this.session.meta, exercise)}</a></th>
      <td><span class="c m-${markOf({ status, stuck })}" aria-hidden="true"></span> ${statusText(status, stuck)}${override === null ? nothing : html`<p class="s">"${override.reason}"</p>`}</td><td class="n">${points ?? (counts ? '' : html`<span class="q">none</span>`)}</td><td class="n">${tries === 0 ? nothing : tries}</td><td class="n">${hints === 0 ? nothing : hints}</td></tr>`;
  }

  #href(exercise: string | null): string {
    return hrefOf({ kind: 'learner', cohort: this.#detail.value!.cohort, learner: this.learner, exercise });
  }
}

customElements.define('nsp-teach-learner', NspTeachLearner);
