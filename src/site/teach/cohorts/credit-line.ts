// The credit of a module over time, as a line: level until it is due, falling while it is late, then 0.
import { svg, type TemplateResult } from 'lit';
import type { Assignment } from '../api-types.ts';

const [WIDTH, HEIGHT, TOP] = [168, 40, 6];

/** The line, or nothing where the credit never falls. Decoration: the sentence beside it says the same. */
export function creditLine({ dueMs, lateMs, latePct }: Assignment): TemplateResult | null {
  if (dueMs === null) return null;
  const y = (pct: number): number => HEIGHT - 1 - ((HEIGHT - 1 - TOP) * pct) / 100;
  const [due, end] = [lateMs === 0 ? 96 : 72, 128];
  const fall = lateMs === 0 ? `${due},${y(0)}` : `${end},${y(latePct)} ${end},${y(0)}`;
  return svg`<svg class="t-credit" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} aria-hidden="true">
    <path class="base" d="M0 ${HEIGHT - 0.5}H${WIDTH}M${due} ${TOP - 4}V${HEIGHT}"></path>
    <polyline points="0,${y(100)} ${due},${y(100)} ${fall} ${WIDTH},${y(0)}"></polyline>
  </svg>`;
}
