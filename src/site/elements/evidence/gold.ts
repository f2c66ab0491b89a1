// After a pass: how far the design is from the gold objective, and what the learner's attempts cost against how fast they were.
import { html, nothing, svg } from 'lit';
import { explainGold } from '../../../grader/explain/index.ts';
import { formatNumber } from '../../../grader/explain/numbers.ts';
import { describeTradeOff, drawTradeOff, goldLines, type GoldLines, type Weighed } from '../../charts/trade-off-drawing.ts';
import type { Attempt } from '../../records/history.ts';
import { glyph, glyphShape } from '../glyph.ts';
import { prose } from '../prose.ts';
import type { Evidence } from './evidence.ts';

/** Gold, limit by limit, and the attempts as a drawing and a table; nothing before a pass. */
export function goldPart({ finished, exercise, history }: Evidence) {
  if (finished?.report.status !== 'pass' || exercise === null) return nothing;
  const gold = explainGold(finished.report, exercise);
  const attempts = (history?.attempts ?? []).filter(({ costUnits }) => costUnits !== null);
  if (gold === null && attempts.length < 2) return nothing;
  return html`<section class="gold" aria-labelledby="gold-title">
    <div class="ws-head"><h3 id="gold-title">${gold === null ? 'Your attempts' : gold.headline}</h3></div>
    ${gold === null ? nothing : html`<p class="gold-title">${prose(gold.title)}</p>
      <ul class="gold-limits">${gold.limits.map(({ holds, measured, limit }) => html`<li>${glyph(holds ? 'ok' : 'waiting', holds ? 'Reached' : 'Not reached')}<span>Gold: ${limit}. Yours: ${measured}.</span></li>`)}</ul>`}
    ${attempts.length < 2 ? nothing : html`<div class="gold-runs">${drawing(attempts, goldLines(exercise.gold?.limits ?? [], exercise.runs[0]!.id), finished.number)}${attemptTable(attempts, finished.number)}</div>
      <p class="gold-note">Cost against the wait of 99 of 100 users in the first run.</p>`}
  </section>`;
}

function drawing(attempts: readonly Attempt[], gold: GoldLines, shown: number) {
  const weighed = attempts.flatMap(({ run, passed, costUnits, p99Ms, writesAtRisk }): Weighed[] => (costUnits === null || p99Ms === null ? [] : [{ run, passed, costUnits, p99Ms, writesAtRisk }]));
  if (weighed.length === 0) return nothing;
  const { width, height, marks, spots } = drawTradeOff(weighed, gold, shown);
  return html`<svg class="ch-svg gold-svg" width=${width} height=${height} role="img" aria-label=${describeTradeOff(weighed)}>
    ${marks.map((mark) => (mark.kind === 'path' ? svg`<path class=${mark.class} d=${mark.d}/>` : nothing))}
    ${spots.map(({ kind, x, y }) => svg`<g class="to-spot ${kind}" transform="translate(${x - 6} ${y - 6})">${glyphShape(kind)}</g>`)}
    ${marks.map((mark) => (mark.kind === 'text' ? svg`<text class=${mark.class} x=${mark.x} y=${mark.y} text-anchor=${mark.anchor}>${mark.text}</text>` : nothing))}</svg>`;
}

function attemptTable(attempts: readonly Attempt[], shown: number) {
  const hasData = attempts.some(({ writesAtRisk }) => writesAtRisk !== null);
  const number = (value: number | null, unit: string, decimals = 0): string => (value === null ? '–' : `${formatNumber(value, decimals)}${unit}`);
  return html`<table class="cmp-table"><caption class="vh">Cost, wait and writes at risk of your runs</caption>
    <thead><tr><th scope="col">Run</th><th scope="col">Checks</th><th scope="col">Cost</th><th scope="col">p99</th>${hasData ? html`<th scope="col">At risk</th>` : nothing}</tr></thead>
    <tbody>${attempts.map(({ run, passed, holds, checks, costUnits, p99Ms, writesAtRisk }) => html`<tr class=${run === shown ? 'now' : ''}><th scope="row">${run}${run === shown ? ', this one' : ''}</th><td>${passed ? 'all' : `${holds} of ${checks}`}</td><td>${number(costUnits, '', 1)}</td><td>${number(p99Ms, ' ms')}</td>${
      hasData ? html`<td>${number(writesAtRisk, '')}</td>` : nothing}</tr>`)}</tbody></table>`;
}
