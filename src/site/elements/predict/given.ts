// What a learner predicts, as values and as words; the same for lessons and exercises.
import type { ExercisePrediction, LessonPrediction } from '../../../course/learning.ts';
import { formatNumber } from '../../../grader/explain/numbers.ts';
import { readNumberBetween } from '../../learn/number-text.ts';
import type { MadePrediction } from '../../records/prediction.ts';

/** Every form that a prediction can have. */
export type PredictionForm = ExercisePrediction['form'] | LessonPrediction['form'];

/** A value of a prediction: a number, the id of an option or curve, or ids in order. */
export type Given = MadePrediction['given'];

/** What is missing before a number or a choice can be compared with anything, as a sentence; null: nothing. `typed` is the text of the number's field. An order is always one. */
export function missingGiven(form: PredictionForm, given: Given | null, typed: string): string | null {
  if (form.kind === 'number') {
    if (typed.trim() === '') return `Type a number from ${formatNumber(form.least, 6)} to ${formatNumber(form.most, 6)} to run.`;
    const read = readNumberBetween(typed, form.unit, form.least, form.most);
    return 'problem' in read ? read.problem : null;
  }
  return form.kind === 'ranking' || typeof given === 'string' ? null : 'Choose one to run.';
}

/** A value in words: `63.2 %`, `app2, then app1`. */
export function givenText(form: PredictionForm, given: Given): string {
  if (form.kind === 'number') return [formatNumber(Number(given), 1), form.unit].filter(Boolean).join(' ');
  if (form.kind === 'ranking') return (given as string[]).map((id) => form.items.find((item) => item.id === id)?.text ?? id).join(', then ');
  return `“${form.options.find(({ id }) => id === given)?.text ?? String(given)}”`;
}
