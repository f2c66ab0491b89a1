// The last chapter: for each lesson the answers to its questions, and for each exercise its hints and solutions.
import type { BookExercise, BookSection } from '../plan.ts';
import type { Answer } from './asks.ts';
import { el, pageOf, prose } from './elements.ts';
import { exerciseId, solutionsId } from './exercise.ts';

/** Id of a lesson's answers. */
export const answersId = (section: BookSection): string => `answers-${section.number}`;

/** What a lesson leaves for the end; null: nothing. */
export function solutionsOf(section: BookSection, answers: readonly Answer[]): HTMLElement | null {
  if (answers.length === 0 && section.exercises.length === 0) return null;
  const made = el('div', { class: 'flow prose' }, el('h2', { id: answersId(section) }, `Section ${section.number}`));
  if (answers.length > 0) {
    made.append(el('h3', {}, `Questions of section ${section.number}`));
    made.append(...answers.map(({ number, text }) => el('div', { class: 'answer' }, el('p', { class: 'label' }, `Question ${number}`), ...text)));
  }
  made.append(...section.exercises.flatMap(solutionsOfExercise));
  return made;
}

function solutionsOfExercise({ id, title, hints, solutions }: BookExercise): HTMLElement[] {
  return [
    el('h3', { id: solutionsId(id) }, 'Exercise ', prose(title)),
    el('p', { class: 's' }, 'The task is on ', pageOf(exerciseId(id)), '.'),
    ...hints.map((hint, at) => el('p', { class: 'said-hint' }, el('b', {}, `Hint ${at + 1}. `), prose(hint))),
    ...solutions.flatMap((solution, at) => [
      el('p', { class: 'solution' }, el('b', {}, `Solution ${at + 1}. `), prose(solution.title.replace(/(?<![.!?])$/, '.'))),
      el('figure', { class: 'code' }, el('figcaption', {}, 'design.ts'), el('pre', {}, quiet(solution.source))),
    ]),
  ];
}

/** Words of code as lessons show them: comments, strings and numbers, words of the language. */
const TOKEN = /(?<c>\/\/.*)|(?<v>'(?:[^'\\\n]|\\.)*'|\b\d[\d_.]*\b|\b(?:true|false)\b)|(?<k>\b(?:import|export|default|from|const|function|return|for|of|as)\b)/g;

function quiet(source: string): HTMLElement {
  const code = el('code');
  let end = 0;
  for (const match of source.matchAll(TOKEN)) {
    const kind = Object.entries(match.groups!).find(([, text]) => text !== undefined)![0];
    code.append(source.slice(end, match.index), el('span', { class: kind }, match[0]));
    end = match.index + match[0].length;
  }
  code.append(source.slice(end));
  return code;
}
