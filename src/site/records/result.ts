// How an exercise stands on this computer, and the report of its last run.
import { GRADER_VERSION } from '../../grader/error-report.ts';
import type { Report } from '../../grader/report.ts';
import { fieldsOf, recordKey, wholeNumber } from './record.ts';

/** The result of one exercise. */
export interface StoredResult {
  format: 1;
  exercise: string;
  exerciseVersion: number;
  /** Runs so far. */
  runs: number;
  /** The first run that passed this version of the exercise; null: none yet. */
  passedOnRun: number | null;
  /** The last earlier version of the exercise that was passed; null: none. */
  passedVersion: number | null;
  /** The run that the prediction was compared with; null: none yet. */
  predictionRun: number | null;
  /** One hash for each different design that failed, see attempts.ts; no more than count. */
  attempts: string[];
  /** Of the best run of this version: the share of its checks that held, percent; 100 only for a pass. */
  bestPoints: number;
  /** Runs there were when a solution was first opened; null: never. */
  solutionSeenOnRun: number | null;
  /** Of the last run; null where it was made for another version of the exercise or by another version of the grader. */
  report: Report | null;
  /** What was run for `report`. */
  source: string;
}

/** Reports above this many characters are kept without their charts and picture, so that one exercise cannot fill the store. */
export const REPORT_CHARS_MAX = 300_000;

/** Store key of how an exercise's last run came out. */
export const resultKey = (exercise: string): string => recordKey('result', exercise);

/** An exercise that was never run. */
export function noResult(exercise: string, exerciseVersion: number): StoredResult {
  return { format: 1, exercise, exerciseVersion, runs: 0, passedOnRun: null, passedVersion: null, predictionRun: null, attempts: [], bestPoints: 0, solutionSeenOnRun: null, report: null, source: '' };
}

/** The result as text for the store; a large report loses its charts and its picture. */
export function encodeResult(result: StoredResult): string {
  const text = JSON.stringify(result);
  if (text.length <= REPORT_CHARS_MAX || result.report === null) return text;
  return JSON.stringify({ ...result, report: { ...result.report, runs: [], wiring: null } });
}

/**
 * The stored result, for this version of the exercise. Of another version only the count of runs, the prediction and that it was passed are left: its report, its
 * attempts and its solutions say nothing about this one. Null: nothing that this version of the course can read.
 */
export function decodeResult(text: string | null, exerciseVersion: number): StoredResult | null {
  const fields = fieldsOf(text);
  if (typeof fields?.['exercise'] !== 'string') return null;
  const result: StoredResult = {
    ...noResult(fields['exercise'], exerciseVersion),
    runs: wholeNumber(fields['runs']) ?? 0,
    passedVersion: wholeNumber(fields['passedVersion']),
    predictionRun: wholeNumber(fields['predictionRun']),
  };
  const passedOnRun = wholeNumber(fields['passedOnRun']);
  const stored = wholeNumber(fields['exerciseVersion']);
  if (stored !== exerciseVersion) return passedOnRun === null ? result : { ...result, passedVersion: stored };
  const { attempts, report, source } = fields;
  return {
    ...result,
    passedOnRun,
    bestPoints: bestPointsIn(fields),
    attempts: Array.isArray(attempts) ? attempts.filter((one) => typeof one === 'string') : [],
    solutionSeenOnRun: wholeNumber(fields['solutionSeenOnRun']),
    report: isReport(report) ? report : null,
    source: typeof source === 'string' ? source : '',
  };
}

/** Points of a run, percent: 100 only for a pass, as in a class. */
export function pointsOf({ status, checks }: { status: unknown; checks: readonly { status?: unknown }[] }): number {
  if (status === 'pass') return 100;
  const held = checks.filter((check) => check?.status === 'pass').length;
  return status !== 'fail' || checks.length === 0 ? 0 : Math.min(99, Math.floor((100 * held) / checks.length));
}

/** The points of the best run in a stored result. Those that were kept before points were: a pass has all, any other those of its last run. */
export function bestPointsIn(fields: { [field: string]: unknown }): number {
  if (wholeNumber(fields['passedOnRun']) !== null) return 100;
  const { bestPoints, report } = fields;
  if (typeof bestPoints === 'number' && bestPoints >= 0 && bestPoints < 100) return Math.floor(bestPoints);
  const { status, checks } = (report ?? {}) as { status?: unknown; checks?: unknown };
  return Array.isArray(checks) && status === 'fail' ? pointsOf({ status, checks: checks as { status?: unknown }[] }) : 0;
}

function isReport(value: unknown): value is Report {
  const report = value as Report | null;
  return typeof report === 'object' && report !== null && report.format === 1 && report.grader === GRADER_VERSION && [report.checks, report.runs, report.diagnostics, report.predicted].every((list) => Array.isArray(list));
}
