// The content folder, read and compiled; and its problems, printed.
import { join } from 'node:path';
import { compileCourse } from '../course/index.ts';
import type { CompiledCourse, ContentProblem, Course, Exercise } from '../course/index.ts';
import { Stopped, nearest, BadUse, type Shell } from './command.ts';
import { compileFiles, readContent, withProblems, type SoundCourse } from '../site/build/read-content.ts';

/** The installed packages are those of this project, also when the content is another's. */
const PROJECT = join(import.meta.dirname, '../..');

/** Compiles content/, with the MDX, the diagrams and the measured numbers of every lesson; all problems together, in order of file and line. */
export async function compileContent(root: string): Promise<CompiledCourse> {
  const files = readContent(root);
  const { findMdxProblems } = await import('./mdx.ts');
  const compiled = withProblems(compileFiles(files, PROJECT), await findMdxProblems(files));
  if (compiled.course === null) return compiled;
  const { measureCourse, measuredCache } = await import('../site/build/measured/measure.ts');
  return withProblems(compiled, (await measureCourse(compiled.course, files, measuredCache(root))).problems);
}

/** The course and all that belongs to it; stops with exit code `code` after printing every problem. */
export const requireContent = async (shell: Shell, code: number): Promise<SoundCourse> => sound(await compileContent(shell.root), shell, code);

/** As `requireContent`, without what only the site needs: MDX and diagrams are not looked at. */
export const requireCourse = (shell: Shell, code: number): SoundCourse => sound(compileCourse(readContent(shell.root)), shell, code);

function sound(compiled: CompiledCourse, shell: Shell, code: number): SoundCourse {
  if (compiled.course === null) {
    printProblems(compiled.problems, shell);
    throw new Stopped(`${count(compiled.problems.length, 'problem')} in content/. Mend ${compiled.problems.length === 1 ? 'it' : 'them'}, then run the command again.`, code);
  }
  return { ...compiled, course: compiled.course };
}

/** One line a problem: `content/file:line: what is wrong`. */
export function printProblems(problems: readonly ContentProblem[], shell: Shell): void {
  for (const problem of problems) shell.err(`content/${problem.file}:${problem.line}: ${problem.message}`);
}

/** Every exercise of the course, in its order. */
export const exercisesOf = (course: Course): Exercise[] => course.modules.flatMap((module) => module.lessons.flatMap((lesson) => lesson.exercises));

/** The exercise with this id; bad use when there is none. */
export function findExercise(course: Course, id: string): Exercise {
  const exercises = exercisesOf(course);
  const found = exercises.find((exercise) => exercise.id === id);
  if (found !== undefined) return found;
  const ids = exercises.map((exercise) => exercise.id);
  const meant = nearest(id, ids);
  throw new BadUse(`There is no exercise ${id}${meant === null ? '.' : `; did you mean ${meant}?`} There is ${ids.join(', ')}.`);
}

/** `1 problem`, `2 problems`. */
export const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;
