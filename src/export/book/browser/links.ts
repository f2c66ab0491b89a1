// Links on paper: into the book they say where, out of it they become notes, and anything else is text.
import { el, pageOf } from './elements.ts';

/** Where pages of the site are in the book. */
export interface Target {
  /** Id of its heading. */
  id: string;
  /** What is said behind a link to it, such as `section 1.3`. */
  words: string;
}

/** Addresses of the site, from its root, by path. */
export type Targets = ReadonlyMap<string, Target>;

/** Ids of a page inside the book: two pages may have the same. */
export const idIn = (page: string, id: string): string => `${page.replace(/(\/index)?\.html$/, '').replaceAll('/', '-')}--${id}`;

/** The text of each note by its number, from 1 on for each call. */
export type Notes = Map<string, HTMLElement>;

/** Makes the links of a text fit for paper; `path` is the page that it was taken from. Returns the notes that its numbers stand for. */
export function linksOnPaper(text: HTMLElement, path: string, targets: Targets): Notes {
  const notes: Notes = new Map();
  for (const link of text.querySelectorAll<HTMLAnchorElement>('a[href]:not(.page-of)')) {
    const href = link.getAttribute('href')!;
    link.removeAttribute('data-note');
    if (/^https?:/.test(href)) link.after(noteFor(href, notes));
    else bound(link, new URL(href, `http://book/${path}`), targets);
  }
  return notes;
}

function noteFor(href: string, notes: Notes): HTMLElement {
  const number = String(notes.size + 1);
  notes.set(number, el('p', {}, el('b', {}, `${number} `), el('a', { href }, href)));
  return el('sup', { 'data-note': number }, number);
}

/** A link to a page of the book, or to a place in one; anything else reads as text. */
function bound(link: HTMLAnchorElement, { pathname, hash }: URL, targets: Targets): void {
  const page = pathname.slice(1);
  const target = targets.get(page);
  if (target === undefined) return link.replaceWith(...link.childNodes);
  link.href = `#${hash === '' ? target.id : idIn(page, hash.slice(1))}`;
  const isSaid = link.classList.contains('term') || link.closest('.see, .meta') !== null;
  if (!isSaid) link.after(' (', el('span', {}, `${target.words}, `), pageOf(target.id), ')');
  if (link.closest('.see') !== null && target.words.startsWith('section')) link.after(', ', pageOf(target.id));
}

/** A link to an id that is not in the book leads nowhere: it becomes text. */
export function dropDeadLinks(): void {
  for (const link of document.querySelectorAll('a[href^="#"]')) if (document.getElementById(link.getAttribute('href')!.slice(1)) === null) link.replaceWith(...link.childNodes);
}
