// What the book holds and in which order: data, handed to the script that assembles it in a browser.
import { createHash } from 'node:crypto';
import type { Course, Exercise, Lesson, SolutionFile } from '../../course/course.ts';
import type { Files } from '../files.ts';
import type { Paper } from './paper.ts';

/** An exercise of the book; its task and starter stand in the page of its lesson. */
export interface BookExercise {
  id: string;
  title: string;
  /** What the learner says before the first run; `items`: what can be chosen or is put in order. */
  predict: { ask: string; kind: 'number' | 'ranking' | 'curve'; unit: string; items: string[] };
  hints: string[];
  solutions: { title: string; source: string }[];
}

/** A lesson. */
export interface BookSection {
  /** Such as `1.3`. */
  number: string;
  /** Such as `foundations/queues-and-headroom`. */
  id: string;
  title: string;
  /** Its page in the built site. */
  path: string;
  exercises: BookExercise[];
}

/** A module. */
export interface BookChapter {
  number: string;
  title: string;
  summary: string;
  sections: BookSection[];
}

/** The whole book. */
export interface BookPlan {
  title: string;
  /** Such as `0.1.0`. */
  version: string;
  /** The same for the same content. */
  edition: string;
  /** True: only some lessons of the course. */
  isPart: boolean;
  paper: Paper;
  chapters: BookChapter[];
  /** Texts that belong to no lesson. */
  appendix: { id: string; title: string; path: string }[];
  glossary: string;
}

/** What is said about the book from outside. */
export interface BookFacts {
  version: string;
  isPart: boolean;
  paper: Paper;
}

/** The plan for the course, or the part of one, that `files` were built from. Throws where a file of it is missing. */
export function planBook(files: Files, course: Course, facts: BookFacts): BookPlan {
  const chapters = course.modules.filter(({ lessons }) => lessons.length > 0).map(({ title, summary, lessons }): BookChapter => ({
    // As in the whole course, also in a part of it.
    number: lessons[0]!.number.split('.')[0]!,
    title,
    summary,
    sections: lessons.map((lesson) => sectionOf(files, lesson)),
  }));
  const appendix = course.pages.map(({ id, title }) => ({ id, title, path: `${id}/index.html` })).filter(({ path }) => files.has(path));
  const glossary = 'glossary/index.html';
  const pages = [...chapters.flatMap(({ sections }) => sections), ...appendix, { path: glossary }].map(({ path }) => path);
  return { title: course.title, ...facts, edition: editionOf(files, pages), chapters, appendix, glossary };
}

function sectionOf(files: Files, { module, id, number, title, exercises }: Lesson): BookSection {
  return { number, id: `${module}/${id}`, title, path: `${module}/${id}/index.html`, exercises: exercises.map((exercise) => exerciseOf(files, exercise)) };
}

function exerciseOf(files: Files, { id, title, hints, predict: { ask, form } }: Exercise): BookExercise {
  const items = form.kind === 'number' ? [] : form.kind === 'ranking' ? form.items : form.options;
  const solutions = solutionsOf(files, id).map(({ title, source }) => ({ title, source: source.replace(/^\/\/ title:.*\n/, '').trimEnd() }));
  return { id, title, hints, predict: { ask, kind: form.kind, unit: form.kind === 'number' ? form.unit : '', items: items.map(({ text }) => text) }, solutions };
}

/** The build's data files are scripts that assign one JSON value. */
function solutionsOf(files: Files, exercise: string): SolutionFile[] {
  const text = textOf(files, `data/solutions/${exercise}.js`);
  return JSON.parse(text.slice(text.indexOf(']=') + 2).replace(/;\s*$/, '')) as SolutionFile[];
}

/** A file of the built site as text; throws where it is missing. */
function textOf(files: Files, path: string): string {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`The built course has no ${path}, which the book needs. Build the course again.`);
  return new TextDecoder().decode(bytes);
}

function editionOf(files: Files, pages: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of pages) hash.update(path).update(textOf(files, path));
  return hash.digest('hex').slice(0, 8);
}
