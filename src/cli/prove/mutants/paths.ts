// Designs as plain data: every place in one, and copies that differ in one place.
import type { FieldPath } from '../../../infrastructure/index.ts';

/** A value and where it stands. */
export interface Place { path: FieldPath; value: unknown }

/** True for an object or a list. */
export const isGroup = (value: unknown): value is { [key: string]: unknown } => typeof value === 'object' && value !== null;

/** Every place below the root, in the design's order. */
export function placesOf(value: unknown, path: FieldPath = []): Place[] {
  if (!isGroup(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    return [{ path: at, value: inner }, ...placesOf(inner, at)];
  });
}

/** What stands at a path; undefined for nothing. */
export function valueAt(design: unknown, path: FieldPath): unknown {
  let value = design;
  for (const step of path) value = isGroup(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return value;
}

/** A copy with another value at a path whose parent exists; undefined takes the place away. */
export function changed(design: unknown, path: FieldPath, value: unknown): unknown {
  const copy = structuredClone(design);
  const parent = valueAt(copy, path.slice(0, -1)) as { [key: string]: unknown };
  const key = path.at(-1)!;
  if (value !== undefined) parent[key] = structuredClone(value);
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return copy;
}
