// <nsp-roster>: learners by exercises as one table. It is refreshed under the eyes of whoever reads it: focus, scroll and order stay.
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CourseExercise } from '../api-types.ts';
import type { TaughtModule } from '../parts/course.ts';
import { hrefOf } from '../router.ts';
import { agoBrief, dayText, momentText } from '../../class/dates.ts';
import { cellText, markOf } from '../words/states.ts';
import { GridKeys } from './grid-keys.ts';
import { FIRST_UP, type Order, type OrderBy, type RosterRow } from './order.ts';

const COLUMNS: readonly { by: OrderBy; name: string }[] = [{ by: 'points', name: 'Points' }, { by: 'stuck', name: 'Stuck' }, { by: 'seen', name: 'Seen' }];

/** Set `cohort`, `modules`, `rows` in their order, and `order`. Fires `nsp-order` with an Order. */
export class NspRoster extends LitElement {
  static override properties = { cohort: {}, modules: { attribute: false }, rows: { attribute: false }, order: { attribute: false } };

  declare cohort: string;
  declare modules: readonly TaughtModule[];
  declare rows: readonly RosterRow[];
  declare order: Order;
  readonly #keys = new GridKeys(this, (cell) => this.#say(cell));

  constructor() {
    super();
    this.cohort = '';
    this.modules = [];
    this.rows = [];
    this.order = { by: 'name', up: true };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.#keys.hold();
  }

  protected override updated(): void {
    this.#keys.restore();
  }

  protected override render() {
    const { modules, rows } = this;
    const exercises = modules.flatMap((module) => module.exercises);
    const now = Date.now();
    return html`<div class="t-grid-scroll"><table class="t-grid" role="grid" aria-label="Learners and exercises" aria-describedby="roster-help">
        <thead>
          <tr class="mods"><td></td><td colspan="3"></td>${modules.filter((module) => module.exercises.length > 0).map(({ title, exercises: own, dates: { dueMs } }) => html`<th scope="colgroup" colspan=${own.length}><span class="mod"><b>${title}</b>${dueMs === null ? nothing : html` <span class="s" title=${momentText(dueMs, now)}>${dueMs < now ? 'was due' : 'due'} ${dayText(dueMs)}</span>`}</span></th>`)}</tr>
          <tr>${this.#sortable('name', 'Learner', 'who')}${COLUMNS.map(({ by, name }) => this.#sortable(by, name, 'n'))}
            ${exercises.map(({ title }) => html`<th scope="col" class="ex"><span>${title.replaceAll('`', '')}</span></th>`)}</tr>
        </thead>
        <tbody>${repeat(rows, ({ learner }) => learner.id, (row) => guard([signature(row, now), modules], () => this.#row(row, exercises, now)))}</tbody>
        <tfoot><tr><th scope="row" class="who">Passed by</th><td colspan="3"></td>${exercises.map(({ id }) => html`<td class="n">${rows.filter(({ learner }) => learner.exercises[id]?.status === 'passed').length}</td>`)}</tr></tfoot>
      </table></div>
      <p class="t-line" id="roster-help"><span class="line">Arrow keys move from cell to cell; Enter opens one.</span></p>`;
  }

  #sortable(by: OrderBy, name: string, className: string) {
    const { order } = this;
    const isOn = order.by === by;
    return html`<th scope="col" class=${className} aria-sort=${isOn ? (order.up ? 'ascending' : 'descending') : nothing}><button type="button" class="t-sort" @click=${() => this.#sort(by)}>${name}${isOn ? html`<svg class="t-arrow ${order.up ? 'up' : ''}" viewBox="0 0 8 8" aria-hidden="true"><path d="M1 2.5 4 6l3-3.5" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>` : nothing}</button></th>`;
  }

  #row({ learner, points, stuck }: RosterRow, exercises: readonly CourseExercise[], now: number) {
    const { id, pseudonym, seenMs } = learner;
    const place = { kind: 'learner', cohort: this.cohort, learner: id } as const;
    return html`<tr><th scope="row" class="who"><a class="c" tabindex="-1" href=${hrefOf({ ...place, exercise: null })} data-key=${`${id} `}>${pseudonym}</a></th>
      <td class="n">${points}</td><td class="n ${stuck.length > 0 ? 'has-stuck' : ''}">${stuck.length > 0 ? stuck.length : html`<span class="q">0</span>`}</td><td class="n q">${seenMs === null ? 'never' : agoBrief(seenMs, now)}</td>
      ${exercises.map((exercise) => {
        const cell = learner.exercises[exercise.id];
        const mark = cell === undefined ? 'none' : markOf(cell);
        return html`<td><a class="c m-${mark} ${cell?.late ? 'late' : ''}" tabindex="-1" href=${hrefOf({ ...place, exercise: exercise.id })} data-key=${`${id} ${exercise.id}`} aria-label=${cellText(cell)}>${cell?.points ?? ''}</a></td>`;
      })}</tr>`;
  }

  #sort(by: OrderBy): void {
    const up = this.order.by === by ? !this.order.up : FIRST_UP[by];
    this.dispatchEvent(new CustomEvent<Order>('nsp-order', { detail: { by, up }, bubbles: true }));
  }

  /** What a cell says, where a pointer or the focus is. Written past the template, which has nothing to draw for it. */
  #say(key: string | null): void {
    const line = this.querySelector('.t-line .line');
    if (line === null) return;
    const [id = '', exerciseId = ''] = (key ?? '').split(' ');
    const row = this.rows.find(({ learner }) => learner.id === id);
    const exercise = this.modules.flatMap((module) => module.exercises).find((one) => one.id === exerciseId);
    if (row === undefined) line.textContent = 'Arrow keys move from cell to cell; Enter opens one.';
    else if (exercise === undefined) line.textContent = `${row.learner.pseudonym}: ${row.points} points, ${row.passed} passed, ${row.learner.handedIn} handed in`;
    else line.textContent = `${row.learner.pseudonym}, ${exercise.title.replaceAll('`', '')}: ${cellText(row.learner.exercises[exercise.id])}`;
  }
}

customElements.define('nsp-roster', NspRoster);

/** Changes when the row looks different. */
const signature = ({ learner }: RosterRow, now: number): string => `${learner.seenMs === null ? '' : agoBrief(learner.seenMs, now)}${JSON.stringify([learner.pseudonym, learner.exercises])}`;
