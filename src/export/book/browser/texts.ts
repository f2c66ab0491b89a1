// The texts of the book, taken out of the pages of the built site.
import type { BookPlan, BookSection } from '../plan.ts';
import { predictionsOnPaper, questionsOnPaper, type Answer } from './asks.ts';
import { drop, el, renamed } from './elements.ts';
import { exerciseOnPaper } from './exercise.ts';
import { idIn, linksOnPaper, type Notes, type Targets } from './links.ts';

/** A text that is ready for pages. */
export interface PaperText {
  flow: HTMLElement;
  notes: Notes;
}

/** A lesson, and what it leaves for the end of the book. */
export interface PaperLesson extends PaperText {
  answers: Answer[];
}

/** Id of a page's heading in the book. */
export const headingId = (path: string): string => idIn(path, 'title');

/** Which page of the site is where in the book. */
export function targetsOf({ chapters, appendix, glossary }: BookPlan): Targets {
  const sections = chapters.flatMap((chapter) => chapter.sections);
  const exercises = sections.flatMap((section) => section.exercises.map(({ id, title }) => [`exercises/${id}/index.html`, { id: `exercise-${id}`, words: `exercise “${title}”` }] as const));
  return new Map([
    ...sections.map(({ path, number }) => [path, { id: headingId(path), words: `section ${number}` }] as const),
    ...exercises,
    ...appendix.map(({ path }) => [path, { id: headingId(path), words: 'appendix' }] as const),
    [glossary, { id: headingId(glossary), words: 'glossary' }],
  ]);
}

/** The page's element of this selector. */
async function read(path: string, selector: string): Promise<HTMLElement> {
  const answer = await fetch(path);
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>(selector);
  if (!answer.ok || found === null) throw new Error(`${path} has no ${selector}.`);
  return document.adoptNode(found);
}

/** A lesson of the book. */
export async function lessonText(section: BookSection, targets: Targets): Promise<PaperLesson> {
  const article = await read(section.path, 'article.prose');
  article.querySelector('.meta')?.remove();
  prepare(article, section.path, 1);
  for (const exercise of section.exercises) exerciseOnPaper(article.querySelector<HTMLElement>(`[data-exercise="${exercise.id}"]`)!, exercise);
  const answers = questionsOnPaper(article);
  predictionsOnPaper(article);
  article.querySelector('h2')!.replaceChildren(el('span', { class: 'number' }, `${section.number} `), section.title);
  const notes = linksOnPaper(article, section.path, targets);
  for (const { text } of answers) linksOnPaper(el('div', {}, ...text), section.path, targets);
  return { flow: flowOf(article), notes, answers };
}

/** A text of the appendix. */
export async function appendixText({ path }: { path: string }, targets: Targets): Promise<PaperText> {
  const article = await read(path, 'article.prose');
  article.querySelector('.meta')?.remove();
  prepare(article, path, 1);
  return { notes: linksOnPaper(article, path, targets), flow: flowOf(article) };
}

/** The glossary, entry by entry. */
export async function glossaryText(path: string, targets: Targets): Promise<PaperText> {
  const made = await read(path, '.glossary');
  prepare(made, path, 0);
  for (const heading of made.querySelectorAll('h2')) renamed(heading, 'p').classList.add('letter');
  const notes = linksOnPaper(made, path, targets);
  return { notes, flow: el('div', { class: 'flow words' }, ...made.childNodes) };
}

/** Nothing that needs a screen; ids that are the book's only ones; headings as many levels lower as the text lies in the book. */
function prepare(text: HTMLElement, path: string, lower: number): void {
  drop(text, '.toc, .nx, .paper, noscript, .narrow-only, .as-text, .letters');
  for (const element of text.querySelectorAll('[tabindex]')) element.removeAttribute('tabindex');
  for (const element of text.querySelectorAll('[id]')) if (element.closest('svg') === null) element.id = idIn(path, element.id);
  const aims = text.querySelector('.aims h2');
  if (aims !== null) renamed(aims, 'p').classList.add('label');
  for (const level of [4, 3, 2, 1]) for (const heading of text.querySelectorAll(`h${level}`)) if (lower > 0) renamed(heading, `h${level + lower}`);
  text.querySelector(`h${1 + lower}`)!.id = headingId(path);
  for (const list of text.querySelectorAll('ol')) [...list.children].forEach((item, at) => item.setAttribute('data-number', String(at + 1)));
  for (const fold of text.querySelectorAll('details:not(.slot, .right)')) unfold(fold);
}

/** A fold is open on paper. */
function unfold(fold: Element): void {
  const made = renamed(fold, 'div');
  const summary = made.querySelector(':scope > summary');
  if (summary !== null) renamed(summary, 'p').classList.add('label');
}

const flowOf = (article: HTMLElement): HTMLElement => el('div', { class: 'flow prose' }, ...article.childNodes);
