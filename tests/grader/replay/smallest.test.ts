import { describe, expect, it } from 'vitest';
import { compileCourse, type Exercise } from '../../../src/course/index.ts';
import { createEvaluator } from '../../../src/grader/adapter/node/index.ts';
import { describeSmallest, designFrom, evaluate, GRADER_LIMITS } from '../../../src/grader/index.ts';
import { GRID_MS, MOST_TRIED, stepsFrom, type Schedule } from '../../../src/grader/replay/shrink.ts';
import { smallestFailure } from '../../../src/grader/replay/smallest.ts';
import { breaks, leastMs, readingOf } from '../../../src/grader/replay/verdict.ts';
import { readContent } from '../../../src/site/build/read-content.ts';
import { measure, simulate } from '../../../src/simulation/index.ts';

const { course, mistakes, solutions } = compileCourse(readContent('.'));
const evaluator = createEvaluator();
const exerciseOf = (id: string): Exercise => course!.modules.flatMap(({ lessons }) => lessons.flatMap(({ exercises }) => exercises)).find((one) => one.id === id)!;
const smallestOfMistake = async (exercise: string, name: string) => {
  const { source, check } = mistakes.find((one) => one.exercise === exercise && one.name === name)!;
  return { source, check: check!, exercise: exerciseOf(exercise), smallest: await smallestFailure(source, exerciseOf(exercise), check!, evaluator, GRADER_LIMITS) };
};

describe('the smallest failure of a mistake', () => {
  it.each([
    ['spof-hunt', 'only-two-servers', 'Lose machine `A` at 60 s, until 69 s: `app2` is asked for more than it can do and up to 383 requests wait there, 206 requests fail.'],
    ['spof-hunt', 'balancer-left-behind', 'Lose machine `A` at 60 s: users reach nothing for 1.5 s, 214 requests fail.'],
    ['say-what-you-mean', 'default-check', 'Lose host `web1` at 60 s: no server answers for 9.0 s, 549 requests fail.'],
    ['say-what-you-mean', 'almost-passive', 'Without any fault, within 13 s: attempts sent to `app2`: 1.'],
    ['n-plus-one', 'a-backup', 'Lose host `web1` at 60 s, until 84.5 s: `app2` is asked for more than it can do and up to 351 requests wait there, 38 requests fail.'],
    ['n-plus-one', 'nobody-watches', 'Lose host `web1` at 60 s: `app1` goes on getting requests for 8.5 s, and no load balancer takes it out of service.'],
    ['weights', 'inverted', 'Without any fault, within 10.5 s: `oldApp` is asked for more than it can do and up to 384 requests wait there, 35 requests fail.'],
    ['headroom', 'drop-what-waits', 'Without any fault, within 23 s: 36 of 1,893 requests fail.'],
  ])('%s/%s is told in one sentence, fails, and no single step smaller does', async (id, name, sentence) => {
    const { source, exercise, check, smallest } = await smallestOfMistake(id, name);
    expect(smallest).toMatchObject({ check, isMinimal: true });
    expect(describeSmallest(smallest!, exercise)).toBe(sentence);
    expect(smallest!.tried).toBeLessThanOrEqual(MOST_TRIED + 1 + exercise.seeds.length);

    const evaluated = await evaluate(source, evaluator);
    const model = designFrom(evaluated.value, evaluated.parsed!, GRADER_LIMITS).model!;
    const spec = exercise.checks.find((one) => one.id === check)!;
    const run = exercise.runs.find((one) => one.id === smallest!.run)!;
    const simulated = ({ faults, durationMs }: Schedule) => simulate(model, { ...run, faults, durationMs }, { seed: smallest!.seed, limits: GRADER_LIMITS, record: true });
    const reading = readingOf(spec, measure(spec.query, simulated(run), model));
    const fails = (schedule: Schedule): boolean => breaks({ check: spec, run }, reading, schedule, simulated(schedule), model);
    expect(fails(smallest!)).toBe(true);
    const bounds = { leastMs: leastMs({ check: spec, run }, reading, GRID_MS), endsFaults: spec.query.metric !== 'detectionS' };
    expect(stepsFrom({ faults: smallest!.faults, durationMs: smallest!.durationMs }, bounds).filter(fails)).toEqual([]);
  });

  it('is the worst fault of the matrix where a check asks for all of them', async () => {
    const { exercise, smallest } = await smallestOfMistake('spof-hunt', 'two-on-c');
    expect(smallest).toMatchObject({ check: 'every-loss', run: 'lose-a', seed: 1, faults: [{ kind: 'machine-loss', machine: 'C', atMs: 30_000 }], isMinimal: true });
    expect(smallest!.durationMs).toBeLessThan(60_000);
    expect(describeSmallest(smallest!, exercise)).toMatch(/^Lose machine `C` at 30 s: `app1` is asked for more than it can do and up to \d+ requests wait there, \d+ requests fail\.$/);
    const solution = solutions.find((one) => one.exercise === 'spof-hunt')!.source;
    expect(await smallestFailure(solution, exercise, 'every-loss', evaluator, GRADER_LIMITS)).toBeNull();
  });

  it('is nothing where the check holds, is of the design alone, is unknown, or the file is no design', async () => {
    const spof = exerciseOf('spof-hunt');
    const solution = solutions.find(({ exercise }) => exercise === 'spof-hunt')!.source;
    expect(await smallestFailure(solution, spof, 'lose-a', evaluator, GRADER_LIMITS)).toBeNull();
    const costly = mistakes.find(({ exercise, check }) => exercise === 'spof-hunt' && check === 'cost')!.source;
    for (const check of ['cost', 'capacity', 'no-such-check']) expect(await smallestFailure(costly, spof, check, evaluator, GRADER_LIMITS)).toBeNull();
    for (const source of ['', 'export default 1;', 'for (;;);']) expect(await smallestFailure(source, spof, 'lose-a', evaluator, GRADER_LIMITS)).toBeNull();
  });
});
