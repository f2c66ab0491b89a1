// An exercise on paper: its task, a prediction, the file as it is handed out, and lines for the learner's own.
import type { BookExercise } from '../plan.ts';
import { drop, el, pageOf, prose, ruled } from './elements.ts';

/** Id of an exercise in its lesson. */
export const exerciseId = (id: string): string => `exercise-${id}`;
/** Id of its solutions at the end. */
export const solutionsId = (id: string): string => `solutions-${id}`;

/** Changes the exercise's section of a lesson. */
export function exerciseOnPaper(section: HTMLElement, exercise: BookExercise): void {
  drop(section, '.acts, .state, .meta svg');
  section.removeAttribute('aria-labelledby');
  const heading = section.querySelector('h4')!;
  heading.id = exerciseId(exercise.id);
  heading.prepend(el('span', { class: 'label' }, 'Exercise '));
  const code = section.querySelector<HTMLElement>('.code')!;
  const lines = code.querySelector('pre')!.textContent!.trim().split('\n').length;
  section.append(
    ruled(Math.min(22, Math.max(12, lines)), 'Your design'),
    el('p', { class: 's' }, 'Hints and solutions: ', pageOf(solutionsId(exercise.id)), '.'),
  );
  code.before(predictionOf(exercise));
}

function predictionOf({ predict: { ask, kind, unit, items } }: BookExercise): HTMLElement {
  const mark = kind === 'ranking' ? 'box' : 'tick';
  const given = kind === 'number'
    ? [el('p', { class: 'num' }, el('span', { class: 'blank' }), unit)]
    : [el('ul', { class: 'marked' }, ...items.map((text) => el('li', {}, el('span', { class: mark }), prose(text))))];
  return el('div', { class: 'before-run' }, el('p', { class: 'label' }, 'Before the first run, predict'), el('p', {}, prose(ask)), ...given);
}
