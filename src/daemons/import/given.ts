// Writing a design back: what has its default value is left out.
import { formatDuration } from '../../infrastructure/index.ts';

/** The value, or undefined where it is the default. */
export function unless<T, D>(value: T, byDefault: D): Exclude<T, D> | undefined {
  return (value as unknown) === byDefault ? undefined : (value as Exclude<T, D>);
}

/** A duration unless it is the default. */
export function time(ms: number | null, byDefault: number | null = null): string | undefined {
  return ms === null || ms === byDefault ? undefined : formatDuration(ms);
}

/** The object without its undefined fields; undefined where nothing is left. */
export function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** The list unless it is empty. */
export function some<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The object unless it is empty. */
export function filled<T extends object>(fields: T): T | undefined {
  return Object.keys(fields).length === 0 ? undefined : fields;
}
