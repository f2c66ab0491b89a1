// The course as a book: one PDF, assembled from the pages of the built site by a script in a browser that somebody else starts.
import type { Course } from '../../course/course.ts';
import { sorted, type Files } from '../files.ts';
import { bookFiles, BOOK_PAGE } from './page.ts';
import { planBook, type BookFacts } from './plan.ts';
import { reproducible } from './reproducible.ts';

export { PAPERS, type Paper } from './paper.ts';

/**
 * A browser: serves the files to itself, opens the page, waits until `html` has an attribute `data-book` (`ready`, or a sentence that says what is wrong, for which it
 * rejects), and prints the page as its style sheet says: backgrounds, tags and outline included.
 */
export type Press = (files: Files, page: string) => Promise<Uint8Array>;

/** The book of the built site `files`, which was built from `course`. The same files, Chromium and fonts give the same bytes. */
export async function makeBook(files: Files, course: Course, facts: BookFacts, press: Press): Promise<Uint8Array> {
  const made = await bookFiles(planBook(files, course, facts));
  return reproducible(await press(sorted([...files, ...made]), BOOK_PAGE));
}
