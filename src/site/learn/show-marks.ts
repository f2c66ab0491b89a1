// The marks of a checked answer, beside its parts: in words and with a glyph, never by colour alone.
import type { Question } from '../../course/learning.ts';
import { addMark } from './controls.ts';
import type { Given, Marked } from './mark.ts';

/** Marks what was given, and what is right. */
export function showMarks(box: HTMLElement, { form }: Question, given: Given, marked: Marked): void {
  if (form.kind === 'choice' && given.kind === 'choice') markOption(box, 'a', given.id, form.options.find((option) => option.right)!.id);
  if (form.kind === 'order' && given.kind === 'order') {
    [...box.querySelectorAll('.rank li > span')].forEach((item, at) => {
      const place = form.items.findIndex(({ id }) => id === given.ids[at]) + 1;
      addMark(item, marked.parts[at] ? 'right' : 'other', marked.parts[at] ? 'in its place' : `belongs in place ${place}`);
    });
  }
  if (form.kind === 'match') {
    [...box.querySelectorAll('.pairs label')].forEach((row, at) => addMark(row, marked.parts[at] ? 'right' : 'other', marked.parts[at] ? 'right' : form.pairs[at]!.right.replaceAll('`', '')));
  }
  if (form.kind === 'line' && given.kind === 'line') {
    markOption(box, 'l', String(given.line), String(form.right));
    const reason = form.reasons.find((one) => one.right);
    if (reason !== undefined) markOption(box, 'r', given.reason, reason.id);
  }
}

function markOption(box: HTMLElement, group: string, given: string, right: string): void {
  const beside = (value: string): Element | undefined => [...box.querySelectorAll<HTMLInputElement>(`input[name="${group}"]`)].find((input) => input.value === value)?.nextElementSibling ?? undefined;
  const rightOne = beside(right);
  if (rightOne) addMark(rightOne, 'right', given === right ? 'your answer, right' : 'right answer');
  const givenOne = beside(given);
  if (given !== right && givenOne) addMark(givenOne, 'other', 'your answer');
}

/** Takes all marks away. */
export function clearMarks(box: HTMLElement): void {
  for (const one of box.querySelectorAll('.mk')) one.remove();
}
