// Another design beside the learner's: the same run of both, on one scale and with one playhead.
import { html, nothing } from 'lit';
import type { RunSeries, TradeOff } from '../../../grader/report.ts';
import { glyph } from '../glyph.ts';
import { prose } from '../prose.ts';
import '../run-chart.ts';
import '../run/scrubber.ts';
import { accessOf } from '../solutions.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import type { Comparison, Evidence } from './evidence.ts';
import { type ComparedRun, isSameRun, type Other, othersOf, runsOf, tellingRun } from './others.ts';
import './moment-text.ts';
import { comparedText, differences, sharedGroups, sharedScale } from './side-by-side.ts';

/** What the list has where solutions may be seen and are not loaded yet. */
const A_SOLUTION = 'solution';

/** Which design, and in which run; the same controls before and while two designs are compared. */
export function compareBar(evidence: Evidence, state: WorkspaceState) {
  const { finished, exercise, result } = state;
  if (finished === null || finished.report.runs.length === 0) return nothing;
  const { comparison, look } = evidence;
  const others = othersOf(finished.source, exercise, evidence.history?.attempts ?? [], evidence.solutions);
  const runs = [...(look.kind === 'run' ? [{ title: look.title.replaceAll('`', ''), spec: look.spec }] : []), ...runsOf(exercise)];
  const run = comparison?.run ?? (look.kind === 'run' ? runs[0] : tellingRun(runs, wantedRun(state)));
  const hasMore = evidence.solutions.length === 0 && accessOf(result) === 'open';
  if (run === undefined || (others.length === 0 && !hasMore)) return nothing;
  return html`<div class="cmp-bar ${comparison === null ? '' : 'on'}">
    <label>Compare with <select class="cmp-other" @change=${(event: Event) => chosen(evidence, event, others, run)}>
      ${comparison === null ? html`<option value="" selected>choose a design</option>` : nothing}
      ${others.map(({ label, source }, at) => html`<option value=${at} .selected=${comparison?.other?.source === source}>${label}</option>`)}
      ${hasMore ? html`<option value=${A_SOLUTION} .selected=${comparison?.other === null}>A solution</option>` : nothing}</select></label>
    ${comparison === null ? nothing : html`${runChoice(evidence, comparison, runs)}<button class="btn sm" type="button" @click=${(event: Event) => ended(evidence, event)}>End the comparison</button>`}</div>`;
}

function runChoice(evidence: Evidence, { other, run }: Comparison, runs: readonly ComparedRun[]) {
  if (other === null) return nothing;
  const all = runs.some(({ spec }) => isSameRun(spec, run.spec)) ? runs : [run, ...runs];
  return html`<label>in <select class="cmp-run" aria-label="in the run" @change=${(event: Event) => void evidence.compare(other, all[Number((event.target as HTMLSelectElement).value)]!)}>
    ${all.map(({ title, spec }, at) => html`<option value=${at} .selected=${isSameRun(spec, run.spec)}>${title}</option>`)}</select></label>`;
}

function wantedRun({ exercise, finished, shownRun }: WorkspaceState): string | null {
  const failing = finished?.report.checks.find(({ status }) => status === 'fail')?.id;
  return shownRun ?? exercise.checks.find(({ id }) => id === failing)?.run ?? null;
}

function chosen(evidence: Evidence, event: Event, others: readonly Other[], run: ComparedRun): void {
  const { value } = event.target as HTMLSelectElement;
  if (value === A_SOLUTION) void evidence.compareWithSolution(run);
  else void evidence.compare(others[Number(value)]!, run);
}

/** The button goes, so the focus goes to what began the comparison. */
function ended(evidence: Evidence, event: Event): void {
  (event.target as Element).closest('.cmp-bar')?.querySelector('select')?.focus();
  evidence.endComparison();
}

/** Both runs. */
export function comparePart(evidence: Evidence) {
  const { comparison, finished } = evidence;
  if (comparison === null || finished === null) return nothing;
  if (comparison.phase === 'loading') return html`<section class="cmp"><p class="cmp-finding" role="status" aria-busy="true">${glyph('running')} Both designs are simulated.</p></section>`;
  if (comparison.phase === 'failed') return html`<section class="cmp"><p class="cmp-finding" role="alert">The designs cannot be compared. ${prose(comparison.message)}</p></section>`;
  const { mine, theirs, moment, other, run, tradeOff } = comparison;
  const names = [`Your run ${finished.number}`, capital(other.name)] as const;
  const scale = sharedScale([mine.series, theirs.series]);
  const chart = (series: RunSeries, group: string, at: 0 | 1) => html`<div><p class="cmp-who">${names[at]}</p><nsp-run-chart .run=${series} .moment=${moment} .scale=${scale} .only=${group}></nsp-run-chart></div>`;
  return html`<section class="cmp" aria-labelledby="cmp-title">
    <h3 class="vh" id="cmp-title">${names[0]} beside ${other.name}: ${prose(run.title)}</h3>
    <p class="cmp-finding" role="status">${comparedText(mine.series, theirs.series, other.name)}</p>
    ${table(comparison, finished.report.tradeOff, tradeOff, names)}
    <div class="cmp-runs"><p class="cmp-names" aria-hidden="true">${names.map((name) => html`<b>${name}</b>`)}</p>
      ${sharedGroups([mine.series, theirs.series]).map((group) => html`<div class="cmp-row">${chart(mine.series, group, 0)}${chart(theirs.series, group, 1)}</div>`)}</div>
    <div class="cmp-foot"><nsp-scrubber .run=${mine} .moment=${moment}></nsp-scrubber>
      <div class="cmp-now">${[mine, theirs].map((run, at) => html`<nsp-moment-text .name=${names[at]} .run=${run} .moment=${moment}></nsp-moment-text>`)}</div></div>
  </section>`;
}

function table({ mine, theirs }: Extract<Comparison, { phase: 'shown' }>, own: TradeOff | null, other: TradeOff | null | undefined, names: readonly [string, string]) {
  return html`<table class="cmp-table"><caption class="vh">The two runs in numbers</caption><thead><tr><td></td><th scope="col">${names[0]}</th><th scope="col">${names[1]}</th></tr></thead>
    <tbody>${differences({ series: mine.series, tradeOff: own }, { series: theirs.series, tradeOff: other }).map((row) => html`<tr><th scope="row">${row.what}</th><td>${row.mine}</td><td>${row.other}</td></tr>`)}</tbody></table>`;
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
