// What an exploration has found so far, in order: the headline, the worst first, how many of each.
import type { Cell, Component, Exploration, FaultOutcome, Moment } from '../../../grader/explore/exploration.ts';
import { FAULT_OUTCOMES } from '../../../grader/explore/exploration.ts';
import { plural } from '../../../grader/explain/numbers.ts';
import { cellWords, worstNumber } from './words.ts';

/** Cells as they come; what has not come yet is missing. */
export interface Found {
  moments: readonly Moment[];
  components: readonly Component[];
  cells: readonly (Cell | undefined)[];
}

/** A cell, and its place in the exploration. */
export interface FoundCell {
  at: number;
  cell: Cell;
}

/** What a finished exploration found. */
export const foundIn = ({ moments, components, cells }: Exploration): Found => ({ moments, components, cells });

/** The cells of single faults, or of pairs, at one moment. */
export function cellsAt({ cells }: Found, moment: number, faults: 1 | 2): FoundCell[] {
  return cells.flatMap((cell, at) => (cell !== undefined && cell.moment === moment && cell.faults.length === faults ? [{ at, cell }] : []));
}

/** Above 0: `a` is worse than `b`. */
export function compareCells(a: Cell, b: Cell): number {
  const rank = (cell: Cell): number[] => [FAULT_OUTCOMES.indexOf(cell.outcome), cell.outcome === 'data-lost' ? cell.writesAtRisk : 0, -(cell.servedPct ?? 100), cell.writesAtRisk, cell.failed];
  const [one, other] = [rank(a), rank(b)];
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

/** Worst first; equals in the order of the exploration. */
export function worstFirst(cells: readonly FoundCell[]): FoundCell[] {
  return [...cells].sort((a, b) => compareCells(b.cell, a.cell) || a.at - b.at);
}

/** How many cells came out this way. */
export const countOf = (cells: readonly FoundCell[], outcome: FaultOutcome): number => cells.filter(({ cell }) => cell.outcome === outcome).length;

const FINDINGS: { readonly [outcome in Exclude<FaultOutcome, 'served'>]: { one: string; many: string; none: string } } = {
  down: { one: 'takes the site down', many: 'take the site down', none: '' },
  'data-lost': { one: 'loses confirmed writes', many: 'lose confirmed writes', none: 'No fault takes the site down. ' },
  degraded: { one: 'degrades the site', many: 'degrade the site', none: 'No fault takes the site down or loses writes. ' },
};

/** The finding as a sentence: how many faults do the worst thing that happened, and which of them is the worst. */
export function headline(cells: readonly FoundCell[], components: readonly Component[], what = 'fault'): string {
  const worst = worstFirst(cells)[0]?.cell;
  if (worst === undefined) return 'Nothing was tried.';
  if (worst.outcome === 'served') return cells.length === 1 ? `The site serves through the one ${what} that was tried.` : `The site serves through all ${plural(cells.length, what)}.`;
  const { one, many, none } = FINDINGS[worst.outcome];
  const count = countOf(cells, worst.outcome);
  const number = worst.outcome === 'down' ? '' : `, ${worstNumber(worst)}${worst.outcome === 'degraded' ? ' answered' : ''}`;
  return `${none}${count} of ${plural(cells.length, what)} ${count === 1 ? `${one}:` : `${many}, the worst:`} ${cellWords(worst, components)}${number}.`;
}

/** Pairs that are worse than each of their two faults alone, worst first. */
export function worseThanParts(found: Found, moment: number): FoundCell[] {
  const alone = new Map(cellsAt(found, moment, 1).map(({ cell }) => [key(cell, 0), cell]));
  const isWorse = ({ cell }: FoundCell): boolean => [0, 1].every((part) => {
    const single = alone.get(key(cell, part));
    return single === undefined || FAULT_OUTCOMES.indexOf(cell.outcome) > FAULT_OUTCOMES.indexOf(single.outcome);
  });
  return worstFirst(cellsAt(found, moment, 2).filter(isWorse));
}

const key = ({ faults }: Cell, part: number): string => `${faults[part]!.component} ${faults[part]!.fault}`;
