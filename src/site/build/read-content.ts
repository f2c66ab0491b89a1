// Reads content/ and compiles it: the only place where the site's build touches the authors' files.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCourse } from '../../course/index.ts';
import type { CompiledCourse, ContentProblem, Course } from '../../course/course.ts';
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

/** The texts that the compiler reads, and the drawings. */
export function readContent(root: string): { path: string; text: string }[] {
  const folder = join(root, 'content');
  return listFiles(folder).filter((path) => /\.(yaml|mdx|ts|svg)$/.test(path)).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** The compiled content; `course` is null when anything is wrong, and all of it is in `problems`, diagrams included. */
export function compileContent(root: string): CompiledCourse {
  const files = readContent(root);
  const compiled = compileCourse(files.filter((file) => !file.path.endsWith('.svg')));
  const problems = [...compiled.problems, ...diagramProblems(files, mermaidVersion(root))].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  return problems.length > 0 ? { ...compiled, course: null, problems } : compiled;
}

/** The compiled content; throws an error that lists every problem with file and line. */
export function soundContent(root: string): SoundCourse {
  const compiled = compileContent(root);
  if (compiled.course === null) {
    const error = new Error(describeContentProblems(compiled.problems));
    // An author's mistake: where this program noticed it is of no use to the author.
    error.stack = '';
    throw error;
  }
  return { ...compiled, course: compiled.course };
}

/** All problems as text, one line each: `content/course.yaml:3: …`. */
export function describeContentProblems(problems: ContentProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return [`The content has ${count}:`, ...problems.map(({ file, line, message }) => `content/${file}:${line}: ${message}`)].join('\n');
}
