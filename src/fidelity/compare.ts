// Comparisons that several families use.
import type { Comparison } from './recording.ts';

/** Deep equality of plain data. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** Equal, exactly. */
export const exact: Comparison = (predicted, recorded) => (isEqual(predicted, recorded) ? null : 'not equal');

/** A number within a share of the recorded one plus an absolute part: |predicted − recorded| ≤ share · |recorded| + absolute. null only fits null. */
export function within(share: number, absolute: number): Comparison {
  return (predicted, recorded) => {
    if (predicted === null || recorded === null) return predicted === recorded ? null : 'one is null';
    if (typeof predicted !== 'number' || typeof recorded !== 'number') return 'not numbers';
    return Math.abs(predicted - recorded) <= share * Math.abs(recorded) + absolute ? null : `off by ${(predicted - recorded).toFixed(3)}`;
  };
}

/** Every element by the same comparison; both lists equally long. `what` names an element in the answer. */
export function each(comparison: Comparison, what = 'element'): Comparison {
  return (predicted, recorded, question) => {
    if (!Array.isArray(predicted) || !Array.isArray(recorded)) return exact(predicted, recorded, question);
    if (predicted.length !== recorded.length) return `${predicted.length} ${what}s, recorded ${recorded.length}`;
    for (let i = 0; i < predicted.length; i++) {
      const why = comparison(predicted[i], recorded[i], question);
      if (why !== null) return `${what} ${i + 1}: ${why}`;
    }
    return null;
  };
}

/** Every value by the same comparison; the same keys in both. */
export function values(comparison: Comparison): Comparison {
  return (predicted, recorded, question) => {
    if (typeof predicted !== 'object' || typeof recorded !== 'object' || predicted === null || recorded === null) return exact(predicted, recorded, question);
    if (Object.keys(predicted).sort().join() !== Object.keys(recorded).sort().join()) return 'other keys';
    for (const [key, value] of Object.entries(recorded)) {
      const why = comparison((predicted as Record<string, unknown>)[key], value, question);
      if (why !== null) return `${key}: ${why}`;
    }
    return null;
  };
}
