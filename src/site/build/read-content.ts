// Reads content/ and compiles it: the only place that touches the authors' files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCourse, partOfCourse } from '../../course/index.ts';
import type { CompiledCourse, ContentFile, ContentProblem, Course } from '../../course/index.ts';
import { diagramProblems, mermaidVersion } from './diagrams/find.ts';

/** A compiled course without problems. */
export interface SoundCourse extends CompiledCourse {
  course: Course;
}

/** All files under a folder, as sorted paths with slashes. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
}

/** Every file under content/, with its text, but for those whose name begins with a dot; none where there is no such folder. */
export function readContent(root: string): ContentFile[] {
  const folder = join(root, 'content');
  if (!existsSync(folder)) return [];
  const isHidden = (path: string): boolean => path.split('/').some((step) => step.startsWith('.'));
  return listFiles(folder).filter((path) => !isHidden(path)).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** Compiles files of content/ with their diagrams; `course` is null when anything is wrong. `packages` is the folder whose mermaid counts. */
export function compileFiles(files: readonly ContentFile[], packages: string): CompiledCourse {
  return withProblems(compileCourse(files), diagramProblems(files, mermaidVersion(packages)));
}

/** The same content with more problems, all in order of file and line. */
export function withProblems(compiled: CompiledCourse, more: readonly ContentProblem[]): CompiledCourse {
  if (more.length === 0) return compiled;
  const problems = [...compiled.problems, ...more].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  return { ...compiled, course: null, problems };
}

/** The compiled content; throws an error that lists every problem with file and line. */
export function soundContent(root: string): SoundCourse {
  const compiled = compileFiles(readContent(root), root);
  if (compiled.course === null) {
    const error = new Error(describeContentProblems(compiled.problems));
    // An author's mistake: where this program noticed it is of no use to the author.
    error.stack = '';
    throw error;
  }
  return { ...compiled, course: compiled.course };
}

/** As `soundContent`, with these lessons only; null means all. */
export function soundPart(root: string, lessons: readonly string[] | null): SoundCourse {
  const content = soundContent(root);
  return lessons === null ? content : { ...content, course: partOfCourse(content.course, lessons) };
}

/** All problems as text, one line each: `content/course.yaml:3: …`. */
export function describeContentProblems(problems: ContentProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return [`The content has ${count}:`, ...problems.map(({ file, line, message }) => `content/${file}:${line}: ${message}`)].join('\n');
}
