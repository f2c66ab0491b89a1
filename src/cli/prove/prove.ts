// Every exercise proves itself: its starter fails as announced, its solutions pass on any seed, its mistakes are recognised.
import type { CompiledCourse, ContentProblem, Exercise, MistakeFile, SolutionFile } from '../../course/index.ts';
import { explainReport, grade, type Evaluator, type Report } from '../../grader/index.ts';
import { holds } from '../../grader/check/limit.ts';
import { createEvaluator } from '../../grader/adapter/node/index.ts';
import { count } from '../content.ts';
import { proveGold, type GradedSolution } from './gold.ts';
import { marginLines, type Margin } from './margin.ts';

/** How an exercise came out. */
export interface Proof {
  /** One line. */
  summary: string;
  /** One line a check: how far the solutions are from its limit; and those of the gold objective. */
  margins: string[];
  problems: ContentProblem[];
}

/** Seeds that no exercise hands out: a solution that only passes on the exercise's own seeds is luck. */
const moreSeeds = (count: number): number[] => Array.from({ length: count }, (_, at) => 1_000_001 + at);

/** How many of them, unless somebody asks for fewer. */
const OTHER_SEEDS = 20;

/** Grades everything that lies beside an exercise, solutions on `otherSeeds` further seeds. The content must have compiled. */
export async function proveExercise(exercise: Exercise, content: CompiledCourse, otherSeeds = OTHER_SEEDS): Promise<Proof> {
  const more = moreSeeds(otherSeeds);
  const evaluator = createEvaluator();
  const problems: ContentProblem[] = [];
  const margins: Margin[] = [];
  const starter = await proveStarter(exercise, content.starterFails[exercise.id] ?? [], evaluator, problems);
  const solutions = content.solutions.filter((solution) => solution.exercise === exercise.id);
  const graded: GradedSolution[] = [];
  for (const solution of solutions) {
    const reports: Report[] = [];
    margins.push(...(await proveSolution(exercise, solution, more, evaluator, problems, reports)));
    graded.push({ name: solution.name, reports });
  }
  const gold = proveGold(exercise, starter, graded);
  problems.push(...gold.problems.map((message) => ({ file: fileOf(exercise, 'exercise.yaml'), line: 1, message })));
  const mistakes = content.mistakes.filter((mistake) => mistake.exercise === exercise.id);
  for (const mistake of mistakes) await proveMistake(exercise, mistake, evaluator, problems);
  const parts = `starter, ${count(solutions.length, 'solution')} on ${exercise.seeds.length + more.length} seeds, ${count(mistakes.length, 'mistake')}`;
  return { summary: `${exercise.id}: ${problems.length === 0 ? 'proved' : 'not proved'} (${parts})`, margins: [...marginLines(exercise, margins), ...gold.lines], problems };
}

const fileOf = (exercise: Exercise, path: string): string => `${exercise.module}/${exercise.lesson}/${exercise.id}/${path}`;

const quoted = (ids: readonly string[]): string => (ids.length === 0 ? 'no check' : ids.join(', '));

/** Why a design was not simulated, or could not be graded; null when its checks ran. */
function notRun(report: Report, exercise: Exercise): { line: number; message: string } | null {
  if (report.stage === 'check' && report.status !== 'error') return null;
  const problem = explainReport(report, exercise).problems[0];
  return { line: problem?.place?.line ?? 1, message: problem?.message ?? `it ended at the stage ${report.stage}.` };
}

async function proveStarter(exercise: Exercise, expected: readonly string[], evaluator: Evaluator, problems: ContentProblem[]): Promise<Report> {
  const file = fileOf(exercise, 'starter.ts');
  const report = await grade({ source: exercise.starter, exercise, evaluator });
  const stopped = notRun(report, exercise);
  if (stopped !== null) {
    problems.push({ file, line: stopped.line, message: `The starter is not simulated: ${stopped.message}` });
    return report;
  }
  const failing = report.checks.filter((check) => check.status === 'fail').map((check) => check.id);
  const same = failing.length === expected.length && failing.every((id) => expected.includes(id));
  if (!same) problems.push({ file, line: 1, message: `The starter fails ${quoted(failing)}, but starterFails says ${quoted(expected)}.` });
  return report;
}

async function proveSolution(exercise: Exercise, solution: SolutionFile, more: number[], evaluator: Evaluator, problems: ContentProblem[], reports: Report[]): Promise<Margin[]> {
  const file = fileOf(exercise, `solutions/${solution.name}.ts`);
  const margins: Margin[] = [];
  // The exercise as it is handed out, and with other seeds: the verdict must not hang on which.
  for (const seeds of [exercise.seeds, more]) {
    const report = await grade({ source: solution.source, exercise: { ...exercise, seeds }, evaluator });
    const stopped = notRun(report, exercise);
    if (stopped !== null) {
      problems.push({ file, line: stopped.line, message: `This solution is not simulated: ${stopped.message}` });
      return [];
    }
    reports.push(report);
    const explained = explainReport(report, exercise);
    report.checks.forEach((check) => {
      const bad = check.bySeed.flatMap((value, at) => (holds(check.limit, value) ? [] : [{ value, seed: seeds[at]! }]));
      const texts = explained.checks.find((one) => one.id === check.id);
      if (bad.length > 0) {
        const at = seeds.indexOf(bad[0]!.seed);
        problems.push({ file, line: 1, message: `This solution fails ${check.id} with ${bad.length} of ${seeds.length} seeds: with seed ${bad[0]!.seed} it measures ${texts?.bySeed[at] ?? 'nothing'}, asked for is ${texts?.limit ?? 'more'}.` });
      } else if (check.status === 'fail') problems.push({ file, line: 1, message: `This solution fails ${check.id}: ${texts?.what ?? ''}` });
      for (const value of check.bySeed) margins.push({ check: check.id, value });
    });
  }
  return margins;
}

async function proveMistake(exercise: Exercise, mistake: MistakeFile, evaluator: Evaluator, problems: ContentProblem[]): Promise<void> {
  const report = await grade({ source: mistake.source, exercise, evaluator });
  const complain = (message: string, line = 1) => void problems.push({ file: fileOf(exercise, `mistakes/${mistake.name}.ts`), line, message });
  const stopped = notRun(report, exercise);
  if (mistake.check === null) {
    if (stopped === null) return complain('This mistake must fail validation, but it was simulated.');
    if (report.stage !== 'validate' || report.status !== 'fail') return complain(`This mistake must fail validation, but it ended at the stage ${report.stage}: ${stopped.message}`, stopped.line);
  } else {
    if (stopped !== null) return complain(`This mistake must fail the check ${mistake.check}, but it is not simulated: ${stopped.message}`, stopped.line);
    if (report.checks.find((check) => check.id === mistake.check)?.status !== 'fail') {
      return complain(`This mistake must fail the check ${mistake.check}, but it fails ${quoted(report.checks.filter((check) => check.status === 'fail').map((check) => check.id))}.`);
    }
  }
  const got = report.diagnosis?.id ?? null;
  if (got !== mistake.diagnosis) complain(`This mistake must get the diagnosis ${mistake.diagnosis}, but gets ${got ?? 'none'}.`, 2);
}
