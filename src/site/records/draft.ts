// The learner's file as it was last typed.
import { type Confidence, isConfidence, isGiven, type MadePrediction } from './prediction.ts';
import { fieldsOf, recordKey, wholeNumber } from './record.ts';

/** What stands in the controls of a prediction that no run has taken yet. */
export interface ChosenPrediction {
  /** The id of an option or a curve; ids in order; null: nothing is chosen, or it is a number. */
  given: MadePrediction['given'] | null;
  /** Text of the number's field. */
  typed: string;
  sure: Confidence | null;
}

/** A draft of one exercise. */
export interface Draft {
  format: 1;
  exercise: string;
  source: string;
  /** How many hints are open, 0 to 3. */
  hints: number;
  /** Null: nothing, or a run has taken it. */
  chosen: ChosenPrediction | null;
  /** Wall clock, milliseconds since 1970. */
  savedAtMs: number;
}

/** Store key of an exercise's draft. */
export const draftKey = (exercise: string): string => recordKey('draft', exercise);

/** The draft as text for the store. */
export const encodeDraft = (draft: Draft): string => JSON.stringify(draft);

/** The draft in a stored text; null when there is none, or when it is not one that this version can read. */
export function decodeDraft(text: string | null): Draft | null {
  const fields = fieldsOf(text);
  if (typeof fields?.['source'] !== 'string' || typeof fields['exercise'] !== 'string') return null;
  return { format: 1, exercise: fields['exercise'], source: fields['source'], hints: wholeNumber(fields['hints']) ?? 0, chosen: decodeChosen(fields['chosen']), savedAtMs: wholeNumber(fields['savedAtMs']) ?? 0 };
}

function decodeChosen(value: unknown): ChosenPrediction | null {
  if (typeof value !== 'object' || value === null) return null;
  const { given, typed, sure } = value as { [field: string]: unknown };
  return { given: isGiven(given) ? given : null, typed: typeof typed === 'string' ? typed : '', sure: isConfidence(sure) ? sure : null };
}
