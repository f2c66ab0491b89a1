import type { CheckSpec } from '../../course/course.ts';
import type { MetricQuery } from '../../simulation/index.ts';
import { FAULT_OUTCOMES, type Cell } from '../explore/exploration.ts';
import type { Cause } from '../report.ts';
import { cellsAsked, type Explored } from './explored.ts';

/** Of the faults that a metric asks about the one that does most harm; of several the first in the matrix, which has the largest parts first. null: there is none. */
export function worstCell(query: MetricQuery, explored: Explored): Cell | null {
  const cells = cellsAsked(query, explored);
  const harm = ({ outcome, servedPct }: Cell): [number, number] => {
    const [rank, lost] = [FAULT_OUTCOMES.indexOf(outcome), -(servedPct ?? 100)];
    return query.metric === 'worstFaultServedPct' ? [lost, rank] : [rank, lost];
  };
  const worse = (a: Cell, b: Cell): Cell => {
    const [[a1, a2], [b1, b2]] = [harm(a), harm(b)];
    return b1 > a1 || (b1 === a1 && b2 > a2) ? b : a;
  };
  return cells.length === 0 ? null : cells.reduce(worse);
}

/** The fault that does most harm, with its share and its line. */
export function faultCause({ query }: CheckSpec, explored: Explored): Cause | null {
  const cell = worstCell(query, explored);
  if (cell === null) return null;
  const cells = cellsAsked(query, explored);
  const { exploration: { components, moments, horizonMs }, parts } = explored;
  const [{ component, fault }] = cell.faults;
  const { outcome, servedPct, baselinePct, failed, writesAtRisk } = cell;
  return {
    code: 'fault-not-survived', server: parts[component].name, atMs: moments[cell.moment].atMs, place: components[component]?.place ?? null,
    data: { part: parts[component].kind, fault, outcome, servedPct, baselinePct, failed, writesAtRisk, horizonMs, tried: cells.length, notServed: cells.filter((one) => one.outcome !== 'served').length },
  };
}
