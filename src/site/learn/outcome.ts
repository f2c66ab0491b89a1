// A prediction beside what the run measured: the score that is kept, and the words and drawings that are shown.
import type { ExercisePrediction, LessonPrediction } from '../../course/learning.ts';
import { inlineCode } from '../layouts/inline-code.ts';
import { CONFIDENCE_WORDS, scoreNumber, scoreRanking, type MadePrediction } from '../records/prediction.ts';
import { comparisonSvg, type CurvePoint } from './sketch.ts';

/** What the run measured for a prediction, as far as it is a number or a curve. */
export interface MeasuredForPrediction {
  /** With its unit; null: nothing was measured. */
  text: string | null;
  value: number | null;
  points: CurvePoint[];
}

type Given = MadePrediction['given'];

/** What came out, in the form of what was given; null: nothing to compare with. */
export function measuredValue({ form }: LessonPrediction, measured: MeasuredForPrediction): Given | null {
  return form.kind === 'number' ? measured.value : form.right;
}

/** 1 right, 0.5 near, 0 off; null: nothing to compare with. */
export function scoreOf(given: Given, measured: Given | null): number | null {
  if (measured === null) return null;
  if (typeof given === 'number' && typeof measured === 'number') return scoreNumber(given, measured);
  if (Array.isArray(given) && Array.isArray(measured)) return scoreRanking(given, measured);
  return given === measured ? 1 : 0;
}

/** True when a stored value fits the prediction as it is now: lesson or exercise may have changed since. */
export function fits({ form }: LessonPrediction | ExercisePrediction, given: Given): boolean {
  if (form.kind === 'number') return typeof given === 'number';
  if (form.kind === 'ranking') return Array.isArray(given) && given.length === form.items.length && form.items.every(({ id }) => given.includes(id));
  return form.options.some(({ id }) => id === given);
}

/** The prediction and what was measured, as HTML. */
export function outcomeHtml(prediction: LessonPrediction, made: MadePrediction, measured: MeasuredForPrediction): string {
  const sure = `<p class="s">You were at ${made.confidence}, ${CONFIDENCE_WORDS[made.confidence - 1]}. A prediction is kept as it was made.</p>`;
  return besideHtml(prediction, made.given, measured) + sure;
}

function besideHtml({ form }: LessonPrediction, given: Given, measured: MeasuredForPrediction): string {
  switch (form.kind) {
    case 'number': {
      const said = `You said <span class="yours">${String(given)} ${inlineCode(form.unit)}</span>.`;
      return `<p class="two">${said}${measured.text === null ? '' : ` The run measured <b>${inlineCode(measured.text)}</b>.`}</p>`;
    }
    case 'ranking': {
      const list = (ids: readonly string[]): string => `<ol>${ids.map((id) => `<li>${inlineCode(form.items.find((item) => item.id === id)!.text)}</li>`).join('')}</ol>`;
      return `<div class="orders"><div><p class="yours">You said</p>${list(given as string[])}</div><div><p><b>The run measured</b></p>${list(form.right)}</div></div>`;
    }
    case 'curve':
    case 'choice': {
      const textOf = (id: string): string => form.options.find((option) => option.id === id)!.text;
      const words = given === form.right ? `You said the same: ${ending(textOf(form.right))}` : `You said: ${ending(textOf(String(given)))} The run measured: ${ending(textOf(form.right))}`;
      if (form.kind === 'choice' || measured.points.length === 0) return `<p class="two">${inlineCode(words)}</p>`;
      const sketch = form.options.find((option) => option.id === given)!.points;
      return `<p class="two">${inlineCode(words)}</p>${comparisonSvg(sketch, measured.points, form, words)}`;
    }
  }
}

/** A text as the end of a sentence: with a full stop where it has none of its own, in quotes or not. */
export const ending = (text: string): string => (/[.?!]”?$/.test(text) ? text : `${text}.`);
