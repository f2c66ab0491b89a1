// The numbers and curves of lessons: simulated when the site is built, and held against what the text claims.
import { join } from 'node:path';
import type { ContentFile, ContentProblem, Course, Lesson, LessonCurve, LessonNumber, LessonRun, Limit } from '../../../course/index.ts';
import { readYaml } from '../../../course/yaml.ts';
import { holds, median } from '../../../grader/check/limit.ts';
import { formatNumber } from '../../../grader/explain/numbers.ts';
import type { RunSeries } from '../../../grader/index.ts';
import type { Scenario } from '../../../simulation/index.ts';
import { describeContentProblems, readContent, soundContent } from '../read-content.ts';
import { openCache, type Cache } from './cache.ts';
import { createSimulator, type Job, type Outcome } from './simulate.ts';
import { numberText, numberValue } from './text.ts';

/** What a lesson's components show, under the ids of its measured.yaml. */
export interface MeasuredLesson {
  numbers: { [id: string]: { text: string; value: number | null; bySeed: (number | null)[] } };
  /** x as its axis tells it, y the median over the seeds; null: nothing measured. */
  curves: { [id: string]: { points: { x: number; y: number | null }[] } };
  /** The run with its first seed, second by second. */
  runs: { [id: string]: RunSeries };
}

/** All lessons by their ids. */
export interface Measured { [lesson: string]: MeasuredLesson }

/** Folders under src/ that an outcome depends on. */
const CODE: readonly string[] = ['infrastructure', 'simulation', 'grader', 'site/build/measured'];

/** Simulates what the lessons of a course measure; `files` are those of content/, `cacheFile` keeps outcomes for the next build. */
export async function measureCourse(course: Course, files: readonly ContentFile[], cacheFile: string): Promise<{ measured: Measured; problems: ContentProblem[] }> {
  const cache = openCache<Job, Outcome>(cacheFile, CODE, createSimulator());
  const measured: Measured = {};
  const problems: ContentProblem[] = [];
  for (const lesson of course.modules.flatMap((module) => module.lessons)) {
    const path = `${lesson.module}/${lesson.id}/measured.yaml`;
    const yaml = files.find((file) => file.path === path);
    measured[lesson.id] = yaml === undefined ? { numbers: {}, curves: {}, runs: {} } : await measureLesson(lesson, yaml, cache, problems);
  }
  cache.save();
  return { measured, problems };
}

/** The measured numbers of the content under `root`; throws an error that lists every problem with file and line. */
export async function soundMeasured(root: string): Promise<Measured> {
  const { measured, problems } = await measureCourse(soundContent(root).course, readContent(root), measuredCache(root));
  if (problems.length === 0) return measured;
  const error = new Error(describeContentProblems(problems));
  error.stack = '';
  throw error;
}

/** Where the outcomes for the content under `root` are kept. */
export const measuredCache = (root: string): string => join(root, '.cache', 'measured.json');

async function measureLesson({ measured: { runs, numbers, curves } }: Lesson, { path, text }: ContentFile, cache: Cache<Job, Outcome>, problems: ContentProblem[]): Promise<MeasuredLesson> {
  const yaml = readYaml(path, text);
  const report = (at: (string | number)[], message: string): void => void problems.push({ file: path, line: yaml.lineOf(at), message });
  const lesson: MeasuredLesson = { numbers: {}, curves: {}, runs: {} };
  for (const [at, run] of runs.entries()) {
    const own = numbers.filter((number) => number.run === run.id);
    const outcome = await cache.outcomeOf({ ...jobOf(run), queries: own.map(({ query }) => query), series: true });
    if (outcome.kind !== 'measured') {
      reportNotRun(run, ['runs', at], outcome, report, problems);
      continue;
    }
    lesson.runs[run.id] = outcome.series!;
    own.forEach((number, index) => {
      const bySeed = outcome.values[index]!;
      const wrong = wrongClaim(number, bySeed, run.seeds);
      if (wrong !== null) report(['numbers', numbers.indexOf(number)], wrong);
      else lesson.numbers[number.id] = { text: numberText(number, bySeed as number[]), value: numberValue(number, bySeed as number[]), bySeed };
    });
  }
  for (const [at, curve] of curves.entries()) {
    const run = runs.find(({ id }) => id === curve.run)!;
    if (lesson.runs[run.id] === undefined) continue;
    lesson.curves[curve.id] = { points: await pointsOf(curve, run, cache, (message) => report(['curves', at], message)) };
  }
  return lesson;
}

async function pointsOf(curve: LessonCurve, run: LessonRun, cache: Cache<Job, Outcome>, report: (message: string) => void): Promise<{ x: number; y: number | null }[]> {
  const points: { x: number; y: number | null }[] = [];
  for (const rate of curve.rates) {
    const job = jobOf(run);
    const scenario: Scenario = { ...job.scenario, workload: { ...job.scenario.workload, arrivals: [{ fromMs: 0, ratePerSecond: rate }] } };
    const outcome = await cache.outcomeOf({ ...job, scenario, queries: [curve.query], series: false });
    if (outcome.kind === 'measured') {
      const values = outcome.values[0]!;
      points.push({ x: rate / curve.per, y: values.includes(null) ? null : median(values as number[]) });
    } else report(`${curve.id} cannot be measured at the rate ${rate}: ${TOO_LONG}`);
  }
  if (points.length === curve.rates.length && points.every(({ y }) => y === null)) report(`${curve.id} measures nothing: at no rate is there a value of ${curve.query.metric}.`);
  return points;
}

const TOO_LONG = 'the run was stopped by the limit on events; make it shorter, or its rate lower.';

function jobOf({ id, durationMs, warmupMs, workload, faults, design, seeds }: LessonRun): Omit<Job, 'queries' | 'series'> {
  return { design, scenario: { id, durationMs, warmupMs, workload, faults }, seeds };
}

function reportNotRun(run: LessonRun, at: (string | number)[], outcome: Exclude<Outcome, { kind: 'measured' }>, report: (at: (string | number)[], message: string) => void, problems: ContentProblem[]): void {
  if (outcome.kind === 'cut') return report(at, `${run.id} cannot be measured with seed ${outcome.seed}: ${TOO_LONG}`);
  for (const { line, message } of outcome.problems) problems.push({ file: run.designFile, line, message: `The run ${run.id} of measured.yaml cannot be simulated: ${message}` });
}

/** What is wrong with what the text says about a number; null: nothing. */
function wrongClaim({ id, query, unit, claim, decimals }: LessonNumber, bySeed: readonly (number | null)[], seeds: readonly number[]): string | null {
  const empty = bySeed.indexOf(null);
  if (empty >= 0) return `${id} is not measured: with seed ${seeds[empty]} the run has no ${query.metric}${query.of === null ? '' : ` of ${query.of}`}.`;
  const outside = bySeed.findIndex((value) => !holds(claim, value));
  if (outside < 0) return null;
  return `${id} is ${visiblyOutside(bySeed[outside]!, claim, decimals)}${unit === '' ? '' : ` ${unit}`} with seed ${seeds[outside]}, but the text claims ${claimText(claim)}.`;
}

/** With as many digits as the text has, or as are needed to see that the claim does not hold. */
function visiblyOutside(value: number, claim: Limit, decimals: number): string {
  const digits = [decimals, decimals + 1, decimals + 2].find((many) => !holds(claim, Number(value.toFixed(many))));
  return formatNumber(value, digits ?? 6);
}

function claimText(claim: Limit): string {
  if ('between' in claim) return `between ${claim.between[0]} and ${claim.between[1]}`;
  if ('atLeast' in claim) return `at least ${claim.atLeast}`;
  if ('atMost' in claim) return `at most ${claim.atMost}`;
  if ('above' in claim) return `more than ${claim.above}`;
  return 'below' in claim ? `less than ${claim.below}` : `exactly ${claim.equals}`;
}
