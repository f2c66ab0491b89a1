// What a learner predicts, as values and as words; the same for lessons and exercises.
import type { ExercisePrediction, LessonPrediction } from '../../../course/learning.ts';
import { formatNumber } from '../../../grader/explain/numbers.ts';
import { readNumberBetween } from '../../learn/number-text.ts';
import type { MadePrediction } from '../../records/prediction.ts';

/** Every form that a prediction can have. */
export type PredictionForm = ExercisePrediction['form'] | LessonPrediction['form'];

/** A value of a prediction: a number, the id of an option or curve, or ids in order. */
export type Given = MadePrediction['given'];

/** The ids after one of them was chosen: it goes to the end of the order, or out of it when it was there. */
export function toggled(order: readonly string[], id: string): string[] {
  return order.includes(id) ? order.filter((other) => other !== id) : [...order, id];
}

/** What is missing before a number, an order or a choice can be compared with anything, as a sentence; null: nothing. `typed` is the text of the number's field. */
export function missingGiven(form: PredictionForm, given: Given | null, typed: string): string | null {
  if (form.kind === 'number') {
    if (typed.trim() === '') return `Type a number from ${formatNumber(form.least, 6)} to ${formatNumber(form.most, 6)} to run.`;
    const read = readNumberBetween(typed, form.unit, form.least, form.most);
    return 'problem' in read ? read.problem : null;
  }
  if (form.kind === 'ranking') return Array.isArray(given) && given.length === form.items.length ? null : `Choose all ${form.items.length} in order to run.`;
  return typeof given === 'string' ? null : 'Choose one to run.';
}

/** True when a stored value is one of this form: the exercise may have changed since. */
export function isGivenOf(form: PredictionForm, given: Given): boolean {
  if (form.kind === 'number') return typeof given === 'number';
  if (form.kind === 'ranking') return Array.isArray(given) && form.items.every(({ id }) => given.includes(id));
  return form.options.some(({ id }) => id === given);
}

/** A value in words: `63.2 %`, `app2, then app1`. */
export function givenText(form: PredictionForm, given: Given): string {
  if (form.kind === 'number') return [formatNumber(Number(given), 1), form.unit].filter(Boolean).join(' ');
  if (form.kind === 'ranking') return (given as string[]).map((id) => form.items.find((item) => item.id === id)?.text ?? id).join(', then ');
  return `“${form.options.find(({ id }) => id === given)?.text ?? String(given)}”`;
}
