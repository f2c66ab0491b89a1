import type { FieldPath, Problem } from '../problem.ts';

/** How much of a value is looked at. A real design of the largest size stays far below. */
export interface SnapshotLimits {
  /** Levels of objects and lists. */
  depthMax: number;
  /** Values in all. */
  valuesMax: number;
  /** Entries of one list or object. */
  entriesMax: number;
}

class TooMuch {
  readonly problem: Problem;
  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/**
 * Copies a value into plain objects without prototypes and lists without holes; fields that are `undefined` are left out, −0 becomes 0.
 * What is no data (functions, symbols…) is kept as it is, for the schema to refuse. Gives a problem instead when a limit is passed.
 */
export function takeSnapshot(value: unknown, limits: SnapshotLimits): { value: unknown } | { problem: Problem } {
  let values = 0;
  const copy = (original: unknown, path: FieldPath): unknown => {
    values += 1;
    if (values > limits.valuesMax) throw new TooMuch({ code: 'too-many', path: path.slice(0, 4), data: { what: 'values', max: limits.valuesMax } });
    if (typeof original !== 'object' || original === null) return original === 0 ? 0 : original;
    if (path.length >= limits.depthMax) throw new TooMuch({ code: 'too-deep', path: path.slice(0, 4), data: { max: limits.depthMax } });
    const refuseMany = (count: number): void => {
      if (count > limits.entriesMax) throw new TooMuch({ code: 'too-many', path, data: { what: 'entries', value: count, max: limits.entriesMax } });
    };
    if (Array.isArray(original)) {
      refuseMany(original.length);
      return Array.from(original, (item: unknown, position) => copy(item, [...path, position]));
    }
    const keys = Object.keys(original);
    refuseMany(keys.length);
    const result: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const key of keys) {
      const field = (original as Record<string, unknown>)[key];
      if (field !== undefined) result[key] = copy(field, [...path, key]);
    }
    return result;
  };
  try {
    return { value: copy(value, []) };
  } catch (error) {
    if (error instanceof TooMuch) return { problem: error.problem };
    // A getter or proxy of the value threw.
    return { problem: { code: 'unreadable', path: [], data: {} } };
  }
}
