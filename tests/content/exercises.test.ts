// The content proves itself in `npm test` as it does in `nsp check`, without mutants.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileContent, exercisesOf } from '../../src/cli/content.ts';
import { proveExercise } from '../../src/cli/prove/prove.ts';

/** `nsp check`, which .ci/run calls, takes 20. */
const OTHER_SEEDS = 5;

const content = await compileContent(fileURLToPath(new URL('../..', import.meta.url)));
const exercises = content.course === null ? [] : exercisesOf(content.course);

it('compiles without a problem', () => {
  expect(content.problems).toEqual([]);
  expect(exercises.length).toBeGreaterThan(0);
});

describe.each(exercises)('$id', (exercise) => {
  const solutions = content.solutions.filter((solution) => solution.exercise === exercise.id);
  const mistakes = content.mistakes.filter((mistake) => mistake.exercise === exercise.id);

  it('has two solutions or more, and three mistakes or more', () => {
    expect(solutions.length).toBeGreaterThanOrEqual(2);
    expect(mistakes.length).toBeGreaterThanOrEqual(3);
  });

  it(`is proved on its own seeds and on ${OTHER_SEEDS} others`, async () => {
    const { problems } = await proveExercise(exercise, content, { otherSeeds: OTHER_SEEDS, mutantsIn: null });
    expect(problems).toEqual([]);
  }, 120_000);
});
