// After a pass: how far the design is from the gold objective, and what the learner's attempts cost against how fast they were.
import { html, nothing } from 'lit';
import { explainGold } from '../../../grader/explain/index.ts';
import { formatNumber } from '../../../grader/explain/numbers.ts';
import type { Attempt } from '../../records/history.ts';
import { glyph } from '../glyph.ts';
import { prose } from '../prose.ts';
import type { Evidence } from './evidence.ts';

/** Gold, limit by limit, and the attempts as a table; nothing before a pass. */
export function goldPart({ finished, exercise, history }: Evidence) {
  if (finished?.report.status !== 'pass' || exercise === null) return nothing;
  const gold = explainGold(finished.report, exercise);
  const attempts = (history?.attempts ?? []).filter(({ costUnits }) => costUnits !== null);
  if (gold === null && attempts.length < 2) return nothing;
  return html`<section class="gold" aria-labelledby="gold-title">
    <div class="ws-head"><h3 id="gold-title">${gold === null ? 'Your attempts' : gold.headline}</h3></div>
    ${gold === null ? nothing : html`<p class="gold-title">${prose(gold.title)}</p>
      <ul class="gold-limits">${gold.limits.map(({ holds, measured, limit }) => html`<li>${glyph(holds ? 'ok' : 'waiting', holds ? 'Reached' : 'Not reached')}<span>Gold: ${limit}. Yours: ${measured}.</span></li>`)}</ul>`}
    ${attempts.length < 2 ? nothing : attemptTable(attempts, finished.number)}
  </section>`;
}

function attemptTable(attempts: readonly Attempt[], shown: number) {
  const number = (value: number | null, unit: string): string => (value === null ? '–' : `${formatNumber(value, 1)}${unit}`);
  return html`<table class="cmp-table"><caption class="vh">Cost, time and writes at risk of your runs</caption>
    <thead><tr><th scope="col">Run</th><th scope="col">Checks</th><th scope="col">Cost</th><th scope="col">p99</th><th scope="col">At risk</th></tr></thead>
    <tbody>${attempts.map(({ run, holds, checks, costUnits, p99Ms, writesAtRisk }) => html`<tr class=${run === shown ? 'now' : ''}><th scope="row">${run}${run === shown ? ', this one' : ''}</th><td>${holds} of ${checks}</td><td>${number(costUnits, '')}</td><td>${number(p99Ms, ' ms')}</td><td>${number(writesAtRisk, '')}</td></tr>`)}</tbody></table>`;
}
