import type { FieldPath } from '../../infrastructure/index.ts';

/** The value that `read` in prelude.ts wrote, or the kind and path of the first thing in it that is not data. */
export type Decoded = { value: unknown; refused: null } | { value: null; refused: { kind: string; path: FieldPath } };

/** Reads a text of `read`. Plain objects and lists only; no name is `__proto__`. */
export function decode(text: string): Decoded {
  if (text.startsWith('!')) return { value: null, refused: JSON.parse(text.slice(1)) as { kind: string; path: FieldPath } };
  return { value: revive(JSON.parse(text.slice(1))), refused: null };
}

const NUMBERS: { [text: string]: number } = { NaN, Infinity, '-Infinity': -Infinity, '-0': -0 };

function revive(value: unknown): unknown {
  if (Array.isArray(value)) {
    if (value[0] === 'number') return NUMBERS[value[1] as string];
    return value.slice(1).map(revive);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]));
}
