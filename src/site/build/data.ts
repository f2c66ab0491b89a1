// Data files that pages load on demand: classic scripts that assign, since fetch is refused on file://.
import type { Course, SolutionFile } from '../../course/course.ts';
import { lessonAddress } from '../layouts/page-address.ts';
import { asksSomething, type LessonAsks, type ReviewQuestion } from '../learn/lesson-asks.ts';
import type { SearchEntry } from '../search/entry.ts';
import type { SiteFile } from './scripts.ts';

/**
 * `data/exercises/<id>.js` without any answer, and `data/solutions/<id>.js` with all of them; what each lesson asks as `data/learn/<lesson>.js`, and all questions for
 * the review. Mistake files never leave content/.
 */
export function dataFiles(course: Course, solutions: SolutionFile[]): SiteFile[] {
  const lessons = course.modules.flatMap((module) => module.lessons);
  const questions = lessons.flatMap((lesson) => lesson.questions);
  const exercises = lessons.flatMap((lesson) => lesson.exercises).flatMap((exercise) => {
    const answers = solutions.filter((file) => file.exercise === exercise.id);
    return [dataFile(`exercises/${exercise.id}`, exercise), dataFile(`solutions/${exercise.id}`, answers)];
  });
  const asks = lessons.filter(asksSomething).map((lesson) => {
    const value: LessonAsks = { predictions: lesson.predictions, questions: questions.filter(({ id }) => lesson.asks.includes(id)) };
    return dataFile(`learn/${lesson.module}/${lesson.id}`, value);
  });
  const review = lessons.flatMap((lesson) => lesson.questions.map((question): ReviewQuestion => ({ question, lesson: lesson.title, address: lessonAddress(lesson) })));
  return [...exercises, ...asks, dataFile('questions', review)];
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
