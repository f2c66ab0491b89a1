import { explorationLines } from '../../grader/index.ts';
import { exploreInWorker } from '../../grader/adapter/node/index.ts';
import type { Exploration } from '../../grader/explore/exploration.ts';
import type { Command } from '../command.ts';
import { findExercise, requireCourse } from '../content.ts';
import { readNamedFile } from '../read-design.ts';

/** Tries every fault of the fault table on a design. */
export const command: Command = {
  usage: 'explore EXERCISE FILE [--pairs] [--json]',
  help: [
    'Tries every fault of the fault table on every part of the design in FILE, under the load of an exercise, and prints what',
    'came of each: served, the share answered, confirmed writes lost, or DOWN. EXERCISE is its id, such as n-plus-one.',
    '',
    '  --pairs  every pair of faults, too',
    '  --json   print the exploration as JSON and nothing else',
    '',
    'Exit code: 0 no fault stops the service or loses writes, 1 some fault does, 2 the design is not simulated, or used in a',
    'wrong way.',
  ],
  options: { pairs: { type: 'boolean' }, json: { type: 'boolean' } },
  arguments: [2, 2],
  async run({ positionals, options }, shell) {
    const [id, path] = positionals as [string, string];
    const source = readNamedFile(path, 'design');
    const exercise = findExercise(requireCourse(shell, 2).course, id);
    const exploration = await exploreInWorker(source, exercise, options['pairs'] === true);
    if (options['json'] === true) shell.out(JSON.stringify(exploration));
    else for (const line of explorationLines(exploration)) shell.out(line);
    return exitCode(exploration);
  },
};

function exitCode({ cells, diagnostics }: Exploration): number {
  if (diagnostics.length > 0) return 2;
  return cells.some(({ outcome }) => outcome === 'down' || outcome === 'data-lost') ? 1 : 0;
}
