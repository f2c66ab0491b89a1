// Plain words for parts, faults, moments and what came of them.
import type { Cell, Component, ComponentKind, FaultOutcome, Moment } from '../../../grader/explore/exploration.ts';
import { faultWords } from '../../../grader/explain/fault-words.ts';
import { formatMoment, formatNumber, plural } from '../../../grader/explain/numbers.ts';
import type { Tone } from '../report-view.ts';

/** Titles of the groups of rows. */
export const KIND_TITLES: { readonly [kind in ComponentKind]: string } = {
  'load-balancer': 'Load balancers', application: 'Applications', database: 'Databases', host: 'Hosts', machine: 'Machines', zone: 'Zones', link: 'Links',
};

/** The glyph and the word of each outcome; these four words stand everywhere. */
export const OUTCOMES: { readonly [outcome in FaultOutcome]: { tone: Tone; word: string } } = {
  served: { tone: 'ok', word: 'served' }, degraded: { tone: 'deg', word: 'degraded' }, 'data-lost': { tone: 'loss', word: 'data lost' }, down: { tone: 'down', word: 'down' },
};

/** What one cell does: a fault, or two at once. */
export function cellWords(cell: Cell, components: readonly Component[]): string {
  return cell.faults.map(({ component, fault }) => faultWords(components[component]!, fault)).join(' and ');
}

/** The worst number of a cell: writes at risk, or the share answered. */
export function worstNumber({ outcome, writesAtRisk, servedPct }: Cell): string {
  if (outcome === 'data-lost') return `${formatNumber(writesAtRisk, 0)} at risk`;
  return servedPct === null ? 'no requests' : `${shareText(servedPct)} %`;
}

/** A share that is not whole is never shown as 100. */
export function shareText(pct: number): string {
  return pct < 100 && pct > 99.9 ? '99.9' : formatNumber(pct, 1);
}

/** The numbers of one cell as sentences. */
export function cellNumbers(cell: Cell, seeds: number): string {
  const { failed: count, servedPct, baselinePct } = cell;
  const without = baselinePct === null ? '' : `; without the fault ${shareText(baselinePct)} % are`;
  const failed = count === 0 || servedPct === null ? 'Every request is answered in time.' : `${shareText(servedPct)} % of the requests are answered in time, ${formatNumber(count, 0)} ${count === 1 ? 'is' : 'are'} not${without}.`;
  const lost = cell.writesAtRisk === 0 ? '' : ` ${plural(cell.writesAtRisk, 'confirmed write')} ${cell.writesAtRisk === 1 ? 'is' : 'are'} on no server that is left.`;
  return `${failed}${lost}${recoveryText(cell)}${cell.isConfirmed ? ` Run again in full on ${plural(seeds, 'seed')}.` : ''}`;
}

function recoveryText({ failed, recoveredAfterMs }: Cell): string {
  if (failed === 0) return '';
  return recoveredAfterMs === null ? ' It does not recover while it is watched.' : ` It recovers after ${formatMoment(recoveredAfterMs)}.`;
}

/** Such as Steady state, or While shop-vip fails over. */
export function momentWords({ id }: Moment): string {
  const [what, name] = id.split(':');
  if (what === 'during') return `While ${name} fails over`;
  return what === 'promoting' ? `While a replica of ${name} is promoted` : 'Steady state';
}
