import type { FieldPath, Problem } from '../problem.ts';

const LAST = 1_000_000_000;

/** Position of each step among its siblings in the learner's object; fields that are missing come last. */
function positionsOf(path: FieldPath, root: unknown, keysOf: (value: object) => Map<string, number>): number[] {
  const positions: number[] = [];
  let value = root;
  for (const step of path) {
    const holder = typeof value === 'object' && value !== null ? value : null;
    if (typeof step === 'number') positions.push(step);
    else positions.push(holder === null || Array.isArray(holder) ? LAST : keysOf(holder).get(step) ?? LAST);
    value = holder === null ? undefined : (holder as Record<string | number, unknown>)[step];
  }
  return positions;
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < left.length && index < right.length; index++) {
    if (left[index] !== right[index]) return left[index]! - right[index]!;
  }
  return left.length - right.length;
}

/** Problems in the order in which their places stand in the design; at the same place in the order of finding. */
export function inDesignOrder(problems: readonly Problem[], snapshot: unknown): Problem[] {
  const known = new Map<object, Map<string, number>>();
  const keysOf = (value: object): Map<string, number> => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const keys = new Map(Object.keys(value).map((key, position) => [key, position]));
    known.set(value, keys);
    return keys;
  };
  return problems.map((problem) => ({ problem, positions: positionsOf(problem.path, snapshot, keysOf) }))
    .sort((left, right) => compare(left.positions, right.positions))
    .map(({ problem }) => problem);
}
