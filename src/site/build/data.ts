// Data files that pages load on demand: classic scripts that assign, since fetch is refused on file://.
import type { Course, SolutionFile } from '../../course/course.ts';
import type { SearchEntry } from '../search/entry.ts';
import type { SiteFile } from './scripts.ts';

/** `data/exercises/<id>.js` without any answer, and `data/solutions/<id>.js` with all of them. Mistake files never leave content/. */
export function dataFiles(course: Course, solutions: SolutionFile[]): SiteFile[] {
  const exercises = course.modules.flatMap((module) => module.lessons).flatMap((lesson) => lesson.exercises);
  return exercises.flatMap((exercise) => {
    const answers = solutions.filter((file) => file.exercise === exercise.id);
    return [dataFile(`exercises/${exercise.id}`, exercise), dataFile(`solutions/${exercise.id}`, answers)];
  });
}

/** `data/search.js`. The entries themselves, from which the browser makes its index in milliseconds: an index made beforehand is twice as large. */
export function searchFile(entries: readonly SearchEntry[]): SiteFile {
  return dataFile('search', entries);
}

/** The script that puts a JSON value under its key. */
export function dataFile(key: string, value: unknown): SiteFile {
  const text = `(self.nspData??={})[${JSON.stringify(key)}]=${JSON.stringify(value)};\n`;
  return { path: `data/${key}.js`, bytes: new TextEncoder().encode(text) };
}
