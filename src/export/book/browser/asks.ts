// Predictions and questions on paper: what can be chosen, room for an answer, and nothing that gives it away.
import { drop, el, renamed, ruled } from './elements.ts';

/** What belongs at the end of the book: the answer to a question. */
export interface Answer {
  /** From 1, in the order of its lesson. */
  number: number;
  text: Node[];
}

/** Makes every prediction of the lesson one to write into; what happened comes on a page of its own. */
export function predictionsOnPaper(lesson: HTMLElement): void {
  for (const ask of lesson.querySelectorAll<HTMLElement>('div.ask[data-ask]')) {
    const happened = el('div', { class: 'happened' }, ...ask.querySelector('details.slot')!.childNodes);
    happened.querySelector('summary')!.replaceWith(el('p', { class: 'label' }, 'What happened'));
    const form = ask.querySelector('form')!;
    writable(form);
    const made = el('div', { class: 'paper-ask' }, el('p', { class: 'label' }, 'Your prediction'), ...form.childNodes, el('p', { class: 'overleaf' }, 'Write down why. What happened is on the next page.'), el('div', { class: 'fill' }));
    ask.replaceWith(made, happened);
  }
}

/** Makes every question of the lesson one to write into; returns the answers, which are no longer in it. */
export function questionsOnPaper(lesson: HTMLElement): Answer[] {
  return [...lesson.querySelectorAll<HTMLElement>('form.ask')].map((ask, at): Answer => {
    const answer = ask.querySelector('details.right')!;
    answer.querySelector('summary')!.remove();
    drop(ask, '.said');
    answer.remove();
    writable(ask);
    const isClosed = ask.querySelector('.tick, .box, .blank') !== null;
    ask.replaceWith(el('div', { class: 'paper-ask' }, el('p', { class: 'label' }, `Question ${at + 1}`), ...ask.childNodes, ...(isClosed ? [] : [ruled(3)])));
    return { number: at + 1, text: [...answer.childNodes] };
  });
}

/** Controls become boxes and blanks. */
function writable(form: HTMLElement): void {
  drop(form, '.acts, .mv');
  for (const input of form.querySelectorAll('input[type="radio"]')) input.replaceWith(el('span', { class: 'tick' }));
  for (const input of form.querySelectorAll('.num input')) input.replaceWith(el('span', { class: 'blank' }));
  for (const item of form.querySelectorAll('.rank > li')) item.prepend(el('span', { class: 'box' }));
  lettered(form);
  for (const list of form.querySelectorAll('.rank')) list.before(el('p', { class: 's' }, 'Write the places, from 1 on, into the boxes.'));
  for (const set of form.querySelectorAll('fieldset')) renamed(set, 'div');
  for (const legend of form.querySelectorAll('legend')) renamed(legend, 'p').classList.add('asked');
}

/** What is to be matched gets letters. */
function lettered(form: HTMLElement): void {
  for (const select of form.querySelectorAll('.pairs select')) select.replaceWith(el('span', { class: 'blank' }));
  for (const list of form.querySelectorAll('ul.bare')) {
    list.className = 'letters-list';
    [...list.children].forEach((item, at) => item.prepend(el('b', {}, `${String.fromCharCode(65 + at)} `)));
  }
}
