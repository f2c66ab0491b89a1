// How sure the learner was, against how often that was right: over all predictions that a run has answered.
import type { Confidence, MadePrediction } from './prediction.ts';

/** What each confidence claims, percent: a guess among about four answers is right in a quarter of the cases. */
export const CLAIMED_PCT: { readonly [confidence in Confidence]: number } = { 1: 25, 2: 50, 3: 75, 4: 95 };

/** Predictions that a picture needs at least. */
export const PREDICTIONS_MIN = 4;

/** The predictions of one confidence. */
export interface ConfidenceShare {
  confidence: Confidence;
  count: number;
  /** Percent, a near miss counted as half; null: none was made with this confidence. */
  rightPct: number | null;
}

/** One entry for each confidence, from a guess to certain. Predictions that were never compared with a run count nowhere. */
export function calibrationOf(predictions: readonly MadePrediction[]): ConfidenceShare[] {
  return ([1, 2, 3, 4] as const).map((confidence) => {
    const scores = predictions.flatMap((one) => (one.confidence === confidence && one.score !== null ? [one.score] : []));
    const sum = scores.reduce((total, score) => total + score, 0);
    return { confidence, count: scores.length, rightPct: scores.length === 0 ? null : (100 * sum) / scores.length };
  });
}
