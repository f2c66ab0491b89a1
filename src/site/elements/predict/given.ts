// What a learner predicts, as values and as words; the same for lessons and exercises.
import type { ExercisePrediction, LessonPrediction } from '../../../course/learning.ts';
import { formatNumber } from '../../../grader/explain/numbers.ts';
import type { MadePrediction } from '../../records/prediction.ts';

/** Every form that a prediction can have. */
export type PredictionForm = ExercisePrediction['form'] | LessonPrediction['form'];

/** A value of a prediction: a number, the id of an option or curve, or ids in order. */
export type Given = MadePrediction['given'];

/** How sure somebody is, from 1 to 4. */
export const CONFIDENCES = ['a guess', 'unsure', 'fairly sure', 'certain'] as const;

/** The number in a typed text, with a point or a comma; null when it is none. */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** The ids after one of them was chosen: it goes to the end of the order, or out of it when it was there. */
export function toggled(order: readonly string[], id: string): string[] {
  return order.includes(id) ? order.filter((other) => other !== id) : [...order, id];
}

/** What is missing before it can be compared with anything, as a sentence; null: nothing. */
export function missingGiven(form: PredictionForm, given: Given | null): string | null {
  if (form.kind === 'number') {
    const fits = typeof given === 'number' && given >= form.least && given <= form.most;
    return fits ? null : `Type a number from ${formatNumber(form.least, 6)} to ${formatNumber(form.most, 6)} to run.`;
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
