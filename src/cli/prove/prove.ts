// Every exercise proves itself: its starter fails as announced, its solutions pass on any seed, its mistakes are recognised.
import type { CompiledCourse, ContentProblem, Exercise, MistakeFile, SolutionFile } from '../../course/index.ts';
import { explainReport, grade, type Evaluator, type Report } from '../../grader/index.ts';
import { holds } from '../../grader/check/limit.ts';
import { createEvaluator } from '../../grader/adapter/node/index.ts';
import { count } from '../content.ts';
import { proveGold, type GradedSolution } from './gold.ts';
import { marginLines, type Margin } from './margin.ts';
import type { Fate } from './mutants/classify.ts';
import { diagnosesLine, fatesOf, survivorProblems, tallyLine, tallyOf, type Tally } from './mutants/prove-mutants.ts';

/** How an exercise came out. */
export interface Proof {
  /** One line. */
  summary: string;
  /** One line a check: how clear its limit stands; those of the gold objective; and one about mutants. */
  lines: string[];
  /** What became of the mutants of its solutions, one by one and counted; null: they were not made. */
  fates: Fate[] | null;
  tally: Tally | null;
  problems: ContentProblem[];
}

/** How thoroughly an exercise is proved. */
export interface Thoroughness {
  /** Further seeds for solutions. Default 20. */
  otherSeeds?: number;
  /** Mutants of solutions are made, and outcomes kept under this folder's .cache; null: none are made. */
  mutantsIn: string | null;
}

/** Seeds that no exercise hands out: a solution that only passes on the exercise's own seeds is luck. */
const moreSeeds = (count: number): number[] => Array.from({ length: count }, (_, at) => 1_000_001 + at);

/** How many of them, unless somebody asks for fewer. */
const OTHER_SEEDS = 20;
/** Of them, those that a mutant has to pass on, too. */
const SEEDS_OF_MUTANTS = 10;

/** Grades everything that lies beside an exercise, solutions on further seeds, and mutants of the solutions. The content must have compiled. */
export async function proveExercise(exercise: Exercise, content: CompiledCourse, { otherSeeds = OTHER_SEEDS, mutantsIn }: Thoroughness): Promise<Proof> {
  const more = moreSeeds(otherSeeds);
  const evaluator = createEvaluator();
  const problems: ContentProblem[] = [];
  const margins: Margin[] = [];
  const solutions = content.solutions.filter((solution) => solution.exercise === exercise.id);
  // In processes of their own, beside everything else.
  const mutants = mutantsIn === null ? Promise.resolve(null) : fatesOf(exercise, solutions, moreSeeds(SEEDS_OF_MUTANTS), evaluator, mutantsIn);
  // Told where it is waited for, also when that is not reached.
  mutants.catch(() => {});
  const starterFails = content.starterFails[exercise.id] ?? [];
  const starter = await proveStarter(exercise, starterFails, evaluator, problems);
  if (notRun(starter, exercise) === null) margins.push(...wrongMargins(starter, starterFails));
  const graded: GradedSolution[] = [];
  for (const solution of solutions) {
    const reports: Report[] = [];
    margins.push(...(await proveSolution(exercise, solution, more, evaluator, problems, reports)));
    graded.push({ name: solution.name, reports });
  }
  const gold = proveGold(exercise, starter, graded);
  problems.push(...gold.problems.map((message) => ({ file: fileOf(exercise, 'exercise.yaml'), line: 1, message })));
  const mistakes = content.mistakes.filter((mistake) => mistake.exercise === exercise.id);
  for (const mistake of mistakes) margins.push(...(await proveMistake(exercise, mistake, evaluator, problems)));
  const lines = [...marginLines(exercise, margins), ...gold.lines];
  let tally: Tally | null = null;
  const fates = await mutants;
  if (fates !== null) {
    tally = tallyOf(fates);
    lines.push(tallyLine(tally), diagnosesLine(fates));
    for (const message of survivorProblems(fates, content.survivors[exercise.id] ?? [])) problems.push({ file: fileOf(exercise, 'exercise.yaml'), line: 1, message });
  }
  const parts = `starter, ${count(solutions.length, 'solution')} on ${exercise.seeds.length + more.length} seeds, ${count(mistakes.length, 'mistake')}`;
  return { summary: `${exercise.id}: ${problems.length === 0 ? 'proved' : 'not proved'} (${parts})`, lines, fates, tally, problems };
}

const fileOf = (exercise: Exercise, path: string): string => `${exercise.module}/${exercise.lesson}/${exercise.id}/${path}`;

const quoted = (ids: readonly string[]): string => (ids.length === 0 ? 'no check' : ids.join(', '));

/** Why a design was not simulated, or could not be graded; null when its checks ran. */
function notRun(report: Report, exercise: Exercise): { line: number; message: string } | null {
  if (report.stage === 'check' && report.status !== 'error') return null;
  const problem = explainReport(report, exercise).problems[0];
  return { line: problem?.place?.line ?? 1, message: problem?.message ?? `it ended at the stage ${report.stage}.` };
}

/** What a wrong answer measures at these checks, where it fails them. */
function wrongMargins(report: Report, checks: readonly (string | null)[]): Margin[] {
  return report.checks.filter(({ id, status }) => status === 'fail' && checks.includes(id)).map(({ id, bySeed }) => ({ check: id, answer: 'wrong', values: bySeed }));
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
  const margins = exercise.checks.map(({ id }) => ({ check: id, answer: 'right' as const, values: [] as (number | null)[] }));
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
    report.checks.forEach((check, position) => {
      const bad = check.bySeed.flatMap((value, at) => (holds(check.limit, value) ? [] : [{ value, seed: seeds[at]! }]));
      const texts = explained.checks.find((one) => one.id === check.id);
      if (bad.length > 0) {
        const at = seeds.indexOf(bad[0]!.seed);
        problems.push({ file, line: 1, message: `This solution fails ${check.id} with ${bad.length} of ${seeds.length} seeds: with seed ${bad[0]!.seed} it measures ${texts?.bySeed[at] ?? 'nothing'}, asked for is ${texts?.limit ?? 'more'}.` });
      } else if (check.status === 'fail') problems.push({ file, line: 1, message: `This solution fails ${check.id}: ${texts?.what ?? ''}` });
      margins[position]!.values.push(...check.bySeed);
    });
  }
  return margins;
}

async function proveMistake(exercise: Exercise, mistake: MistakeFile, evaluator: Evaluator, problems: ContentProblem[]): Promise<Margin[]> {
  const report = await grade({ source: mistake.source, exercise, evaluator });
  const complain = (message: string, line = 1): Margin[] => {
    problems.push({ file: fileOf(exercise, `mistakes/${mistake.name}.ts`), line, message });
    return [];
  };
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
  if (got !== mistake.diagnosis) return complain(`This mistake must get the diagnosis ${mistake.diagnosis}, but gets ${got ?? 'none'}.`, 2);
  // Its own stands first in the file; without it, no other may fit.
  const diagnoses = exercise.diagnoses.filter(({ id }) => id !== got);
  const other = (await grade({ source: mistake.source, exercise: { ...exercise, diagnoses }, evaluator })).diagnosis;
  if (other !== null) complain(`This mistake gets the diagnosis ${got}, but ${other.id} fits it, too.`, 2);
  return wrongMargins(report, [mistake.check]);
}
