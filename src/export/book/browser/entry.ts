// The script of the book's page: reads the plan, takes the texts out of the site's pages, makes sheets of them, and says when it is done.
import type { BookPlan } from '../plan.ts';
import { el } from './elements.ts';
import { chapterPage, contents, titlePage, type Entry } from './front.ts';
import { dropDeadLinks, type Targets } from './links.ts';
import { pageRules, type PageRules } from './page-rules.ts';
import { Sheets } from './sheets.ts';
import { solutionsOf } from './solutions.ts';
import { appendixText, glossaryText, headingId, lessonText, targetsOf } from './texts.ts';

const NO_NOTES = new Map<string, HTMLElement>();

/** Millimetres in CSS pixels. */
const px = (mm: number): number => (mm * 96) / 25.4;

/** One pixel less than the paper has: what is laid out as high as a page must not begin another. */
const areaOf = ({ widthMm, heightMm, topMm, bottomMm }: BookPlan['paper']) => ({ width: Math.min(656, Math.floor(px(widthMm - 24))), height: Math.floor(px(heightMm - topMm - bottomMm)) - 1 });

/** What grows while the book is made. */
interface Book {
  plan: BookPlan;
  sheets: Sheets;
  targets: Targets;
  rules: PageRules;
  entries: Entry[];
}

async function assemble(plan: BookPlan): Promise<void> {
  const area = areaOf(plan.paper);
  const book: Book = { plan, sheets: new Sheets(area), targets: targetsOf(plan), rules: pageRules(plan.paper, (area.width * 25.4) / 96), entries: [] };
  const end: HTMLElement[] = [];
  for (const { number, title, summary, sections } of plan.chapters) {
    open(book, { level: 1, number, title, id: `chapter-${number}` }, summary, sections.map((section) => ({ level: 2, number: section.number, title: section.title, id: headingId(section.path) })));
    for (const section of sections) {
      const lesson = await lessonText(section, book.targets);
      book.sheets.lay(lesson, book.rules.add(`${number} ${title}`, `${section.number} ${section.title}`));
      const solutions = solutionsOf(section, lesson.answers);
      if (solutions !== null) end.push(solutions);
    }
  }
  await backMatter(book, end);
  frontMatter(book);
  document.head.append(el('style', {}, book.rules.css()));
  dropDeadLinks();
  numberPages();
}

/** Begins a chapter on a page of its own. */
function open({ sheets, rules, entries }: Book, chapter: Entry, summary: string, sections: readonly Entry[]): void {
  entries.push(chapter, ...sections);
  sheets.lay({ flow: chapterPage(chapter, summary, sections), notes: NO_NOTES }, rules.add('', ''));
}

/** Appendix, solutions, glossary. */
async function backMatter(book: Book, end: readonly HTMLElement[]): Promise<void> {
  const { plan: { appendix, glossary }, sheets, rules, entries, targets } = book;
  if (appendix.length > 0) open(book, { level: 1, number: '', title: 'Appendix', id: 'appendix' }, 'Texts beside the lessons.', appendix.map(({ title, path }) => ({ level: 2, number: '', title, id: headingId(path) })));
  for (const page of appendix) sheets.lay(await appendixText(page, targets), rules.add('Appendix', page.title));
  if (end.length > 0) {
    const sections = end.map((part): Entry => ({ level: 2, number: '', title: part.querySelector('h2')!.textContent!, id: part.querySelector('h2')!.id }));
    open(book, { level: 1, number: '', title: 'Solutions and answers', id: 'solutions' }, 'Answers to the questions, hints, and solutions of the exercises. An exercise has several: any design that holds its goals is right.', sections);
    for (const [at, flow] of end.entries()) sheets.lay({ flow, notes: NO_NOTES }, rules.add('Solutions and answers', sections[at]!.title));
  }
  entries.push({ level: 1, number: '', title: 'Glossary', id: headingId(glossary) });
  sheets.lay(await glossaryText(glossary, targets), rules.add('', 'Glossary'));
}

/** Made last, since it names everything; comes first. */
function frontMatter({ plan, sheets, rules, entries }: Book): void {
  const first = document.querySelector('.sheet')!;
  const front = [...sheets.lay({ flow: titlePage(plan), notes: NO_NOTES }, rules.title), ...sheets.lay({ flow: contents(entries), notes: NO_NOTES }, rules.add('', 'Contents'))];
  first.before(...front);
}

/** Every page is there: whatever names one gets its number. */
function numberPages(): void {
  document.querySelector('.bench')!.remove();
  const sheets = [...document.querySelectorAll('.sheet')];
  for (const mark of document.querySelectorAll<HTMLElement>('[data-page-of]')) {
    const target = document.getElementById(mark.dataset['pageOf']!);
    if (target === null) throw new Error(`Nothing in the book has the id ${mark.dataset['pageOf']}.`);
    mark.textContent = String(sheets.indexOf(target.closest('.sheet')!) + 1);
  }
}

const say = (state: string): void => document.documentElement.setAttribute('data-book', state);

document.fonts.load('16px "Recursive Variable"').then(() => assemble(JSON.parse(document.querySelector('#plan')!.textContent!) as BookPlan)).then(() => say('ready'), (error: Error) => say(error.message || 'The book cannot be made.'));
