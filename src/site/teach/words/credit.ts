// When the work of a module counts, and how much, in one sentence.
import type { Assignment } from '../api-types.ts';
import { momentText, spanText } from '../../class/dates.ts';

/** "100 % until Fri 18:00, then falling to 50 % on Mon 18:00, then 0." */
export function creditText({ opensMs, dueMs, lateMs, latePct }: Omit<Assignment, 'module'>, nowMs: number, zone?: string): string {
  const at = (ms: number): string => momentText(ms, nowMs, zone);
  const opens = opensMs === null ? '' : opensMs > nowMs ? `Opens ${at(opensMs)}; work before that counts 0. ` : `Open since ${at(opensMs)}. `;
  if (dueMs === null) return `${opens}No due date: 100 % at any time.`;
  if (lateMs === 0) return `${opens}100 % until ${at(dueMs)}, then 0.`;
  const end = at(dueMs + lateMs);
  if (latePct === 100) return `${opens}Due ${at(dueMs)}. Work up to ${spanText(lateMs)} late still counts 100 %, until ${end}, then 0.`;
  return `${opens}100 % until ${at(dueMs)}, then falling to ${latePct} % on ${end}, then 0.`;
}
