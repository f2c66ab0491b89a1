// Small helpers that readers and renderers of several daemons share.
import type { FileRemark } from './parts.ts';

/** Says something about a line of one file. */
export type Remark = (line: number, kind: FileRemark['kind'], message: string) => void;

/** A `Remark` that appends to `remarks`. */
export function remarksOn(file: string, remarks: FileRemark[]): Remark {
  return (line, kind, message) => {
    remarks.push({ file, line, kind, message });
  };
}

/** A line of a file with its reason behind it, `#` at a column of 0 or more; no reason, no `#`. */
export function withReason(text: string, reason: string | null, column: number): string {
  return reason === null ? text : `${text.padEnd(column - 1)} # ${reason}`;
}

/** Milliseconds as seconds without rounding: 1500 is `1.5`. Whole numbers of at least 0. */
export function secondsText(ms: number): string {
  const rest = String(ms % 1000).padStart(3, '0').replace(/0+$/, '');
  return `${Math.floor(ms / 1000)}${rest === '' ? '' : `.${rest}`}`;
}

/** Milliseconds of seconds such as `1.5`, exactly; null for any other text, for parts of a millisecond, and above 100 years. */
export function secondsToMs(text: string): number | null {
  const match = /^(\d{1,10})(?:\.(\d{1,3}))?$/.exec(text);
  if (match === null) return null;
  const ms = Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
  return ms <= 36_500 * 86_400_000 ? ms : null;
}

/** A value for a sentence: in quotes, cut after 40 characters. */
export function quoted(value: string): string {
  return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
}
