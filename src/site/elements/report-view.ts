// What the proof side shows of a report: sentences and places, ready to be drawn. `explained.ts` fills it from the grader's own explanation.

/** A place in the learner's file; from 1. */
export interface Place {
  line: number;
  column: number;
}

/** The four states of the visual language, and `none` for what has not happened. */
export type Tone = 'ok' | 'deg' | 'down' | 'loss' | 'none';

/** One check of the report. */
export interface CheckView {
  id: string;
  title: string;
  holds: boolean;
  tone: Tone;
  /** Short, at the right of the row: `p99 48 ms`. */
  measured: string;
  /** As in the opened row: `at most 500 ms`. */
  limit: string;
  place: Place | null;
  /** Second of the run at which it began to show; null: no single moment. */
  atS: number | null;
  /** The diagnosis and the cause, one paragraph each. */
  why: string[];
  /** What to look at next; empty where it holds. */
  lookAt: string;
}

/** A mistake that stopped the run, or that the type checker names. */
export interface ProblemView {
  text: string;
  place: Place | null;
}

/** A whole report. */
export interface ReportView {
  /** One sentence: the finding. */
  verdict: string;
  tone: Tone;
  checks: CheckView[];
  problems: ProblemView[];
}
