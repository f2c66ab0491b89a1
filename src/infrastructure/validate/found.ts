const LONGEST_SHOWN = 60;

/** Cuts text that goes into a sentence at 60 characters. */
export function shorten(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;
}

/** A value as a Problem can carry it: `value` for text, finite numbers, true and false; for everything else its kind in words, as `found`. */
export function shown(value: unknown): { value: string | number | boolean } | { found: string } {
  if (typeof value === 'string') return { value: shorten(value) };
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return { value };
  return { found: kindOf(value) };
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string': return 'text';
    case 'number': return Number.isFinite(value) ? 'a number' : 'not a finite number';
    case 'boolean': return 'true or false';
    case 'object': return 'an object';
    default: return `a ${typeof value}`;
  }
}
