// A grade of the server is that of the browser, for all that the course has and for every trick of the corpus.
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { compileContent, exercisesOf } from '../../../src/cli/content.ts';
import type { Exercise } from '../../../src/course/index.ts';
import { createEvaluator } from '../../../src/grader/adapter/node/index.ts';
import { grade } from '../../../src/grader/index.ts';
import { startGrading, type Verdict } from '../../../src/server/grading/index.ts';
import { designWith } from '../../grader/corpus/entry.ts';
import { corpus, corpusExercise, endlessBuiltIns } from '../../grader/corpus/index.ts';

const grading = startGrading({ slots: 2 });
afterAll(() => grading.close());
const evaluator = createEvaluator();
const content = await compileContent(fileURLToPath(new URL('../../..', import.meta.url)));
const honest = designWith('');
/** NSP_WHOLE=1, as in .ci/run, compares everything; else a part of what takes long. */
const isWhole = process.env['NSP_WHOLE'] === '1';
const sampleOf = <T>(all: readonly T[], every: number): T[] => all.filter((_, at) => isWhole || at % every === 0);

/** Status, checks and model of a source, graded here as a browser does, on the server, and recalled there. */
async function compared(exercise: Exercise, source: string): Promise<void> {
  const graded = grading.grade({ exercise, source });
  const report = await grade({ source, exercise, evaluator });
  const { modelHash, isRecalled, points, reason, ...outcome } = await graded;
  const checks = report.checks.map(({ id, status, measured }) => ({ id, status, measured }));
  expect(outcome).toEqual({ status: report.status, checks: JSON.stringify(checks), exerciseVersion: report.exerciseVersion, graderVersion: Number(report.grader) });
  expect(points).toBe(report.status === 'pass' ? 100 : checks.length === 0 ? 0 : Math.min(99, Math.floor((100 * checks.filter(({ status }) => status === 'pass').length) / checks.length)));
  expect([isRecalled, reason]).toEqual([false, null]);
  expect(modelHash !== '').toBe(report.stage === 'check');
  const known: Verdict = { status: outcome.status, points, checks: outcome.checks };
  const recalled = await grading.grade({ exercise, source }, async (asked) => (asked === modelHash ? known : null));
  expect(recalled).toEqual({ ...outcome, points, modelHash, reason, isRecalled: modelHash !== '' });
}

describe.each(exercisesOf(content.course!))('$id', (exercise) => {
  const short = { ...exercise, seeds: exercise.seeds.slice(0, 1) };
  const written = [...content.solutions, ...content.mistakes].filter((one) => one.exercise === exercise.id);

  it('the starter, with every seed', () => compared(exercise, exercise.starter), 60_000);
  const some = sampleOf(written, 4);
  it(`${some.length} of ${written.length} solutions and mistakes, with one`, async () => {
    expect(written.length).toBeGreaterThan(5);
    for (const { source } of some) await compared(short, source);
  }, 300_000);
});

describe('the corpus of tricks', () => {
  it('comes out as in a browser, and each leaves the next honest design as it is', async () => {
    for (const { source } of sampleOf(corpus, 4)) await compared(corpusExercise, source);
    await compared(corpusExercise, honest);
    expect(grading.stats()).toMatchObject({ died: 0, errors: 0 });
  }, 300_000);

  it('ends from outside what cannot be interrupted, and gives up after the second grader', async () => {
    const { killed } = grading.stats();
    const some = sampleOf(endlessBuiltIns, 3);
    const outcomes = await Promise.all(some.map(({ source }) => grading.grade({ exercise: corpusExercise, source })));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'error', points: 0, checks: '[]', modelHash: '' });
    expect(grading.stats()).toMatchObject({ killed: killed + 2 * some.length, died: 0, errors: some.length });
    await compared(corpusExercise, honest);
  }, 300_000);

  it('refuses too many events as a browser does', async () => {
    const heavy = { ...corpusExercise, runs: [{ ...corpusExercise.runs[0]!, durationMs: 1e9 }] as Exercise['runs'] };
    expect((await grade({ source: honest, exercise: heavy, evaluator })).diagnostics[0]!.code).toBe('too-many-events');
    expect(await grading.grade({ exercise: heavy, source: honest })).toMatchObject({ status: 'error', points: 0, checks: '[]', reason: 'too-many-events' });
  }, 60_000);
});
