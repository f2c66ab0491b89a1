// Answers to questions, and when each question comes back: 2, 9 and 30 days after an answer, by the local calendar.
import { fieldsOf } from './record.ts';

/** Days from one answer to the next time the question is asked, by step. */
export const REVIEW_DAYS: readonly number[] = [2, 9, 30];

/** How a question stands. */
export interface Answer {
  format: 1;
  question: string;
  /** 0 to 3: reviews that were right in a row; 3: it does not come back. */
  step: number;
  /** Wall clock, milliseconds since 1970, the beginning of a local day; null: it does not come back. */
  dueAtMs: number | null;
  lastRight: boolean;
  lastAtMs: number;
  /** How often it was answered, and how often right. */
  times: number;
  right: number;
}

/** A clock that is set back by less than this is set right, not set back. */
const CLOCK_SLACK_MS = 86_400_000;

/** The answer as text. */
export const encodeAnswer = (answer: Answer): string => JSON.stringify(answer);

/** A stored answer; null for anything that is none. */
export function decodeAnswer(text: string | null): Answer | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const { question, step, dueAtMs, lastRight, lastAtMs, times, right } = fields;
  const whole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (typeof question !== 'string' || !whole(step) || step > REVIEW_DAYS.length || (dueAtMs !== null && !whole(dueAtMs)) || typeof lastRight !== 'boolean' || !whole(lastAtMs) || !whole(times) || !whole(right)) return null;
  return { format: 1, question, step, dueAtMs, lastRight, lastAtMs, times, right };
}

/**
 * The record after one more answer. The first answer, right or not, starts the schedule. A right answer to a question that is due moves it one step on. A miss moves
 * it one step back and never puts its date off; a second miss in a row before that date counts no more. Other answers before the date, as when a lesson is read again, change no date.
 */
export function answered(before: Answer | null, question: string, isRight: boolean, nowMs: number): Answer {
  const record = (step: number, dueAtMs: number | null): Answer => ({
    format: 1, question, step, dueAtMs, lastRight: isRight, lastAtMs: nowMs, times: (before?.times ?? 0) + 1, right: (before?.right ?? 0) + (isRight ? 1 : 0),
  });
  if (before === null) return record(0, dueAfter(0, nowMs));
  const due = isDue(before, nowMs);
  if (isRight) return due ? record(before.step + 1, dueAfter(before.step + 1, nowMs)) : record(before.step, before.dueAtMs);
  if (!due && !before.lastRight) return record(before.step, before.dueAtMs);
  const step = Math.max(0, before.step - 1);
  const next = dueAfter(step, nowMs);
  return record(step, due || before.dueAtMs === null || next === null ? next : Math.min(before.dueAtMs, next));
}

/** True when the question is to be asked again now. Where the clock was set back since its last answer its date means nothing: then it is asked. */
export function isDue(answer: Answer, nowMs: number): boolean {
  return answer.dueAtMs !== null && (nowMs >= answer.dueAtMs || nowMs < answer.lastAtMs - CLOCK_SLACK_MS);
}

/** The beginning of the local day on which a question of this step comes back; null: never. */
function dueAfter(step: number, nowMs: number): number | null {
  const days = REVIEW_DAYS[step];
  if (days === undefined) return null;
  const day = new Date(nowMs);
  // By the calendar, since a day on which the clocks change has 23 or 25 hours.
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + days);
  return day.getTime();
}
