// Grades the starter of an exercise in a process of its own: `node grade-child.ts FILE cold|rehearsed|warm`, the exercise as JSON in FILE. Prints one line of JSON.
import { readFileSync } from 'node:fs';
import type { Exercise } from '../../course/index.ts';
import { createEvaluator } from '../../grader/adapter/node/evaluator.ts';
import { answerGradeRequest } from '../../grader/answer.ts';
import { check } from '../../grader/check/check.ts';
import { simulateRuns } from '../../grader/check/runs.ts';
import { designFrom } from '../../grader/design.ts';
import { evaluate, grade, GRADER_LIMITS } from '../../grader/index.ts';
import { simulate } from '../../simulation/index.ts';

/** Processor time of a grade and of its stages, in milliseconds. */
export interface GradeRun { gradeMs: number; evaluateMs: number; simulateMs: number; checkMs: number; bareMs: number; requests: number }

/** The first verdict of a process, by the clock and in processor time. */
export interface FirstVerdict { clockMs: number; cpuMs: number }

/** Rounds that are not counted, and those that are. */
const ROUNDS = { before: 3, counted: 9 };

const evaluator = createEvaluator();

async function cpuMs<T>(task: () => T | Promise<T>): Promise<[number, T]> {
  const begin = process.cpuUsage();
  const result = await task();
  const { user, system } = process.cpuUsage(begin);
  return [(user + system) / 1000, result];
}

/** One round: the whole grade, then its stages one by one, then the simulation without a recorder. */
async function round(exercise: Exercise): Promise<GradeRun> {
  const source = exercise.starter;
  const [gradeMs] = await cpuMs(() => grade({ source, exercise, evaluator }));
  const [evaluateMs, { parsed, value }] = await cpuMs(() => evaluate(source, evaluator));
  const { model } = designFrom(value, parsed!, GRADER_LIMITS);
  if (model === null) throw new Error(`The starter of ${exercise.id} is not simulated.`);
  const [simulateMs, simulated] = await cpuMs(() => simulateRuns(model, exercise, GRADER_LIMITS, () => {}));
  const [checkMs] = await cpuMs(() => exercise.checks.map((spec) => check(spec, { simulated, parsed: parsed! })));
  const [bareMs] = await cpuMs(() => {
    for (const spec of exercise.runs) for (const seed of exercise.seeds) simulate(model, spec, { seed, limits: GRADER_LIMITS, record: false });
  });
  const requests = simulated.runs.flatMap(({ bySeed }) => bySeed).reduce((sum, { history }) => sum + history!.requests.count, 0);
  return { gradeMs, evaluateMs, simulateMs, checkMs, bareMs, requests };
}

/** The first verdict of this process, after a rehearsal or without. */
async function first(exercise: Exercise, rehearsed: boolean): Promise<FirstVerdict> {
  if (rehearsed) await answerGradeRequest({ type: 'prewarm', exercise }, evaluator, () => {});
  const begin = performance.now();
  const [used] = await cpuMs(() => answerGradeRequest({ type: 'grade', id: 1, exercise, source: exercise.starter }, evaluator, () => {}));
  return { clockMs: performance.now() - begin, cpuMs: used };
}

async function main(file: string, mode: string): Promise<void> {
  const exercise = JSON.parse(readFileSync(file, 'utf8')) as Exercise;
  const say = (run: GradeRun | FirstVerdict): void => void process.stdout.write(`${JSON.stringify(run)}\n`);
  if (mode !== 'warm') return say(await first(exercise, mode === 'rehearsed'));
  for (let at = 0; at < ROUNDS.before + ROUNDS.counted; at += 1) {
    const run = await round(exercise);
    if (at >= ROUNDS.before) say(run);
  }
}

if (process.argv[2] !== undefined) await main(process.argv[2], process.argv[3] ?? 'warm');
