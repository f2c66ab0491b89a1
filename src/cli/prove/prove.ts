// Every exercise proves itself: its starter fails as announced, its solutions pass on any seed, its mistakes are recognised.
import { availableParallelism } from 'node:os';
import type { CompiledCourse, ContentProblem, Exercise, MistakeFile, SolutionFile } from '../../course/index.ts';
import { explainReport, grade, type Report } from '../../grader/index.ts';
import { holds } from '../../grader/check/limit.ts';
import { createEvaluator } from '../../grader/adapter/node/index.ts';
import { count } from '../content.ts';
import { proveGold, type GradedSolution } from './gold.ts';
import { marginLines, type Margin } from './margin.ts';
import type { Fate } from './mutants/classify.ts';
import { createPool } from './pool.ts';
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
/** Processes beside each other. */
const PROCESSES = Math.min(2, availableParallelism());
/** Of them, those that a mutant has to pass on, too. */
const SEEDS_OF_MUTANTS = 10;

/** Grades one file, here or in a process of its own. */
type Grading = (source: string, exercise: Exercise) => Promise<Report>;

/** What one file beside an exercise came to. */
interface Part { problems: ContentProblem[]; margins: Margin[]; reports: Report[] }

/** Grades everything that lies beside an exercise, solutions on further seeds, and mutants of the solutions. The content must have compiled. */
export async function proveExercise(exercise: Exercise, content: CompiledCourse, { otherSeeds = OTHER_SEEDS, mutantsIn }: Thoroughness): Promise<Proof> {
  const evaluator = createEvaluator();
  const pool = mutantsIn === null ? null : createPool(PROCESSES);
  try {
    const grading: Grading = pool === null ? (source, one) => grade({ source, exercise: one, evaluator }) : (source, one) => pool.grade({ source, exercise: one });
    const more = moreSeeds(otherSeeds);
    const solutions = content.solutions.filter((solution) => solution.exercise === exercise.id);
    const mistakes = content.mistakes.filter((mistake) => mistake.exercise === exercise.id);
    const [starter, right, wrong, fates] = await Promise.all([
      proveStarter(exercise, content.starterFails[exercise.id] ?? [], grading),
      Promise.all(solutions.map((solution) => proveSolution(exercise, solution, more, grading))),
      Promise.all(mistakes.map((mistake) => proveMistake(exercise, mistake, grading))),
      pool === null || mutantsIn === null ? null : fatesOf(exercise, solutions, moreSeeds(SEEDS_OF_MUTANTS), evaluator, pool, mutantsIn),
    ]);
    const parts = [starter, ...right, ...wrong];
    const gold = proveGold(exercise, starter.reports[0]!, solutions.map(({ name }, at): GradedSolution => ({ name, reports: right[at]!.reports })));
    const ofSurvivors = fates === null ? [] : survivorProblems(fates, content.survivors[exercise.id] ?? []);
    const problems = [...parts.flatMap((part) => part.problems), ...[...gold.problems, ...ofSurvivors].map((message) => ({ file: fileOf(exercise, 'exercise.yaml'), line: 1, message }))];
    const tally = fates === null ? null : tallyOf(fates);
    const lines = [...marginLines(exercise, parts.flatMap(({ margins }) => margins)), ...gold.lines, ...(fates === null || tally === null ? [] : [tallyLine(tally), diagnosesLine(fates)])];
    const summary = `starter, ${count(solutions.length, 'solution')} on ${exercise.seeds.length + more.length} seeds, ${count(mistakes.length, 'mistake')}`;
    return { summary: `${exercise.id}: ${problems.length === 0 ? 'proved' : 'not proved'} (${summary})`, lines, fates, tally, problems };
  } finally {
    pool?.close();
  }
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

async function proveStarter(exercise: Exercise, expected: readonly string[], grading: Grading): Promise<Part> {
  const file = fileOf(exercise, 'starter.ts');
  const report = await grading(exercise.starter, exercise);
  const stopped = notRun(report, exercise);
  if (stopped !== null) return { problems: [{ file, line: stopped.line, message: `The starter is not simulated: ${stopped.message}` }], margins: [], reports: [report] };
  const failing = report.checks.filter((check) => check.status === 'fail').map((check) => check.id);
  const same = failing.length === expected.length && failing.every((id) => expected.includes(id));
  const problems = same ? [] : [{ file, line: 1, message: `The starter fails ${quoted(failing)}, but starterFails says ${quoted(expected)}.` }];
  return { problems, margins: wrongMargins(report, expected), reports: [report] };
}

/** The exercise as it is handed out, and with other seeds: the verdict must not hang on which. */
async function proveSolution(exercise: Exercise, solution: SolutionFile, more: number[], grading: Grading): Promise<Part> {
  const file = fileOf(exercise, `solutions/${solution.name}.ts`);
  const problems: ContentProblem[] = [];
  const margins = exercise.checks.map(({ id }) => ({ check: id, answer: 'right' as const, values: [] as (number | null)[] }));
  const all = await Promise.all([exercise.seeds, more].map(async (seeds) => ({ seeds, report: await grading(solution.source, { ...exercise, seeds }) })));
  for (const { seeds, report } of all) {
    const stopped = notRun(report, exercise);
    if (stopped !== null) return { problems: [{ file, line: stopped.line, message: `This solution is not simulated: ${stopped.message}` }], margins: [], reports: [] };
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
  return { problems, margins, reports: all.map(({ report }) => report) };
}

async function proveMistake(exercise: Exercise, mistake: MistakeFile, grading: Grading): Promise<Part> {
  const report = await grading(mistake.source, exercise);
  const complaint = (message: string, line = 1): Part => ({ problems: [{ file: fileOf(exercise, `mistakes/${mistake.name}.ts`), line, message }], margins: [], reports: [report] });
  const stopped = notRun(report, exercise);
  if (mistake.check === null) {
    if (stopped === null) return complaint('This mistake must fail validation, but it was simulated.');
    if (report.stage !== 'validate' || report.status !== 'fail') return complaint(`This mistake must fail validation, but it ended at the stage ${report.stage}: ${stopped.message}`, stopped.line);
  } else {
    if (stopped !== null) return complaint(`This mistake must fail the check ${mistake.check}, but it is not simulated: ${stopped.message}`, stopped.line);
    if (report.checks.find((check) => check.id === mistake.check)?.status !== 'fail') {
      return complaint(`This mistake must fail the check ${mistake.check}, but it fails ${quoted(report.checks.filter((check) => check.status === 'fail').map((check) => check.id))}.`);
    }
  }
  const got = report.diagnosis?.id ?? null;
  if (got !== mistake.diagnosis) return complaint(`This mistake must get the diagnosis ${mistake.diagnosis}, but gets ${got ?? 'none'}.`, 2);
  // Its own stands first in the file; without it, no other may fit.
  const diagnoses = exercise.diagnoses.filter(({ id }) => id !== got);
  const other = (await grading(mistake.source, { ...exercise, diagnoses })).diagnosis;
  const problems = other === null ? [] : complaint(`This mistake gets the diagnosis ${got}, but ${other.id} fits it, too.`, 2).problems;
  return { problems, margins: wrongMargins(report, [mistake.check]), reports: [report] };
}
