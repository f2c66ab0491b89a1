// <nsp-teach-regrades>: the regrades of a cohort, and a new one.
import { html, LitElement, nothing } from 'lit';
import { newUuid } from '../../class/uuid.ts';
import type { Cohort, RegradeRow } from '../api-types.ts';
import { exerciseTitle, taughtModules } from '../parts/course.ts';
import { Deed, told } from '../parts/deed.ts';
import { shown, Source } from '../parts/source.ts';
import type { Session } from '../parts/view.ts';
import { hrefOf } from '../router.ts';
import { beginRegrade, regrades } from '../server.ts';
import { momentText } from '../../class/dates.ts';

const STATES = { running: 'running', ready: 'ready: commit or drop it', committed: 'committed', dropped: 'dropped' } as const;

/** Set `session` and `cohort`. */
export class NspTeachRegrades extends LitElement {
  static override properties = { session: { attribute: false }, cohort: { attribute: false } };

  declare session: Session;
  declare cohort: Cohort;
  readonly #rows = new Source(this, () => `regrades ${this.cohort.id}`, () => regrades(this.cohort.id), (rows) => (rows.some(({ state }) => state === 'running') ? 3000 : null));
  readonly #beginning = new Deed(this);
  #id = newUuid();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { meta } = this.session;
    const modules = taughtModules(meta, this.cohort.modules);
    return html`<div class="t-columns"><form class="t-form" novalidate @submit=${this.#begin}><h2>Grade again</h2>
        <p class="q">For when an exercise or the grader has changed. Every design that was handed in is graded again, by the exercises as they are now. This changes nobody's points: first you see who would gain or lose, and why; then you commit it or drop it.</p>
        <label class="t-field"><span>Which exercises</span><select name="exercise"><option value="">all exercises</option>${modules.map(({ title, exercises }) => html`<optgroup label=${title}>${exercises.map(({ id, title: name }) => html`<option value=${id}>${name.replaceAll('`', '')}</option>`)}</optgroup>`)}</select></label>
        ${told(this.#beginning)}
        <div class="acts"><button class="btn" type="submit" aria-busy=${this.#beginning.isBusy ? 'true' : nothing}>Grade again</button></div></form>
      <section class="t-form"><h2>Regrades until now</h2>${shown(this.#rows, (rows) => (rows.length === 0 ? html`<p class="t-none">None yet.</p>` : this.#table(rows)))}</section></div>`;
  }

  #table(rows: readonly RegradeRow[]) {
    const now = Date.now();
    return html`<div class="t-scroll" tabindex="0" role="region" aria-label="Regrades"><table class="t-table"><thead><tr><th scope="col">Begun</th><th scope="col">What</th><th scope="col" class="n">Designs</th><th scope="col">State</th></tr></thead>
      <tbody>${[...rows].sort((a, b) => b.begunMs - a.begunMs).map(({ id, exercise, state, begunMs, submissions, done }) => html`<tr><th scope="row"><a href=${hrefOf({ kind: 'regrade', cohort: this.cohort.id, regrade: id })}>${momentText(begunMs, now)}</a></th><td>${exercise === null ? 'all exercises' : exerciseTitle(this.session.meta, exercise)}</td><td class="n">${state === 'running' ? `${done} of ${submissions}` : submissions}</td><td>${STATES[state]}</td></tr>`)}</tbody></table></div>`;
  }

  readonly #begin = async (event: Event): Promise<void> => {
    event.preventDefault();
    const exercise = this.querySelector<HTMLSelectElement>('[name="exercise"]')!.value;
    await this.#beginning.run(async () => {
      const { id } = await beginRegrade(this.cohort.id, this.#id, exercise === '' ? null : exercise).catch((error: unknown) => this.#rows.refresh().then(() => Promise.reject(error)));
      this.#id = newUuid();
      location.hash = hrefOf({ kind: 'regrade', cohort: this.cohort.id, regrade: id });
    });
  };
}

customElements.define('nsp-teach-regrades', NspTeachRegrades);
