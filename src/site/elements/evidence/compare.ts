// Another design beside the learner's: the same run of both, on one scale and with one playhead.
import { html, nothing } from 'lit';
import type { SolutionFile } from '../../../course/course.ts';
import '../../platform/load.ts';
import { glyph } from '../glyph.ts';
import { prose } from '../prose.ts';
import '../run-chart.ts';
import '../run/scrubber.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import type { Evidence } from './evidence.ts';
import { comparedText, differences, type Other, sharedScale } from './side-by-side.ts';

/** Designs to compare with: the last attempts, the starter, and solutions that were opened. */
export function othersOf(evidence: Evidence, { exercise, finished }: WorkspaceState): Other[] {
  const attempts = (evidence.history?.attempts ?? []).filter(({ source }) => source !== null && source !== finished?.source).toReversed();
  const solutions = (self.nspData?.[`solutions/${exercise.id}`] ?? []) as SolutionFile[];
  return [
    ...attempts.map(({ run, passed, holds, checks, source }, at): Other => ({ name: `${at === 0 ? 'my last attempt, ' : ''}run ${run} (${passed ? 'passed' : `${holds} of ${checks} checks hold`})`, source: source! })),
    ...(finished?.source === exercise.starter ? [] : [{ name: 'the starter, as handed out', source: exercise.starter }]),
    ...solutions.map(({ title, source }): Other => ({ name: `the solution “${title}”`, source })),
  ];
}

/** The choice of a design, and what this computer keeps for it. */
export function compareChoice(evidence: Evidence, state: WorkspaceState) {
  const others = othersOf(evidence, state);
  if (evidence.comparison !== null || others.length === 0 || state.finished === null || state.finished.report.runs.length === 0) return nothing;
  const kept = (evidence.history?.attempts ?? []).filter(({ source }) => source !== null).length;
  return html`<div class="cmp-choice"><label>Compare with… <select @change=${(event: Event) => {
    const select = event.target as HTMLSelectElement;
    const other = others[Number(select.value)];
    select.value = '';
    if (other) void evidence.compare(other, state);
  }}><option value="">choose a design</option>${others.map(({ name }, at) => html`<option value=${at}>${name}</option>`)}</select></label>
    ${kept > 0 ? html`<span class="s">The designs of your last ${kept === 1 ? 'run is' : `${kept} runs are`} kept on this computer.</span>` : nothing}</div>`;
}

/** Both runs. */
export function comparePart(evidence: Evidence) {
  const { comparison } = evidence;
  if (comparison === null) return nothing;
  const end = html`<button class="btn sm" type="button" @click=${() => evidence.endComparison()}>End the comparison</button>`;
  if (comparison.phase === 'loading') return html`<div class="look" role="status"><p aria-busy="true">${glyph('running')} Both designs are simulated.</p>${end}</div>`;
  if (comparison.phase === 'failed') return html`<div class="look" role="alert"><p>The designs cannot be compared. ${prose(comparison.message)}</p>${end}</div>`;
  const { mine, other, moment, name } = comparison;
  const scale = sharedScale([mine.series, other.series]);
  return html`<section class="cmp" aria-labelledby="cmp-title">
    <div class="look"><h3 id="cmp-title">Your design beside ${name}: ${mine.title}</h3>${end}</div>
    <p class="cmp-finding">${comparedText(mine.series, other.series, name)}</p>
    <table class="cmp-table"><thead><tr><td></td><th scope="col">Your design</th><th scope="col">${name}</th></tr></thead>
      <tbody>${differences(mine.series, other.series).map((row) => html`<tr><th scope="row">${row.what}</th><td>${row.mine}</td><td>${row.other}</td></tr>`)}</tbody></table>
    <div class="cmp-runs">${[mine, other].map((run, at) => html`<section aria-label=${at === 0 ? 'Your design' : name}><h4>${at === 0 ? 'Your design' : name}</h4>
      <nsp-run-chart .run=${run.series} .moment=${moment} .scale=${scale}></nsp-run-chart></section>`)}</div>
    <nsp-scrubber .run=${mine} .moment=${moment}></nsp-scrubber>
  </section>`;
}
