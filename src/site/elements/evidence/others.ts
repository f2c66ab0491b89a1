// Designs that the learner's own can be compared with, and the runs that they can be compared in.
import type { Exercise, ExerciseRun, SolutionFile } from '../../../course/course.ts';
import type { ReplaySpec } from '../../../grader/replay/replay.ts';
import type { Attempt } from '../../records/history.ts';

/** A design that the learner's can be compared with. */
export interface Other {
  /** In a sentence: `run 3`, `the starter`, `the solution`. */
  name: string;
  /** In the list of choices. */
  label: string;
  source: string;
}

/** One run that two designs are compared in. */
export interface ComparedRun {
  title: string;
  spec: ReplaySpec;
}

/** The last attempts, newest first, then the starter, then the solutions that are loaded; never the design itself, and none twice. */
export function othersOf(own: string, exercise: Pick<Exercise, 'starter'>, attempts: readonly Attempt[], solutions: readonly SolutionFile[]): Other[] {
  const kept = attempts.filter(({ source }) => source !== null && source !== own).toReversed();
  const all = [
    ...kept.map(({ run, passed, holds, checks, source }, at): Other => ({ name: `run ${run}`, label: `Run ${run}${at === 0 ? ', my last attempt' : ''}: ${passed ? 'passed' : `${holds} of ${checks} checks hold`}${source === exercise.starter ? ' (the starter)' : ''}`, source: source! })),
    { name: 'the starter', label: 'The starter, as handed out', source: exercise.starter },
    ...solutions.map(({ title, source }): Other => ({ name: 'the solution', label: `Solution: ${title}`, source })),
  ];
  return all.filter(({ source }, at) => source !== own && all.findIndex((one) => one.source === source) === at);
}

/** The exercise's runs, on the seed whose series a report has. */
export function runsOf({ runs, seeds }: Pick<Exercise, 'runs' | 'seeds'>): ComparedRun[] {
  return runs.map(({ id, title, faults, durationMs }: ExerciseRun) => ({ title, spec: { run: id, seed: seeds[0]!, faults, durationMs } }));
}

/** Where two designs are likely to differ: in the run that is wanted, else in the first that has a fault, else in the first. */
export function tellingRun(runs: readonly ComparedRun[], wanted: string | null): ComparedRun | undefined {
  return runs.find(({ spec }) => spec.run === wanted) ?? runs.find(({ spec }) => spec.faults.length > 0) ?? runs[0];
}

/** True when both ask for the same run. */
export const isSameRun = (one: ReplaySpec, other: ReplaySpec): boolean => JSON.stringify(one) === JSON.stringify(other);
