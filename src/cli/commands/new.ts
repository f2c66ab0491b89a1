import { BadUse, type Command } from '../command.ts';
import { newExercise } from '../scaffold/exercise.ts';
import { newLesson } from '../scaffold/lesson.ts';

/** Begins a lesson or an exercise. */
export const command: Command = {
  usage: 'new lesson MODULE/ID | new exercise MODULE/LESSON/ID',
  help: [
    'Begins a lesson, or an exercise within a lesson, as files that are complete, valid and explained by their comments.',
    'Write over them. Nothing that exists is overwritten; a lesson is added to course.yaml, an exercise to the end of its lesson.',
    '',
    'Ids are small letters, digits and hyphens; the id of a lesson or an exercise is used once in the whole course.',
    'Exit code: 0 written, 2 it could not be done.',
  ],
  options: {},
  arguments: [2, 2],
  async run({ positionals }, shell) {
    const [kind, path] = positionals as [string, string];
    if (kind !== 'lesson' && kind !== 'exercise') throw new BadUse(`There is a new lesson and a new exercise, but no new ${kind}. Usage: nsp ${command.usage}`);
    const written = kind === 'lesson' ? newLesson(shell.root, path) : newExercise(shell.root, path);
    for (const line of written) shell.out(line);
    shell.out(kind === 'lesson' ? `Next: write ${path}/lesson.mdx, then npx nsp new exercise ${path}/ID.` : 'Next: write over it, and run npx nsp check until it proves itself.');
    return 0;
  },
};
