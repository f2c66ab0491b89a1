// What a learner is asked: predictions before a run, questions to recall what was read. Data only, as the compiler makes it.
import type { MetricCondition } from './metric.ts';

/** One answer that can be chosen. */
export interface Option {
  id: string;
  /** `code` in backticks. */
  text: string;
}

/** A sketched curve: y values from 0 to 1 at equal distances of x, two or more. */
export interface Sketch extends Option {
  points: number[];
}

/** A prediction in a lesson: `<Predict id="…">what happened</Predict>`. */
export interface LessonPrediction {
  /** Unique among the course's predictions; an exercise's prediction has the exercise's id. */
  id: string;
  ask: string;
  form:
    /** `measured` is an id of the lesson's measured numbers. */
    | { kind: 'number'; unit: string; least: number; most: number; measured: string }
    /** `right` is the id of an option. */
    | { kind: 'choice'; options: Option[]; right: string }
    /** `first` and `last` say what the ends of the list mean, such as "slowest". Authored order is no order; `right` is. */
    | { kind: 'ranking'; first: string; last: string; items: Option[]; right: string[] }
    /** `measured` is an id of the lesson's measured curves. */
    | { kind: 'curve'; x: string; y: string; options: Sketch[]; right: string; measured: string };
}

/** A prediction before the first run of an exercise: what that run will measure. */
export interface ExercisePrediction {
  ask: string;
  form:
    /** The median over the seeds. */
    | { kind: 'number'; unit: string; least: number; most: number; measure: MetricCondition }
    /** Ranked by what is measured, the largest first. */
    | { kind: 'ranking'; first: string; last: string; items: (Option & { measure: MetricCondition })[] }
    /** The option that is nearest to the measured series of the run, both between 0 and 1. */
    | { kind: 'curve'; y: string; run: string; series: CurveSeries; of: string | null; options: Sketch[] };
}

/** What a predicted curve is about, second by second of a run; `busyPct`, `waiting` and `attempts` are of one server. */
export type CurveSeries = 'requests' | 'failed' | 'p99Ms' | 'busyPct' | 'waiting' | 'attempts';

/** A retrieval question: `<Question id="…" />` in its own lesson or in a later one. */
export interface Question {
  /** Unique in the course. */
  id: string;
  lesson: string;
  ask: string;
  /** The belief that a wrong answer shows, of the inventory; null: none in particular. */
  misconception: string | null;
  /** What is told after any answer: why it is so. */
  why: string;
  form:
    /** `because`: what is told to the one who chose it; empty: nothing more. */
    | { kind: 'choice'; options: (Option & { right: boolean; because: string })[] }
    /** In their right order; `free` are pairs of ids that may stand either way round. */
    | { kind: 'order'; items: Option[]; free: [string, string][] }
    /** Each left has the right with the same id; `others` are rights that belong to none. */
    | { kind: 'match'; pairs: { id: string; left: string; right: string }[]; others: Option[] }
    /** Right within `tolerance` on either side, both included. */
    | { kind: 'number'; unit: string; right: number; tolerance: number }
    /** One line of a file, from 1; `reasons`: then why, one of them right. */
    | { kind: 'line'; title: string; language: string; code: string; right: number; reasons: (Option & { right: boolean })[] };
}

/** A word of the field, as the course uses it. */
export interface Term {
  id: string;
  term: string;
  /** Other forms that lessons write: plurals, short forms. */
  forms: string[];
  /** One or two sentences; `code` in backticks. */
  meaning: string;
  /** Lesson that explains it; null: none yet. */
  lesson: string | null;
  /** Ids of terms to read as well. */
  see: string[];
}
