// <nsp-teach-roster>: who is where, and who is stuck: the page that an instructor leaves open.
import { html, LitElement, nothing } from 'lit';
import type { Cohort, RosterLearner } from '../api-types.ts';
import { glyph } from '../../elements/glyph.ts';
import { exerciseTitle, taughtModules, type TaughtModule } from '../parts/course.ts';
import '../parts/file.ts';
import { fileName } from '../parts/file.ts';
import { recall, remember } from '../parts/memory.ts';
import type { Session } from '../parts/view.ts';
import { hrefOf } from '../router.ts';
import { agoText, many } from '../../class/dates.ts';
import { inOrder, rosterRows, wanted, type Order, type RosterRow } from './order.ts';
import './table.ts';

/** Most of those who are stuck that are named over the table. */
const NAMED = 6;

interface Choice { order: Order; onlyStuck: boolean }

/** Set `session`, `cohort` and `learners`. */
export class NspTeachRoster extends LitElement {
  static override properties = { session: { attribute: false }, cohort: { attribute: false }, learners: { attribute: false }, choice: { state: true }, find: { state: true } };

  declare session: Session;
  declare cohort: Cohort;
  declare learners: readonly RosterLearner[];
  declare choice: Choice;
  declare find: string;

  constructor() {
    super();
    this.learners = [];
    this.choice = { order: { by: 'name', up: true }, onlyStuck: false };
    this.find = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.choice = recall<Choice>(this.#memory) ?? this.choice;
  }

  protected override render() {
    const { cohort, learners, choice } = this;
    const modules = taughtModules(this.session.meta, cohort.modules);
    const all = rosterRows(learners, modules.flatMap(({ exercises }) => exercises.map(({ id }) => id)));
    const rows = inOrder(wanted(all, { onlyStuck: choice.onlyStuck, find: this.find }), choice.order);
    const stuck = all.filter((row) => row.stuck.length > 0);
    return html`${this.#whoIsStuck(stuck)}
      <section aria-labelledby="roster-title">
        <div class="t-tools"><h2 id="roster-title">Roster</h2>
          <label class="t-tick"><input type="checkbox" .checked=${choice.onlyStuck} @change=${(event: Event) => this.#choose({ onlyStuck: (event.target as HTMLInputElement).checked })}>Only who is stuck (${stuck.length})</label>
          <label class="t-find">Find<input type="search" aria-label="Find a learner" .value=${this.find} @input=${(event: Event) => { this.find = (event.target as HTMLInputElement).value; }}></label>
          <span class="t-space"></span>${legend()}
        </div>
        ${rows.length === 0 ? html`<p class="t-none">${choice.onlyStuck && this.find === '' ? 'Nobody is stuck.' : 'Nobody has this name.'}</p>` : nothing}
        <nsp-roster ?hidden=${rows.length === 0} .cohort=${cohort.id} .modules=${stable(modules)} .rows=${rows} .order=${choice.order} @nsp-order=${({ detail }: CustomEvent<Order>) => this.#choose({ order: detail })}></nsp-roster>
        <div class="t-files"><nsp-file path="/cohorts/${cohort.id}/grades.csv" name=${fileName(cohort.name, 'grades.csv')} label="Grades as CSV"></nsp-file>
          <nsp-file path="/cohorts/${cohort.id}/grades.csv?form=long" name=${fileName(cohort.name, 'grades-long.csv')} label="One line for each exercise as CSV"></nsp-file>
          <nsp-file path="/cohorts/${cohort.id}/submissions.json" name=${fileName(cohort.name, 'submissions.json')} label="All submissions as JSON"></nsp-file></div>
      </section>`;
  }

  #whoIsStuck(stuck: readonly RosterRow[]) {
    if (stuck.length === 0) return nothing;
    const now = Date.now();
    const entries = stuck.flatMap(({ learner, stuck: on }) => on.map((exercise) => ({ learner, exercise, cell: learner.exercises[exercise]! }))).sort((a, b) => b.cell.tries - a.cell.tries);
    return html`<section class="t-stuck" aria-labelledby="stuck-title"><div class="t-tools"><h2 id="stuck-title">Who is stuck</h2><span class="s">three or more failed designs since the last pass</span></div>
      <ul>${entries.slice(0, NAMED).map(({ learner, exercise, cell }) => html`<li>${glyph('deg')}<a href=${hrefOf({ kind: 'learner', cohort: this.cohort.id, learner: learner.id, exercise })}><b>${learner.pseudonym}</b> on "${exerciseTitle(this.session.meta, exercise)}"</a>
        <span class="s">${many(cell.tries, 'try').replace('trys', 'tries')}, ${cell.hints === 0 ? 'no hint' : many(cell.hints, 'hint')}${learner.seenMs === null ? '' : `, seen ${agoText(learner.seenMs, now)}`}</span></li>`)}</ul>
      ${entries.length > NAMED ? html`<p><button class="lnk" type="button" @click=${() => this.#choose({ onlyStuck: true, order: { by: 'stuck', up: false } })}>and ${entries.length - NAMED} more: show only who is stuck</button></p>` : nothing}
    </section>`;
  }

  #choose(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    remember(this.#memory, this.choice);
  }

  get #memory(): string {
    return `roster ${this.cohort.id}`;
  }
}

customElements.define('nsp-teach-roster', NspTeachRoster);

let kept: { text: string; modules: readonly TaughtModule[] } = { text: '', modules: [] };

/** The same object while it says the same, so that rows are not drawn again for it. */
function stable(modules: readonly TaughtModule[]): readonly TaughtModule[] {
  const text = JSON.stringify(modules);
  if (text !== kept.text) kept = { text, modules };
  return kept.modules;
}

const legend = () => html`<ul class="t-legend" aria-label="Marks">${([['passed', 'passed'], ['failed', 'not passed'], ['waiting', 'waiting'], ['error', 'not gradable'], ['stuck', 'stuck'], ['overridden', 'points given']] as const).map(([mark, text]) => html`<li><span class="c m-${mark}"></span>${text}</li>`)}<li><span class="c late"></span>late</li></ul>`;
