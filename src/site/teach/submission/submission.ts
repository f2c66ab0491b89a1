// <nsp-teach-submission>: one design that was handed in: its text, its grades, and its run.
import { html, nothing } from 'lit';
import type { Grade, LearnerDetail, Submission, SubmissionRow } from '../api-types.ts';
import { exerciseOf, exerciseTitle } from '../parts/course.ts';
import { checkWords, Exercises } from '../parts/exercises.ts';
import { shown, Source } from '../parts/source.ts';
import { View } from '../parts/view.ts';
import { hrefOf } from '../router.ts';
import { learner, submission } from '../server.ts';
import { markOfGrade } from '../learner/submission-list.ts';
import { glyph } from '../../elements/glyph.ts';
import { prose } from '../../elements/prose.ts';
import { many, momentText } from '../../class/dates.ts';
import { reasonText } from '../words/reasons.ts';
import { gradeText, isUngraded } from '../words/states.ts';
import './look.ts';
import { sourceLines } from './source-lines.ts';

/** How often a submission that waits is asked for. */
const WAITING_MS = 3000;

/** What the page shows: the design, and whose it is. */
interface Whole { one: Submission; of: LearnerDetail }

/** Set `submission`, the id. */
export class NspTeachSubmission extends View {
  static override properties = { ...View.properties, submission: {}, line: { state: true } };

  declare submission: string;
  /** The line that something in the report hangs on; null: none is marked. */
  declare line: number | null;
  readonly #whole = new Source<Whole>(this, () => `submission ${this.submission}`, async () => {
    const one = await submission(this.submission);
    return { one, of: await learner(one.learner) };
  }, ({ one: { state } }) => (state === 'queued' ? WAITING_MS : null));
  readonly #exercises = new Exercises(this);

  constructor() {
    super();
    this.line = null;
  }

  protected override render() {
    return shown(this.#whole, ({ one, of }) => html`${this.#head(one, of)}
      <div class="t-columns source">
        <section aria-labelledby="source-title"><div class="t-tools"><h2 id="source-title">design.ts</h2><span class="s">${many(one.source.split('\n').length, 'line')}</span></div>${sourceLines(one.source, this.line)}</section>
        <div>${this.#why(one)}<section aria-labelledby="grades-title"><div class="t-tools"><h2 id="grades-title">Grades</h2></div>${this.#grades(one)}</section></div>
      </div>
      <nsp-teach-look .meta=${this.session.meta} .submission=${one} @nsp-line=${this.#goTo}></nsp-teach-look>`);
  }

  #head(one: Submission, of: LearnerDetail) {
    const now = Date.now();
    const counts = of.exercises.find(({ exercise }) => exercise === one.exercise)?.submission === one.id;
    return html`<nav class="t-up" aria-label="Where this is"><a href=${hrefOf({ kind: 'cohort', cohort: of.cohort, part: 'roster' })}>Roster</a> / <a href=${hrefOf({ kind: 'learner', cohort: of.cohort, learner: of.id, exercise: one.exercise })}>${of.pseudonym}</a>${beside(one, of.submissions)}</nav>
      <header class="t-head"><div><h1 tabindex="-1">${exerciseTitle(this.session.meta, one.exercise)}: ${gradeText(one.grade, one.state)}</h1>
      <p class="q">Handed in by ${of.pseudonym} on ${momentText(one.receivedMs, now)}. ${isUngraded(one) ? 'It costs nothing, and a regrade tries it again.' : creditSentence(one)}${counts ? ' It is the one that counts.' : ''} ${one.hints === 0 ? 'No hints were opened.' : `${many(one.hints, 'hint')} ${one.hints === 1 ? 'was' : 'were'} opened.`}</p></div></header>`;
  }

  /** What the checks of the grade that counts have found; where there is none, why. */
  #why(one: Submission) {
    if (isUngraded(one)) return html`<section aria-labelledby="why-title"><div class="t-tools"><h2 id="why-title">Why it has no grade</h2></div><p class="q">${reasonText(one.grade?.reason)}</p></section>`;
    const exercise = one.grade === null || one.grade.checks.length === 0 ? null : this.#exercises.of(one.exercise);
    if (exercise === null) return nothing;
    return html`<section aria-labelledby="why-title"><div class="t-tools"><h2 id="why-title">Checks</h2></div>
      <ul class="t-designs">${checkWords(one.grade!, exercise).map(({ holds, title, what }) => html`<li>${glyph(holds ? 'ok' : 'down', holds ? 'holds' : 'does not hold')}<div>${prose(title)}${what === '' ? nothing : html`<p class="s">${prose(what)}</p>`}</div></li>`)}</ul></section>`;
  }

  #grades(one: Submission) {
    const now = Date.now();
    const current = exerciseOf(this.session.meta, one.exercise)?.version ?? null;
    if (one.grades.length === 0) return html`<p class="t-none">${gradeText(one.grade, one.state)}.</p>`;
    return html`<ol class="t-designs">${[...one.grades].sort((a, b) => b.gradedMs - a.gradedMs).map((grade) => html`<li>${glyph(markOfGrade({ state: 'graded', grade }))}<div>${gradeText(grade, 'graded')}${isSame(grade, one.grade) && grade.status !== 'error' ? html` <span class="t-tag">counts</span>` : nothing}
      <p class="s">${momentText(grade.gradedMs, now)}, exercise version ${grade.exerciseVersion}${current !== null && grade.exerciseVersion !== current ? ` (now ${current})` : ''}, grader ${grade.graderVersion}${grade.regrade === null || grade.regrade === '' ? '' : grade.counts ? ', by a regrade' : ', by a regrade that is not committed: it does not count'}</p></div></li>`)}</ol>`;
  }

  readonly #goTo = async ({ detail }: CustomEvent<number>): Promise<void> => {
    this.line = detail;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.t-source .on')?.scrollIntoView({ block: 'center' });
    this.querySelector<HTMLElement>('.t-source')?.focus({ preventScroll: true });
  };
}

customElements.define('nsp-teach-submission', NspTeachSubmission);

const creditSentence = ({ creditPct }: Submission): string => (creditPct === 100 ? 'It counts in full.' : `By its date it counts ${creditPct} %.`);

/** The ways to the design before and after this one, of the same learner for the same exercise. */
function beside({ id, exercise }: Submission, all: readonly SubmissionRow[]) {
  const own = all.filter((one) => one.exercise === exercise).sort((a, b) => a.receivedMs - b.receivedMs);
  const at = own.findIndex((one) => one.id === id);
  if (at < 0 || own.length < 2) return nothing;
  const link = (to: SubmissionRow | undefined, text: string) => (to === undefined ? nothing : html`<a href=${hrefOf({ kind: 'submission', submission: to.id })}>${text}</a>`);
  return html`<span class="t-beside">${link(own[at - 1], 'earlier design')}<span class="s">${at + 1} of ${own.length}</span>${link(own[at + 1], 'later design')}</span>`;
}

const isSame = (a: Grade, b: Grade | null): boolean => b !== null && a.gradedMs === b.gradedMs && a.regrade === b.regrade;
