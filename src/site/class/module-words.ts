// What the dates of a module come to, in words.
import { leftText, momentText, spanText, type Clock } from './dates.ts';
import type { ClassModule, ExerciseProgress } from './shapes.ts';

/** `plain`: nothing to mind; `late`: credit falls; `closed`: nothing counts, or not yet. */
export interface DueWords { words: string; tone: 'plain' | 'late' | 'closed' }

type Dates = Pick<ClassModule, 'opensMs' | 'dueMs' | 'lateMs' | 'latePct'>;

const at = (ms: number, { nowMs, zone }: Clock): string => momentText(ms, nowMs, zone);

/** The whole rule, for the page of the class: `Open until Fri 4 Dec, 18:00; then credit falls to 50 % within 3 days.` */
export function ruleWords({ opensMs, dueMs, lateMs, latePct }: Dates, clock: Clock): string {
  const begins = opensMs !== null && clock.nowMs < opensMs ? `Opens ${at(opensMs, clock)}. ` : '';
  if (dueMs === null) return `${begins}No due date.`;
  const due = at(dueMs, clock);
  const end = at(dueMs + lateMs, clock);
  if (clock.nowMs <= dueMs) return `${begins}${begins === '' ? 'Open until' : 'Due'} ${due}; ${lateMs === 0 ? 'later work counts nothing' : `then credit falls to ${latePct} % within ${spanText(lateMs)}`}.`;
  if (clock.nowMs <= dueMs + lateMs) return `Was due ${due}; credit falls to ${latePct} % until ${end}.`;
  return `Closed since ${end}: work handed in now counts nothing any more.`;
}

/** What a run of an exercise counts now, for the line near its title. */
export function dueWords({ counts, opensMs, dueMs, creditPct }: Pick<ExerciseProgress, 'counts' | 'opensMs' | 'dueMs' | 'creditPct'>, lateMs: number, clock: Clock): DueWords {
  const { nowMs } = clock;
  if (!counts) return { words: 'Not part of your class: runs are graded, but count for nothing', tone: 'plain' };
  if (opensMs !== null && nowMs < opensMs) return { words: `Opens in ${leftText(opensMs - nowMs)}: ${at(opensMs, clock)}. Runs before that are graded, but get no credit`, tone: 'closed' };
  if (dueMs === null) return { words: 'No due date', tone: 'plain' };
  if (nowMs <= dueMs) return { words: `Due in ${leftText(dueMs - nowMs)}: ${at(dueMs, clock)}`, tone: 'plain' };
  if (nowMs <= dueMs + lateMs) return { words: `Late: ${creditPct} % credit now, until ${at(dueMs + lateMs, clock)}`, tone: 'late' };
  return { words: `Closed since ${at(dueMs + lateMs, clock)}: counts nothing any more`, tone: 'closed' };
}
