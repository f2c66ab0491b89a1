// scripts/home.js: where the learner is in the course, what is done, and what is due again. The page says all else without it.
import { countDone, resumeAt, type MapItem } from '../home/resume.ts';
import { offerToKeep } from '../page/keep.ts';
import { exerciseState, lessonState } from '../page/standing.ts';
import { planReview } from '../learn/review-plan.ts';
import { keys, read } from '../platform/store.ts';
import { decodeAnswer } from '../records/answer.ts';
import { decodePlace, PLACE_KEY } from '../records/place.ts';

interface Tile extends MapItem { element: HTMLElement; isBegun: boolean }

const one = <E extends HTMLElement = HTMLElement>(selector: string): E => document.querySelector<E>(selector)!;

async function tileOf(element: HTMLAnchorElement): Promise<Tile> {
  const { lesson, exercise, version } = element.dataset;
  const base = { element, title: element.querySelector('.t')!.textContent!, href: element.getAttribute('href')! };
  if (lesson !== undefined) {
    const state = await lessonState(lesson);
    return { ...base, kind: 'lesson', id: lesson, isDone: state === 'read', isBegun: state !== null };
  }
  const state = await exerciseState(exercise!, Number(version));
  return { ...base, kind: 'exercise', id: exercise!, isDone: state?.kind === 'proved', isBegun: state !== null };
}

async function show(): Promise<void> {
  const tiles = await Promise.all([...document.querySelectorAll<HTMLAnchorElement>('.win')].map(tileOf));
  if (tiles.some((tile) => tile.isBegun)) {
    one('.mapd .count').textContent = countDone(tiles);
    for (const module of document.querySelectorAll<HTMLElement>('.mod')) {
      const own = tiles.filter((tile) => module.contains(tile.element));
      if (own.some((tile) => tile.isBegun)) module.querySelector('.count')!.textContent = countDone(own);
    }
  }
  const place = decodePlace(await read(PLACE_KEY));
  const resume = resumeAt(tiles, place);
  if (resume !== null) {
    one('.go h1').textContent = resume.title;
    one('.go .lead').textContent = resume.lead;
    const button = one<HTMLAnchorElement>('.go .btn');
    button.hidden = resume.next === null;
    Object.assign(button, { textContent: resume.next?.text ?? '', href: resume.next?.href ?? '#' });
    tiles.find((tile) => tile.kind === place!.kind && tile.id === place!.id)!.element.classList.add('here');
  }
  await showDue(tiles);
}

async function showDue(tiles: readonly Tile[]): Promise<void> {
  const asks = tiles.map((tile) => ({ element: tile.element, questions: new Set((tile.element.dataset['questions'] ?? '').split(' ').filter(Boolean)) }));
  const texts = await Promise.all((await keys('answer:')).map(read));
  const isDue = new Set(planReview(texts.flatMap((text) => decodeAnswer(text) ?? []), Date.now()).due);
  let all = 0;
  for (const { element, questions } of asks) {
    const due = [...questions].filter((question) => isDue.has(question)).length;
    all += due;
    if (due > 0) element.querySelector('.due')!.textContent = `, ${due} due again`;
  }
  const link = one<HTMLAnchorElement>('.go .review');
  if (all > 0) {
    link.hidden = false;
    link.href = 'review/index.html';
    link.textContent = all === 1 ? 'Answer one question that is due again' : `Answer ${all} questions that are due again`;
  }
}

void show();
void offerToKeep();
