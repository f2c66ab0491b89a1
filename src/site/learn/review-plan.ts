// What comes back when: out of the kept answers, for the review and for whoever counts it.
import { isDue, type Answer } from '../records/answer.ts';
import { localDate } from './controls.ts';

/** The questions that are due, the longest overdue first, and when the next one is; null: none is to come. */
export interface ReviewPlan {
  due: string[];
  nextAtMs: number | null;
  /** How many come back later than now. */
  later: number;
}

/** The plan for now. */
export function planReview(answers: readonly Answer[], nowMs: number): ReviewPlan {
  const open = answers.filter((answer): answer is Answer & { dueAtMs: number } => answer.dueAtMs !== null).sort((a, b) => a.dueAtMs - b.dueAtMs || (a.question < b.question ? -1 : 1));
  const due = open.filter((answer) => isDue(answer, nowMs));
  const later = open.filter((answer) => !isDue(answer, nowMs));
  return { due: due.map(({ question }) => question), nextAtMs: later[0]?.dueAtMs ?? null, later: later.length };
}

/** "3 due now, next on 2026-11-23." */
export function planWords({ due, nextAtMs, later }: ReviewPlan): string {
  const next = nextAtMs === null ? '' : localDate(nextAtMs);
  if (due.length > 0) return `${due.length} due now${next === '' ? '' : `, next on ${next}`}.`;
  if (next !== '') return `Nothing is due. The next ${later === 1 ? 'question comes' : `of ${later} questions comes`} back on ${next}.`;
  return 'Nothing is due. Questions come back 2, 9 and 30 days after you answered them.';
}
