// What the workspace keeps of an exercise on this computer, as texts with a format version: the draft, and how its last run came out.
import { GRADER_VERSION } from '../../grader/error-report.ts';
import type { Report } from '../../grader/report.ts';

/** The learner's file as it was last typed. */
export interface Draft {
  format: 1;
  exercise: string;
  source: string;
  /** How many hints are open, 0 to 3. */
  hints: number;
  /** Wall clock, milliseconds since 1970; only shown. */
  savedAtMs: number;
}

/** How the exercise stands, and the report of its last run. */
export interface StoredResult {
  format: 1;
  exercise: string;
  exerciseVersion: number;
  /** Runs so far. */
  runs: number;
  /** The first run that passed; null: none yet. */
  passedOnRun: number | null;
  /** Of the last run; null where it was made for another version of the exercise or by another version of the grader. */
  report: Report | null;
  /** What was run for `report`. */
  source: string;
}

/** Reports above this many characters are kept without their charts, so that one exercise cannot fill the store. */
export const REPORT_CHARS_MAX = 300_000;

/** Store key of an exercise's draft. */
export function draftKey(exercise: string): string {
  return `draft:${exercise}`;
}

/** Store key of how an exercise's last run came out. */
export function resultKey(exercise: string): string {
  return `result:${exercise}`;
}

/** The draft as text for the store. */
export function encodeDraft(draft: Draft): string {
  return JSON.stringify(draft);
}

/** The draft in a stored text; null when there is none, or when it is not one that this version can read. */
export function decodeDraft(text: string | null): Draft | null {
  const value = parse(text);
  if (value?.['format'] !== 1 || typeof value['source'] !== 'string' || typeof value['exercise'] !== 'string') return null;
  return {
    format: 1,
    exercise: value['exercise'],
    source: value['source'],
    hints: wholeNumber(value['hints']) ?? 0,
    savedAtMs: wholeNumber(value['savedAtMs']) ?? 0,
  };
}

/** The result as text for the store; a large report loses its charts. */
export function encodeResult(result: StoredResult): string {
  const text = JSON.stringify(result);
  if (text.length <= REPORT_CHARS_MAX || result.report === null) return text;
  return JSON.stringify({ ...result, report: { ...result.report, runs: [] } });
}

/** The stored result; its report is null when it belongs to another version of the exercise or of the grader. Null: nothing that this version can read. */
export function decodeResult(text: string | null, exerciseVersion: number): StoredResult | null {
  const value = parse(text);
  if (value?.['format'] !== 1 || typeof value['exercise'] !== 'string') return null;
  const isCurrent = value['exerciseVersion'] === exerciseVersion;
  return {
    format: 1,
    exercise: value['exercise'],
    exerciseVersion,
    runs: wholeNumber(value['runs']) ?? 0,
    passedOnRun: wholeNumber(value['passedOnRun']),
    report: isCurrent && isReport(value['report']) ? value['report'] : null,
    source: typeof value['source'] === 'string' ? value['source'] : '',
  };
}

function parse(text: string | null): { [key: string]: unknown } | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { [key: string]: unknown }) : null;
  } catch {
    return null;
  }
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function isReport(value: unknown): value is Report {
  const report = value as Report | null;
  return typeof report === 'object' && report !== null && report.format === 1 && report.grader === GRADER_VERSION && Array.isArray(report.checks) && Array.isArray(report.runs) && Array.isArray(report.diagnostics);
}
