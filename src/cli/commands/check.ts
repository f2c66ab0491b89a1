import type { Command } from '../command.ts';
import { count, exercisesOf, findExercise, requireContent } from '../content.ts';
import { proveExercise } from '../prove/prove.ts';

/** Compiles all content and lets every exercise prove itself. */
export const command: Command = {
  usage: 'check [EXERCISE]',
  help: [
    'Reads everything under content/ and prints what is wrong, with file and line. Then every exercise proves itself:',
    'its starter fails the checks that starterFails lists and no other; every solution passes on every seed of the',
    'exercise and on 20 more; every mistake fails at its check and gets its own diagnosis.',
    '',
    'Prints one line for each exercise, and under it how far its solutions are from the limit of each check.',
    'EXERCISE proves only this one. Exit code: 0 all is well, 1 something is wrong, 2 used in a wrong way.',
  ],
  options: {},
  arguments: [0, 1],
  async run({ positionals }, shell) {
    const content = await requireContent(shell, 1);
    const wanted = positionals[0];
    const exercises = wanted === undefined ? exercisesOf(content.course) : [findExercise(content.course, wanted)];
    let wrong = 0;
    for (const exercise of exercises) {
      const proof = await proveExercise(exercise, content);
      shell.out(proof.summary);
      for (const margin of proof.margins) shell.out(`  ${margin}`);
      for (const problem of proof.problems) shell.err(`content/${problem.file}:${problem.line}: ${problem.message}`);
      wrong += proof.problems.length;
    }
    if (wrong === 0) shell.out(`${count(exercises.length, 'exercise')} proved.`);
    else shell.err(`${count(wrong, 'problem')} found.`);
    return wrong === 0 ? 0 : 1;
  },
};
