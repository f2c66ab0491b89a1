// Makes a question that stands in the page answer: in a lesson, and in the review.
import type { Question } from '../../course/learning.ts';
import { inlineCode } from '../layouts/inline-code.ts';
import { read, write } from '../platform/store.ts';
import { answered, decodeAnswer, encodeAnswer, isDue, type Answer } from '../records/answer.ts';
import { recordKey } from '../records/record.ts';
import { addMark, localDate, say, setDisabled } from './controls.ts';
import { readGiven } from './given.ts';
import { mark, type Given, type Marked } from './mark.ts';
import { letMove } from './move-list.ts';
import { clearMarks, showMarks } from './show-marks.ts';

/** Enhances the form that `questionHtml` made. `checked` is told after each answer. */
export async function askQuestion(form: HTMLFormElement, question: Question, checked: (isRight: boolean) => void = () => undefined): Promise<void> {
  const list = form.querySelector<HTMLElement>('.rank');
  const putBack = list === null ? () => undefined : letMove(list, (item, place) => say(form, `${item.querySelector('span')!.textContent}: place ${place} of ${list.children.length}.`));
  let isChecked = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isChecked) startAgain(form, putBack);
    else {
      const given = readGiven(form, question);
      if ('missing' in given) {
        say(form, given.missing);
        given.at?.focus();
        return;
      }
      const marked = mark(question, given);
      showOutcome(form, question, given, marked);
      void keep(form, question.id, marked.isRight);
      checked(marked.isRight);
    }
    isChecked = !isChecked;
  });
  form.addEventListener('input', () => say(form, ''));
  showWhen(form, decodeAnswer(await read(recordKey('answer', question.id))));
}

function showOutcome(form: HTMLFormElement, question: Question, given: Given, marked: Marked): void {
  say(form, '');
  setDisabled(form, true);
  showMarks(form, question, given, marked);
  const said = form.querySelector('.said')!;
  addMark(said, marked.isRight ? 'right' : 'other', marked.said[0]!);
  for (const sentence of marked.said.slice(1)) said.insertAdjacentHTML('beforeend', ` <span>${inlineCode(sentence)}</span>`);
  form.querySelector('details')!.open = true;
  form.querySelector('[type="submit"]')!.textContent = 'Try again';
}

function startAgain(form: HTMLFormElement, putBack: () => void): void {
  setDisabled(form, false);
  clearMarks(form);
  form.reset();
  putBack();
  form.querySelector('.said')!.replaceChildren();
  form.querySelector('details')!.open = false;
  form.querySelector('[type="submit"]')!.textContent = 'Check';
  form.querySelector<HTMLElement>('fieldset :is(input, select, button)')?.focus();
}

async function keep(form: HTMLFormElement, id: string, isRight: boolean): Promise<void> {
  const key = recordKey('answer', id);
  const answer = answered(decodeAnswer(await read(key)), id, isRight, Date.now());
  try {
    await write(key, encodeAnswer(answer));
    showWhen(form, answer);
  } catch (error) {
    say(form, (error as Error).message);
  }
}

/** Under the form: how often it was answered, and when it comes back. */
function showWhen(form: HTMLFormElement, answer: Answer | null): void {
  if (answer === null) return;
  let line = form.querySelector('.when');
  if (line === null) {
    line = Object.assign(document.createElement('p'), { className: 'when s' });
    form.querySelector('details')!.before(line);
  }
  const last = `Last answered ${localDate(answer.lastAtMs)}, ${answer.lastRight ? 'right' : 'not right'}.`;
  const next = answer.dueAtMs === null ? 'It does not come back.' : isDue(answer, Date.now()) ? 'It is due for review.' : `It comes back for review on ${localDate(answer.dueAtMs)}.`;
  line.textContent = `${last} ${next}`;
}
