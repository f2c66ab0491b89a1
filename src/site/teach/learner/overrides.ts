// <nsp-teach-overrides>: points that an instructor gives in place of the grader's. What was there before stays readable.
import { html, LitElement, nothing } from 'lit';
import { newUuid } from '../../class/uuid.ts';
import type { LearnerDetail, LearnerExercise } from '../api-types.ts';
import { Deed, told } from '../parts/deed.ts';
import type { Session } from '../parts/view.ts';
import { override } from '../server.ts';
import { many, momentText } from '../../class/dates.ts';

/** Set `session`, `detail` and `chosen`, the exercise. Fires `nsp-changed`. */
export class NspTeachOverrides extends LitElement {
  static override properties = { session: { attribute: false }, detail: { attribute: false }, chosen: { attribute: false } };

  declare session: Session;
  declare detail: LearnerDetail;
  declare chosen: LearnerExercise;
  readonly #deed = new Deed(this);
  #key = newUuid();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { detail, chosen } = this;
    const now = Date.now();
    const given = detail.overrides.filter(({ exercise }) => exercise === chosen.exercise).sort((a, b) => b.givenMs - a.givenMs);
    const isOver = chosen.override !== null && chosen.override.points !== null;
    return html`<section class="t-form" aria-labelledby="overrides-title"><h2 id="overrides-title">Points by hand</h2>
      <p class="q">${pointsText(chosen, graderPoints(detail, chosen.exercise))}</p>
      ${given.length === 0 ? nothing : html`<ol class="t-given">${given.map(({ points, reason, givenMs, by }) => html`<li><div><b>${points === null ? 'Taken back' : many(points, 'point')}</b><p class="s">"${reason}", by ${by} on ${momentText(givenMs, now)}</p></div></li>`)}</ol>`}
      <form novalidate @submit=${this.#give}>
        <label class="t-field short"><span>${isOver ? 'Other points' : 'Points'}</span><span class="s" id="points-hint">0 to 100. They count as they are: no date reduces them.</span><input name="points" inputmode="numeric" size="5" aria-describedby="points-hint" autocomplete="off"></label>
        <label class="t-field"><span>Reason</span><span class="s" id="why-hint">The learner sees it.</span><input name="why" maxlength="500" aria-describedby="why-hint" autocomplete="off"></label>
        ${told(this.#deed)}
        <div class="acts"><button class="btn" type="submit" aria-busy=${this.#deed.isBusy ? 'true' : nothing}>Give these points</button>${isOver ? html`<button class="btn" type="button" @click=${this.#takeBack}>Take the points by hand back</button>` : nothing}</div>
      </form></section>`;
  }

  readonly #give = (event: Event): void => {
    event.preventDefault();
    const text = this.#input('points').value.trim();
    const points = Number(text);
    if (text === '' || !Number.isInteger(points) || points < 0 || points > 100) return this.#refuse('points', 'Points are a whole number from 0 to 100.');
    void this.#write(points);
  };

  readonly #takeBack = (): void => void this.#write(null);

  async #write(points: number | null): Promise<void> {
    const reason = this.#input('why').value.trim();
    if (reason === '') return this.#refuse('why', 'A reason is needed: the learner sees it.');
    const before = this.chosen.points;
    const done = await this.#deed.run(async () => {
      await override(this.detail.id, this.#key, this.chosen.exercise, points, reason);
      this.#key = newUuid();
      return points === null ? 'The points by hand are taken back: the best design counts again.' : `${before === null ? 'No points' : before} before, ${points} now.`;
    });
    if (!done) return;
    for (const name of ['points', 'why']) this.#input(name).value = '';
    this.dispatchEvent(new CustomEvent('nsp-changed'));
  }

  #refuse(field: string, sentence: string): void {
    this.#deed.refuse(sentence);
    this.#input(field).focus();
  }

  #input(name: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  }
}

customElements.define('nsp-teach-overrides', NspTeachOverrides);

/** Best points after credit among the designs that are shown; null: none is graded. */
export function graderPoints({ submissions }: Pick<LearnerDetail, 'submissions'>, exercise: string): number | null {
  const points = submissions.flatMap((one) => (one.exercise === exercise && one.grade !== null && one.grade.status !== 'error' ? [Math.floor((one.grade.points * one.creditPct) / 100)] : []));
  return points.length === 0 ? null : Math.max(...points);
}

function pointsText({ override: over, points }: LearnerExercise, graded: number | null): string {
  const byGrader = graded === null ? 'The grader gave none yet' : `The grader's best, after credit, is ${many(graded, 'point')}`;
  return over !== null && over.points !== null ? `${many(over.points, 'point')} by hand. ${byGrader}.` : `${byGrader}${points === null || points === graded ? '' : `; ${many(points, 'point')} count`}.`;
}
