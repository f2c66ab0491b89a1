// The course as data: what the compiler makes from content/, and everything that site, grader and server read.
import type { Fault, Scenario } from '../simulation/scenario.ts';
import type { MetricQuery } from '../simulation/metrics.ts';
import type { HostAvailability } from '../simulation/metrics/host-availability.ts';
import type { ExercisePrediction, LessonPrediction, Question, Term } from './learning.ts';
import type { LessonMeasurements } from './measured.ts';
import type { Limit, MetricCondition } from './metric.ts';

export type { Limit, MetricCondition } from './metric.ts';

/** The whole course. */
export interface Course {
  format: 1;
  title: string;
  modules: Module[];
  /** In alphabetical order. */
  glossary: Term[];
  /** Texts that belong to no lesson, such as the TypeScript primer; by id. */
  pages: CoursePage[];
  /** In a part of the course: the lessons that it leaves out. They are named, and nothing leads to them. */
  elsewhere: LessonElsewhere[];
}

/** What a part of the course knows of a lesson that it leaves out; `exercises` are ids. */
export type LessonElsewhere = Pick<Lesson, 'id' | 'module' | 'number' | 'title'> & { exercises: string[] };

/** What is known of a text of content/pages/. */
export interface CoursePage {
  /** Name of its file, and its address: `typescript`. */
  id: string;
  title: string;
  /** One sentence under the title. */
  lead: string;
  minutes: number;
}

/** A part of the course: lessons that belong together. */
export interface Module {
  id: string;
  title: string;
  /** One sentence: what the learner can do afterwards. */
  summary: string;
  lessons: Lesson[];
}

/** One page of text with the exercises that it embeds. */
export interface Lesson {
  id: string;
  module: string;
  /** The number of its module and its own in there, in the whole course: `1.3`. */
  number: string;
  title: string;
  /** One sentence under the title. */
  lead: string;
  minutes: number;
  objectives: string[];
  /** Ids of lessons. */
  prerequisites: string[];
  /** In the order in which the lesson embeds them. */
  exercises: Exercise[];
  predictions: LessonPrediction[];
  /** Those written in this lesson's folder; a later lesson may embed them too. */
  questions: Question[];
  /** Ids of all questions that the lesson embeds, in the order of its text. */
  asks: string[];
  measured: LessonMeasurements;
}

/** An exercise as the site and the grader need it; its solutions and mistakes lie elsewhere. */
export interface Exercise {
  format: 1;
  id: string;
  module: string;
  lesson: string;
  /** Raised by the author when a change could change a verdict. */
  version: number;
  title: string;
  /** 1: one field … 5: a design from a requirement. */
  level: number;
  minutes: number;
  /** The situation: one paragraph each. `code` in backticks. */
  story: string[];
  /** What has to hold at the end: one line each. */
  goals: string[];
  /** Three: where to look, the mechanism, the field. */
  hints: string[];
  /** Source of the learner's file as it is handed out. */
  starter: string;
  /** What the learner says before the first run. */
  predict: ExercisePrediction;
  /** What is asked before a solution is shown to a learner who has not passed. */
  beforeSolution: Question;
  /** For the metric hostAvailabilityPct: how often a host of each size is up, percent; null: the exercise does not use it. */
  hostAvailability: HostAvailability | null;
  /** How faults are tried on a design: in the load of which run (its id; the run's own faults are left out), and whether pairs belong to it. */
  explore: { run: string; pairs: boolean };
  /** Same numbers for everyone; at least three. */
  seeds: number[];
  runs: ExerciseRun[];
  checks: CheckSpec[];
  /** More than has to be; null: the exercise asks for no more than its checks. */
  gold: GoldSpec | null;
  diagnoses: DiagnosisSpec[];
}

/** A situation that an exercise tries every design in. */
export interface ExerciseRun extends Scenario {
  title: string;
}

/** One thing that a design must do, measured. */
export interface CheckSpec {
  id: string;
  /** A claim that holds or does not: "Every user is answered in time". */
  title: string;
  /** Id of a run; null for a metric of the design alone, such as costUnits. */
  run: string | null;
  query: MetricQuery;
  limit: Limit;
  /** The median over the seeds, or the worst of them. */
  aggregate: 'median' | 'worst';
  /** Why the limit is where it is. */
  why: string;
  /** What to look at when it fails; never the solution. */
  lookAt: string;
}

/** What a design can reach beyond the checks. */
export interface GoldSpec {
  /** What is better about such a design: one sentence. */
  title: string;
  /** All of them hold. */
  limits: GoldLimit[];
}

/** One number that gold asks for; its fields are those of a check. */
export type GoldLimit = Pick<CheckSpec, 'run' | 'query' | 'limit' | 'aggregate'>;

/** A known misconception, recognised by what it does. */
export interface DiagnosisSpec {
  id: string;
  /** Of the inventory, such as M03. */
  misconception: string;
  /** Id of the check that fails because of it; null when the design does not pass validation. */
  check: string | null;
  /** All of them hold. */
  when: Condition[];
  /** The sentence; `{name}` is filled from `values`. */
  say: string;
  values: { [name: string]: MetricCondition };
}


/** One thing that gives a misconception away. */
export type Condition =
  | ({ on: 'metric'; limit: Limit } & MetricCondition)
  /** The values at a path of the learner's object; `*` stands for any name or position. */
  | { on: 'field'; path: string; test: FieldTest }
  /** A validation problem with this code at this path. */
  | { on: 'problem'; code: string; path: string };

/** `is` and limits hold when any value at the path fits; `repeated` when two are equal, or, false, when no two are; `absent` when there is none. */
export type FieldTest = { is: string | number | boolean } | { limit: Limit } | { repeated: boolean } | { absent: true } | { count: Limit };

/** One mistake in content, for its author. */
export interface ContentProblem {
  /** Path inside content/, with slashes. */
  file: string;
  /** From 1. */
  line: number;
  message: string;
}

/** A right answer. */
export interface SolutionFile { exercise: string; name: string; title: string; source: string }
/** A wrong answer that the exercise must recognise. */
export interface MistakeFile { exercise: string; name: string; /** Id of the check it must fail; null: it must fail validation. */ check: string | null; /** Id of its diagnosis. */ diagnosis: string; source: string }

/** Mutants of solutions that may pass: as `nsp check` names them, `*` for anything, and why. */
export interface Survivor { mutant: string; why: string }

/** What `compileCourse` returns: the course is null when there is any problem. */
export interface CompiledCourse {
  course: Course | null;
  solutions: SolutionFile[];
  mistakes: MistakeFile[];
  /** For each exercise the ids of the checks that its starter must fail, and no other. */
  starterFails: { [exercise: string]: string[] };
  /** For each exercise the mutants of its solutions that are right answers. */
  survivors: { [exercise: string]: Survivor[] };
  problems: ContentProblem[];
}

/** What an exercise run consists of; see the simulation. */
export type { Fault, Scenario };
