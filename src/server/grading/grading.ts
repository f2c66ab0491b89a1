// What the rest of the server knows of grading.
import type { Exercise } from '../../course/index.ts';

/** What a model comes to in an exercise, whoever wrote it. */
export interface Verdict {
  status: 'pass' | 'fail' | 'error';
  /** 100 for a pass; else floor(100 × checks held / checks), at most 99; 0 where the checks did not run. */
  points: number;
  /** JSON: `[{ id, status, measured }]` in the exercise's order; `[]` where the checks did not run. */
  checks: string;
}

/** How a submission came out. */
export interface Outcome extends Verdict {
  /** SHA-256 of the resolved model, in hexadecimal digits; empty: there was no model. */
  modelHash: string;
  exerciseVersion: number;
  graderVersion: number;
  /** Whether the verdict was known, and nothing was simulated. */
  isRecalled: boolean;
  /** A diagnostic code: why it could not be graded; null unless the status is `error`. */
  reason: string | null;
}

/** What is to be graded: any text. */
export interface GradingJob {
  exercise: Exercise;
  source: string;
  /** Nobody waits for it: whatever else waits for a grader goes first. */
  isBackground?: boolean;
}

/** Asked once the model is known: its verdict, if this exercise in this version has had it. */
export type Recall = (modelHash: string) => Promise<Verdict | null>;

/** Counts since the start, and what goes on now. */
export interface GradingStats {
  /** Grader processes that were started. */
  started: number;
  /** Of them, ended from outside: they took too long, took too much memory, or answered nonsense. */
  killed: number;
  /** Of them, ended by themselves while they worked. */
  died: number;
  /** Jobs that have come to an outcome, and how many of those were recalled or could not be graded. */
  graded: number;
  recalled: number;
  errors: number;
  /** Jobs that are being graded, and that wait for a grader. */
  running: number;
  waiting: number;
}

/** The graders of one server process. */
export interface Grading {
  /**
   * Grades a submission in a process that holds nothing of the server. Whatever the submission does, and whatever becomes of the process, there is an outcome; its status is `error` when
   * the submission has ended several graders. Rejects with `Closed` only, and with what `recall` rejects with.
   */
  grade(job: GradingJob, recall?: Recall): Promise<Outcome>;
  /** Ends all graders at once. What is under way is rejected. */
  close(): Promise<void>;
  stats(): GradingStats;
}

/** Grading has ended, with the server. */
export class Closed extends Error {
  override readonly name = 'Closed';
}
