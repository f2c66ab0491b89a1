// What stands in a date field, which knows the time zone of the computer only.

const two = (value: number): string => String(value).padStart(2, '0');

/** The text of a datetime-local field; empty for null. */
export function toField(ms: number | null): string {
  if (ms === null) return '';
  const date = new Date(ms);
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that a field names: null: it is empty; undefined: it is no date. */
export function fromField(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Friday, 18:00, `weeks` weeks after the first Friday that is at least five days away. */
export function fridayAfter(nowMs: number, weeks: number): number {
  const date = new Date(nowMs);
  date.setDate(date.getDate() + 5);
  date.setDate(date.getDate() + ((5 - date.getDay() + 7) % 7) + 7 * weeks);
  date.setHours(18, 0, 0, 0);
  return date.getTime();
}
