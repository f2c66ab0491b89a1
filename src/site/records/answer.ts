// Answers to questions, and when each question comes back: 2, 9 and 30 days after it was first answered right.
import { fieldsOf } from './record.ts';

/** Days from one right answer to the next time the question is asked, by how many reviews were right. */
export const REVIEW_DAYS: readonly number[] = [2, 9, 30];

/** How a question stands. */
export interface Answer {
  format: 1;
  question: string;
  /** 0 to 3: reviews that were right in a row; 3: it does not come back. */
  step: number;
  /** Wall clock, milliseconds since 1970; null: it does not come back, or was never right. */
  dueAtMs: number | null;
  lastRight: boolean;
  lastAtMs: number;
  /** How often it was answered, and how often right. */
  times: number;
  right: number;
}

const DAY_MS = 86_400_000;

/** The answer as text. */
export const encodeAnswer = (answer: Answer): string => JSON.stringify(answer);

/** A stored answer; null for anything that is none. */
export function decodeAnswer(text: string | null): Answer | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const { question, step, dueAtMs, lastRight, lastAtMs, times, right } = fields;
  const whole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
  if (typeof question !== 'string' || !whole(step) || step > REVIEW_DAYS.length || (dueAtMs !== null && !whole(dueAtMs)) || typeof lastRight !== 'boolean' || !whole(lastAtMs) || !whole(times) || !whole(right)) return null;
  return { format: 1, question, step, dueAtMs, lastRight, lastAtMs, times, right };
}

/**
 * The record after one more answer. The first right answer starts the schedule; a right answer to a question that is due moves it on; a miss moves it one step back,
 * to come again after 2 days or the step's own time. Answers before it is due, as when a lesson is read again, change no date.
 */
export function answered(before: Answer | null, question: string, isRight: boolean, nowMs: number): Answer {
  const count = { times: (before?.times ?? 0) + 1, right: (before?.right ?? 0) + (isRight ? 1 : 0) };
  const record = (step: number, dueAtMs: number | null): Answer => ({ format: 1, question, step, dueAtMs, lastRight: isRight, lastAtMs: nowMs, ...count });
  const after = (step: number): number | null => (step >= REVIEW_DAYS.length ? null : nowMs + REVIEW_DAYS[step]! * DAY_MS);
  if (before === null || (before.dueAtMs === null && before.step === 0)) return record(0, isRight ? after(0) : null);
  const isDue = before.dueAtMs !== null && nowMs >= before.dueAtMs;
  if (!isRight) {
    const step = Math.max(0, before.step - 1);
    return record(step, after(step));
  }
  return isDue ? record(before.step + 1, after(before.step + 1)) : record(before.step, before.dueAtMs);
}

/** True when the question is to be asked again now. */
export const isDue = (answer: Answer, nowMs: number): boolean => answer.dueAtMs !== null && nowMs >= answer.dueAtMs;
