// The learner's file as it was last typed.
import { fieldsOf, recordKey, wholeNumber } from './record.ts';

/** A draft of one exercise. */
export interface Draft {
  format: 1;
  exercise: string;
  source: string;
  /** How many hints are open, 0 to 3. */
  hints: number;
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
  return { format: 1, exercise: fields['exercise'], source: fields['source'], hints: wholeNumber(fields['hints']) ?? 0, savedAtMs: wholeNumber(fields['savedAtMs']) ?? 0 };
}
