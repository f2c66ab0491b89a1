// Designs that were handed in, the newest first.
import { html, nothing } from 'lit';
import { glyph, type GlyphName } from '../../elements/glyph.ts';
import type { SubmissionRow } from '../api-types.ts';
import { hrefOf } from '../router.ts';
import { momentText } from '../../class/dates.ts';
import { failing, type Checked } from '../parts/exercises.ts';
import { gradeText, isUngraded } from '../words/states.ts';

/** `counting` is the submission that counts; `titleOf` names an exercise; with `exercise`, the one of all rows, the checks that do not hold are named. */
export function submissionList(rows: readonly SubmissionRow[], counting: string | null, titleOf: (exercise: string) => string, exercise: Checked | null = null) {
  if (rows.length === 0) return html`<p class="t-none">Nothing yet.</p>`;
  const now = Date.now();
  return html`<ol class="t-designs">${[...rows].sort((a, b) => b.receivedMs - a.receivedMs).map((row) => html`<li>${glyph(markOfGrade(row))}<div><a href=${hrefOf({ kind: 'submission', submission: row.id })}>${momentText(row.receivedMs, now)}</a> ${titleOf(row.exercise)}${row.id === counting ? html` <span class="t-tag">counts</span>` : nothing}
    <p class="s">${gradeText(row.grade, row.state)}${row.creditPct < 100 ? `, ${row.creditPct} % credit` : ''}${row.hints > 0 ? `, ${row.hints} ${row.hints === 1 ? 'hint' : 'hints'} opened` : ''}</p>${failing(row.grade, exercise)}</div></li>`)}</ol>
    ${rows.length >= 100 ? html`<p class="s">These are the newest 100. All of them are in the JSON of this learner.</p>` : nothing}`;
}

/** The glyph of how a submission came out. */
export const markOfGrade = ({ state, grade }: Pick<SubmissionRow, 'state' | 'grade'>): GlyphName => (isUngraded({ state, grade }) ? 'none' : grade === null ? 'waiting' : grade.status === 'pass' ? 'proved' : 'down');
