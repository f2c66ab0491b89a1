// Predictions as they were made, and what was measured afterwards.
import { fieldsOf } from './record.ts';

/** How sure somebody is: 1 a guess, 4 certain. */
export type Confidence = 1 | 2 | 3 | 4;

/** What each confidence is called, 1 first. */
export const CONFIDENCE_WORDS: readonly string[] = ['a guess', 'unsure', 'fairly sure', 'certain'];

/** A prediction of a lesson or of an exercise. */
export interface MadePrediction {
  format: 1;
  /** Id of the lesson's prediction, or of the exercise. */
  id: string;
  /** A number; the id of an option or a curve; ids in order. */
  given: number | string | string[];
  confidence: Confidence;
  /** Wall clock, milliseconds since 1970. */
  madeAtMs: number;
  /** What came out, in the same form; null: not run yet, or nothing to measure. */
  measured: number | string | string[] | null;
  /** 1 right, 0.5 near, 0 off; null: not run yet. */
  score: number | null;
}

/** The prediction as text. */
export const encodePrediction = (prediction: MadePrediction): string => JSON.stringify(prediction);

/** A stored prediction; null for anything that is none. */
export function decodePrediction(text: string | null): MadePrediction | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const { id, given, confidence, madeAtMs, measured, score } = fields;
  if (typeof id !== 'string' || !isGiven(given) || !isConfidence(confidence) || typeof madeAtMs !== 'number' || (measured !== null && !isGiven(measured)) || (score !== null && !(typeof score === 'number' && score >= 0 && score <= 1))) return null;
  return { format: 1, id, given, confidence, madeAtMs, measured, score };
}

/** A stored value that can be a confidence. */
export const isConfidence = (value: unknown): value is Confidence => value === 1 || value === 2 || value === 3 || value === 4;

/** A stored value that can be what was predicted. */
export function isGiven(value: unknown): value is number | string | string[] {
  return (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

/** How near a predicted number is: within a fifth of the measured one right, within a half near; for a measured 0 only 0 is right. */
export function scoreNumber(given: number, measured: number): number {
  const distance = Math.abs(given - measured);
  const size = Math.abs(measured);
  return distance <= size / 5 ? 1 : distance <= size / 2 ? 0.5 : 0;
}

/** How near a predicted order is: all in place right, two neighbours swapped near. */
export function scoreRanking(given: readonly string[], measured: readonly string[]): number {
  const wrong = given.flatMap((id, at) => (id === measured[at] ? [] : [at]));
  if (wrong.length === 0) return 1;
  return wrong.length === 2 && wrong[1]! - wrong[0]! === 1 ? 0.5 : 0;
}
