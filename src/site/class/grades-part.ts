// Modules with their dates, and how each exercise stands. The grades are those of the server.
import { html, nothing } from 'lit';
import { courseRoot } from '../platform/root.ts';
import { glyph, type GlyphName } from '../elements/glyph.ts';
import { momentText, type Clock } from './dates.ts';
import { ruleWords } from './module-words.ts';
import type { ClassModule, ExerciseProgress, Meta } from './shapes.ts';

type Progress = ReadonlyMap<string, ExerciseProgress> | null;

/** What the page says first. */
export function headline(cohort: string, progress: Progress): string {
  if (progress === null) return cohort;
  const counting = [...progress.values()].filter(({ counts }) => counts);
  const passed = counting.filter(({ status, points }) => status === 'passed' || (status === 'overridden' && points === 100)).length;
  const points = counting.reduce((sum, one) => sum + (one.points ?? 0), 0);
  return counting.length === 0 ? cohort : `${cohort}: ${passed} of ${counting.length} exercises passed, ${points} of ${counting.length * 100} points`;
}

/** A table for each module of the class, and one for what was handed in beside it. */
export function gradesPart(modules: readonly ClassModule[], meta: Meta | null, progress: Progress, clock: Clock) {
  if (meta === null || progress === null) return html`<p role="status">Your grades are fetched.</p>`;
  const rows = (id: string) => meta.course.modules.find((module) => module.id === id)?.exercises ?? [];
  const others = [...progress.values()].filter(({ counts, tries }) => !counts && tries > 0);
  return html`<section aria-labelledby="grades"><h2 id="grades">Modules and grades</h2>
    <p>The best of what you handed in counts, after credit by its date. A run that did worse costs nothing.</p>
    ${modules.length === 0 ? html`<p>Your instructor has not chosen any module yet. What you hand in is graded all the same.</p>` : nothing}
    ${modules.map((module) => html`<h3>${meta.course.modules.find(({ id }) => id === module.module)?.title ?? module.module}</h3>
      <p class="rule">${ruleWords(module, clock)}${module.extended ? html` <b>Extended for you.</b>` : nothing}</p>
      ${table(meta, rows(module.module).map(({ id }) => id), progress, clock, true)}`)}
    ${others.length === 0 ? nothing : html`<h3>Outside of your class</h3><p class="rule">Graded, but it counts for nothing.</p>${table(meta, others.map(({ exercise }) => exercise), progress, clock, false)}`}
  </section>`;
}

function table(meta: Meta, exercises: readonly string[], progress: NonNullable<Progress>, clock: Clock, counts: boolean) {
  return html`<table class="grades"><thead><tr><th scope="col">Exercise</th><th scope="col">How it stands</th><th scope="col" class="n">${counts ? 'Points that count' : 'Points'}</th></tr></thead>
    <tbody>${exercises.map((id) => row(meta, id, progress.get(id), clock))}</tbody></table>`;
}

function row(meta: Meta, id: string, stands: ExerciseProgress | undefined, clock: Clock) {
  const known = meta.course.modules.flatMap(({ exercises }) => exercises).find((one) => one.id === id);
  const name = known === undefined ? html`<span>${id}</span>` : html`<a href=${new URL(`exercises/${id}/index.html`, courseRoot()).href}>${known.title}</a>`;
  const [mark, words] = standing(stands);
  const override = stands?.override ?? null;
  return html`<tr><th scope="row">${name}</th><td><span class="stand ${mark}">${glyph(mark)}<span>${words}</span></span>
    ${override === null ? nothing : html`<p class="why-points">${momentText(override.givenMs, clock.nowMs, clock.zone)}: “${override.reason}”</p>`}</td>
    <td class="n">${stands?.points ?? '–'}</td></tr>`;
}

function standing(stands: ExerciseProgress | undefined): [GlyphName, string] {
  const tries = stands === undefined || stands.tries === 0 ? '' : `, handed in ${stands.tries === 1 ? 'once' : `${stands.tries} times`}`;
  switch (stands?.status) {
    case 'passed': return ['proved', `passed${(stands.points ?? 100) < 100 ? `, ${stands.points} points after credit by date` : ''}${tries}`];
    case 'failed': return ['deg', `not passed yet${tries}`];
    case 'waiting': return ['running', `received, not graded yet${tries}`];
    case 'overridden': return ['ok', `set to ${stands.points} points by your instructor${tries}`];
    default: return ['waiting', 'not handed in yet'];
  }
}
