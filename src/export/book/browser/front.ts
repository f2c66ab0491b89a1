// What stands before the chapters: the title page and the contents.
import type { BookPlan } from '../plan.ts';
import { el, pageOf } from './elements.ts';

/** A line of the contents. */
export interface Entry {
  level: 1 | 2;
  number: string;
  title: string;
  /** Of the heading. */
  id: string;
}

/** The first page. */
export function titlePage({ title, chapters, version, edition, isPart }: BookPlan): HTMLElement {
  const lessons = chapters.flatMap(({ sections }) => sections).length;
  return el('div', { class: 'flow title-page' },
    mark(),
    el('p', { class: 'book-title' }, title),
    el('p', { class: 'book-lead' }, 'Load balancing, active-active and active-passive, and database replication: how a service stays up when a part of it fails.'),
    el('p', {}, `${isPart ? 'A part of the course' : 'The whole course'}: ${lessons === 1 ? 'one lesson' : `${lessons} lessons`}, with exercises to write into, and their solutions at the end.`),
    el('div', { class: 'imprint' },
      el('p', {}, `Version ${version}, edition ${edition}.`),
      el('p', {}, 'Text and figures: Creative Commons Attribution 4.0 International (CC BY 4.0), creativecommons.org/licenses/by/4.0. Code: MIT licence. Typeface: Recursive, SIL Open Font License 1.1.'),
      el('p', {}, 'Numbers, curves and charts were measured by the simulator of the course when this edition was built. The designs that you write here are proved in the course itself: in a browser, with the same tasks.')));
}

function mark(): Node {
  const holder = el('div', { class: 'book-mark' });
  holder.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"><path d="M5 6h14M5 18h14M5 6l14 12M5 18 19 6"/><g fill="currentColor" stroke="none"><circle cx="5" cy="6" r="2.75"/><circle cx="19" cy="6" r="2.75"/><circle cx="5" cy="18" r="2.75"/><circle cx="19" cy="18" r="2.75"/></g></svg>';
  return holder;
}

/** A line of the contents; its page's number comes when all pages are made. */
function line({ level, number, title, id }: Entry): HTMLElement {
  const page = pageOf(id).querySelector('span')!;
  return el('li', { class: `level-${level}` }, el('a', { href: `#${id}` }, el('span', { class: 'number' }, number), el('span', { class: 'what' }, title), el('span', { class: 'leader' }), page));
}

/** The contents of the book. */
export function contents(entries: readonly Entry[]): HTMLElement {
  return el('div', { class: 'flow contents' }, el('h1', { id: 'contents' }, 'Contents'), el('ol', {}, ...entries.map(line)));
}

/** The page that begins a chapter, with what is in it. */
export function chapterPage({ number, title, id }: Entry, summary: string, sections: readonly Entry[]): HTMLElement {
  return el('div', { class: 'flow opener' },
    el('h1', { id }, ...(number === '' ? [] : [el('span', { class: 'number' }, `${number} `)]), title),
    el('p', { class: 'lead' }, summary),
    el('ol', {}, ...sections.map(line)));
}
