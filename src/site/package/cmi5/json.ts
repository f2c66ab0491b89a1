// JSON from elsewhere, where anything may come.

/** An object of JSON, not looked into. */
export type Json = { readonly [field: string]: unknown };

/** The value as an object of JSON; null where it is none. */
export const object = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null);

/** The value of a JSON text; undefined where it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
