import type { Command } from '../command.ts';
import { count, exercisesOf, findExercise, requireContent } from '../content.ts';
import { fateLines, sumOf, tallyLine, type Tally } from '../prove/mutants/prove-mutants.ts';
import { proveExercise } from '../prove/prove.ts';

/** Compiles all content and lets every exercise prove itself. */
export const command: Command = {
  usage: 'check [EXERCISE] [--mutants | --no-mutants]',
  help: [
    'Reads everything under content/ and prints what is wrong, with file and line. Then every exercise proves itself:',
    'its starter fails the checks that starterFails lists and no other; every solution passes on every seed of the',
    'exercise and on 20 more; every mistake fails at its check and gets its own diagnosis and no other; every mutant of a',
    'solution that does worse than the solutions fails a check.',
    '',
    'Prints one line for each exercise; under it how clear the limit of each check stands of the nearest right and the',
    'nearest wrong answer, in its unit and in spreads over the seeds; and what became of the mutants, which are made by',
    'dropping, changing and exchanging one field each, and which diagnoses they get. ARCHITECTURE.md says what counts as what.',
    '',
    '  --mutants     every mutant with its fate, and the sentence of its diagnosis: to be read by eye',
    '  --no-mutants  a quick look: no mutants. Their outcomes are kept in .cache, so that a second time is quick as well',
    '',
    'EXERCISE proves only this one. Exit code: 0 all is well, 1 something is wrong, 2 used in a wrong way.',
  ],
  options: { 'no-mutants': { type: 'boolean' }, mutants: { type: 'boolean' } },
  arguments: [0, 1],
  async run({ positionals, options }, shell) {
    const content = await requireContent(shell, 1);
    const wanted = positionals[0];
    const exercises = wanted === undefined ? exercisesOf(content.course) : [findExercise(content.course, wanted)];
    const mutantsIn = options['no-mutants'] === true ? null : shell.root;
    const tallies: Tally[] = [];
    let wrong = 0;
    for (const exercise of exercises) {
      const proof = await proveExercise(exercise, content, { mutantsIn });
      shell.out(proof.summary);
      for (const line of proof.lines) shell.out(`  ${line}`);
      if (options['mutants'] === true) for (const line of fateLines(proof.fates ?? [], exercise)) shell.out(`    ${line}`);
      if (proof.tally !== null) tallies.push(proof.tally);
      for (const problem of proof.problems) shell.err(`content/${problem.file}:${problem.line}: ${problem.message}`);
      wrong += proof.problems.length;
    }
    if (tallies.length > 1) shell.out(`All exercises together: ${tallyLine(sumOf(tallies))}.`);
    if (wrong === 0) shell.out(`${count(exercises.length, 'exercise')} proved.`);
    else shell.err(`${count(wrong, 'problem')} found.`);
    return wrong === 0 ? 0 : 1;
  },
};
