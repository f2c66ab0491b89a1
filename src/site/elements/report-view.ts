// What the proof side shows of a report: sentences and places, ready to be drawn. `explained.ts` fills it from the grader's own explanation.

/** A place in the learner's file; from 1. */
export interface Place {
  line: number;
  column: number;
}

/** A moment of a run of the exercise. */
export interface RunMoment {
  run: string;
  atMs: number;
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
  /** When it shows; null: it holds, or no run decides it. */
  moment: RunMoment | null;
  /** The measured value of each seed; empty where all are the same. */
  bySeed: string[];
  /** Which server, which second; empty where nothing stands out. */
  where: string;
  /** The diagnosis and the cause, one paragraph each. */
  why: string[];
  /** What to look at next; empty where it holds. */
  lookAt: string;
  /** Why the limit is where it is. */
  limitReason: string;
}

/** A mistake that stopped the run, or that the type checker names. */
export interface ProblemView {
  text: string;
  /** What to do; empty: the text says it. */
  advice: string;
  place: Place | null;
}

/** A whole report. */
export interface ReportView {
  /** One sentence: the finding. */
  verdict: string;
  tone: Tone;
  checks: CheckView[];
  problems: ProblemView[];
  /** What the problems come from, where it is a known misconception; empty: unknown. */
  diagnosis: string;
}
