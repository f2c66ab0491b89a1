// The content folder, read and compiled; and its problems, printed.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compileCourse } from '../course/index.ts';
import type { CompiledCourse, ContentFile, ContentProblem, Course, Exercise } from '../course/index.ts';
import { Stopped, nearest, BadUse, type Shell } from './command.ts';
import { diagramProblems, mermaidVersion } from '../site/build/diagrams/find.ts';

/** The installed packages are those of this project, also when the content is another's. */
const PROJECT = join(import.meta.dirname, '../..');

/** Every file under content/, without those whose name begins with a dot. */
export function readContent(root: string): ContentFile[] {
  const folder = join(root, 'content');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const full = join(entry.parentPath, entry.name);
    const path = relative(folder, full).split(sep).join('/');
    return entry.isFile() && !path.split('/').some((step) => step.startsWith('.')) ? [{ path, text: readFileSync(full, 'utf8') }] : [];
  });
}

/** Content without any problem. */
export interface SoundCourse extends CompiledCourse { course: Course }

/** Compiles content/, with the MDX and the diagrams of every lesson; all problems together, in order of file and line. */
export async function compileContent(root: string): Promise<CompiledCourse> {
  const files = readContent(root);
  const compiled = compileCourse(files);
  const { findMdxProblems } = await import('./mdx.ts');
  const more = [...(await findMdxProblems(files)), ...diagramProblems(files, mermaidVersion(PROJECT))];
  if (more.length === 0) return compiled;
  const problems = [...compiled.problems, ...more].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return { ...compiled, course: null, problems };
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
