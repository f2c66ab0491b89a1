// The learner's last runs of an exercise: what was run, and what it came to. Series are never kept: the same design gives the same run again.
import { fieldsOf, recordKey, wholeNumber } from './record.ts';

/** One run of a design. */
export interface Attempt {
  /** Number of the run. */
  run: number;
  passed: boolean;
  /** Checks that held, of all. */
  holds: number;
  checks: number;
  /** What the trade-off is drawn from; null: the run did not come so far, or has no such number. */
  costUnits: number | null;
  p99Ms: number | null;
  writesAtRisk: number | null;
  /** null: the design is no longer kept, only its numbers. */
  source: string | null;
}

/** The last runs of one exercise, oldest first, under `history:<exercise>`. */
export interface History {
  format: 1;
  exercise: string;
  /** Runs of another version were judged by other checks, and are not kept. */
  exerciseVersion: number;
  attempts: Attempt[];
}

/** Runs whose numbers are kept. */
export const ATTEMPTS_KEPT = 30;
/** Designs that are kept, and characters that all of them may have: 40 exercises with as much as they may keep fill less than a quarter of what a browser gives. */
export const SOURCES_KEPT = 6;
/** See SOURCES_KEPT. */
export const SOURCES_CHARS = 24_000;

/** Store key of an exercise's last runs. */
export const historyKey = (exercise: string): string => recordKey('history', exercise);

/** An exercise of which no run is kept. */
export const noHistory = (exercise: string, exerciseVersion: number): History => ({ format: 1, exercise, exerciseVersion, attempts: [] });

/** The history as text. */
export const encodeHistory = (history: History): string => JSON.stringify(history);

/** A stored history; null for anything that is none. */
export function decodeHistory(text: string | null): History | null {
  const fields = fieldsOf(text);
  const version = wholeNumber(fields?.['exerciseVersion']);
  if (typeof fields?.['exercise'] !== 'string' || version === null || !Array.isArray(fields['attempts'])) return null;
  const attempts = fields['attempts'].map(decodeAttempt);
  return attempts.includes(null) ? null : bounded({ format: 1, exercise: fields['exercise'], exerciseVersion: version, attempts: attempts as Attempt[] });
}

function decodeAttempt(value: unknown): Attempt | null {
  if (typeof value !== 'object' || value === null) return null;
  const { run, passed, holds, checks, costUnits, p99Ms, writesAtRisk, source } = value as { [field: string]: unknown };
  const counts = [run, holds, checks].map(wholeNumber);
  const measures = [costUnits, p99Ms, writesAtRisk].every((one) => one === null || (typeof one === 'number' && Number.isFinite(one) && one >= 0));
  if (counts.includes(null) || typeof passed !== 'boolean' || !measures || (source !== null && typeof source !== 'string')) return null;
  const number = (one: unknown): number | null => one as number | null;
  return { run: counts[0]!, passed, holds: counts[1]!, checks: counts[2]!, costUnits: number(costUnits), p99Ms: number(p99Ms), writesAtRisk: number(writesAtRisk), source };
}

/** With one more run. The same design run again takes the place of its last run, so that the design before it stays in reach. */
export function withRun(history: History, attempt: Attempt): History {
  const others = history.attempts.filter(({ run, source }) => run !== attempt.run && (source === null || source !== attempt.source));
  return bounded({ ...history, attempts: [...others, attempt] });
}

/** Two histories of the same exercise as one: of two versions the later one, else every run of both; of two runs of the same number the stored one. */
export function mergeHistories(stored: History, incoming: History): History {
  if (stored.exerciseVersion !== incoming.exerciseVersion) return stored.exerciseVersion > incoming.exerciseVersion ? stored : incoming;
  const isKnown = ({ run, source }: Attempt): boolean => stored.attempts.some((own) => own.run === run || (source !== null && own.source === source));
  const attempts = [...stored.attempts, ...incoming.attempts.filter((one) => !isKnown(one))];
  return bounded({ ...stored, attempts: attempts.sort((a, b) => a.run - b.run) });
}

/** No more than may be kept: the newest designs that fit, the numbers of some more. */
function bounded(history: History): History {
  const attempts = history.attempts.slice(-ATTEMPTS_KEPT);
  let [left, chars] = [SOURCES_KEPT, SOURCES_CHARS];
  const kept = attempts.toReversed().map((attempt): Attempt => {
    if (attempt.source === null) return attempt;
    left -= 1;
    chars -= attempt.source.length;
    return left < 0 || chars < 0 ? { ...attempt, source: null } : attempt;
  });
  return { ...history, attempts: kept.toReversed() };
}
