// <nsp-teach-regrade>: what a regrade comes to, while it runs and after: who changes, and why; then it is committed or dropped.
import { html, nothing } from 'lit';
import type { Change, GradeBrief, Regrade } from '../api-types.ts';
import { exerciseTitle } from '../parts/course.ts';
import { Deed, told } from '../parts/deed.ts';
import '../parts/for-good.ts';
import { shown, Source } from '../parts/source.ts';
import { View } from '../parts/view.ts';
import { hrefOf } from '../router.ts';
import { commitRegrade, dropRegrade, regrade } from '../server.ts';
import { many, momentText } from '../../class/dates.ts';
import { regradeHeadline, standingChanges, upAndDown, whyText } from './regrade-words.ts';

/** How often a regrade that runs is asked for. */
const RUNNING_MS = 1500;
/** Rows that are shown until all are asked for. */
const ROWS = 200;

/** Set `cohort` and `regrade`, both ids. */
export class NspTeachRegrade extends View {
  static override properties = { ...View.properties, cohort: {}, regrade: {}, isWhole: { state: true } };

  declare cohort: string;
  declare regrade: string;
  /** Every row is wanted. */
  declare isWhole: boolean;
  readonly #regrade = new Source<Regrade>(this, () => `regrade ${this.regrade}`, () => regrade(this.regrade), ({ state }) => (state === 'running' ? RUNNING_MS : null));
  readonly #dropping = new Deed(this);

  constructor() {
    super();
    this.isWhole = false;
  }

  protected override render() {
    return shown(this.#regrade, (one) => html`<nav class="t-up" aria-label="Where this is"><a href=${hrefOf({ kind: 'cohort', cohort: this.cohort, part: 'regrades' })}>Regrades</a></nav>
      <header class="t-head"><div><h1 tabindex="-1">${regradeHeadline(one)}</h1>
        <p class="q">${one.exercise === null ? 'All exercises' : exerciseTitle(this.session.meta, one.exercise)}, begun ${momentText(one.begunMs, Date.now())}. ${many(one.submissions, 'design')}${one.state === 'running' ? '' : `, ${one.distinct} of them different${one.models === null ? '' : `; ${many(one.models, 'different model')}, of which ${one.simulated} had to be simulated`}`}.</p></div></header>
      ${one.state === 'running' ? this.#running(one) : nothing}
      ${one.state === 'ready' ? this.#decide(one) : nothing}
      ${one.state === 'running' || one.changes.length === 0 ? nothing : this.#changes(one)}`);
  }

  #running({ submissions, done }: Regrade) {
    return html`<div class="t-form"><p role="status">${done} of ${many(submissions, 'design')} graded again.</p><progress class="t-progress" max=${Math.max(1, submissions)} .value=${done} aria-label="Designs graded again"></progress>
      <p class="q">It goes on when you leave this page, and after a restart of the server. Nobody's points change until it is committed.</p>
      ${told(this.#dropping)}
      <div class="acts"><button class="btn" type="button" aria-busy=${this.#dropping.isBusy ? 'true' : nothing} @click=${this.#drop}>Stop and drop it</button></div></div>`;
  }

  #decide({ changes, more }: Regrade) {
    const sums = `${more ? 'Among the changes that are listed: ' : ''}${upAndDown(changes)}`;
    const moved = standingChanges(changes);
    const what = html`<p>${changes.length === 0 ? 'No grade changes.' : html`${many(changes.length, 'grade')} ${changes.length === 1 ? 'changes' : 'change'}; the points of ${many(moved.length, 'learner')} do.`} ${sums} Learners see it at once.</p><p>This cannot be undone. The old grades stay readable with each design, but count no more.</p>`;
    return html`<div class="t-form"><p>${sums}</p><p class="q">Nothing has changed yet. If you commit, the new grades count at once, and learners see them. If you drop it, every grade stays as it is.</p>${told(this.#dropping)}
      <div class="acts"><nsp-for-good isQuiet act="Commit the new grades" heading="Let the new grades count?" .what=${what} .task=${this.#commit}></nsp-for-good>
      <button class="btn" type="button" aria-busy=${this.#dropping.isBusy ? 'true' : nothing} @click=${this.#drop}>Drop it</button></div></div>`;
  }

  #changes({ changes, more }: Regrade) {
    const sorted = [...changes].sort((a, b) => weight(b) - weight(a) || (a.pseudonym < b.pseudonym ? -1 : 1));
    const rows = this.isWhole ? sorted : sorted.slice(0, ROWS);
    return html`<section aria-labelledby="changes-title"><div class="t-tools"><h2 id="changes-title">Who changes, and why</h2><span class="s">largest change of points first</span></div>
      <div class="t-scroll tall" tabindex="0" role="region" aria-label="Changes"><table class="t-table t-changes"><thead><tr><th scope="col">Learner</th><th scope="col">Exercise</th><th scope="col">This design</th><th scope="col">Points for the exercise</th><th scope="col">Why</th></tr></thead>
      <tbody>${rows.map((one) => html`<tr><th scope="row"><a href=${hrefOf({ kind: 'learner', cohort: this.cohort, learner: one.learner, exercise: one.exercise })}>${one.pseudonym}</a></th><td>${exerciseTitle(this.session.meta, one.exercise)}</td>
        <td><a href=${hrefOf({ kind: 'submission', submission: one.submission })}>${brief(one.before)}</a> ${arrow} ${brief(one.after)}</td>
        <td>${one.standingBefore === one.standingAfter ? html`<span class="q">${pointsOf(one.standingAfter)}, as before</span>` : html`${pointsOf(one.standingBefore)} ${arrow} <b>${pointsOf(one.standingAfter)}</b>`}</td><td class="q">${whyText(one)}</td></tr>`)}</tbody></table></div>
      ${rows.length < sorted.length ? html`<p><button class="lnk" type="button" @click=${() => { this.isWhole = true; }}>Show all ${sorted.length}</button></p>` : nothing}${more ? html`<p class="s">There are more changes than can be listed here. Regrade single exercises to see all of them.</p>` : nothing}</section>`;
  }

  readonly #commit = async (): Promise<void> => {
    // Refused or not: what is shown is how it stands now.
    await commitRegrade(this.regrade).finally(() => this.#regrade.refresh());
  };

  readonly #drop = (): void => {
    void this.#dropping.run(async () => {
      await dropRegrade(this.regrade).finally(() => this.#regrade.refresh());
    });
  };
}

customElements.define('nsp-teach-regrade', NspTeachRegrade);

const arrow = html`<svg class="t-to" viewBox="0 0 12 8" role="img" aria-label="becomes"><path d="M0 4h10M7 1l3 3-3 3" fill="none" stroke="currentColor" stroke-width="1.25"/></svg>`;
const pointsOf = (points: number | null): string => (points === null ? 'none' : String(points));
const brief = (grade: GradeBrief | null): string => (grade === null ? 'no grade' : grade.status === 'error' ? 'not gradable' : `${grade.points} ${grade.status === 'pass' ? 'passed' : 'not passed'}`);
const weight = ({ standingBefore, standingAfter }: Change): number => Math.abs((standingAfter ?? 0) - (standingBefore ?? 0));
