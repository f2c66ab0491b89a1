import type { ProblemData } from '../problem.ts';

/** A value as it is written in TypeScript. */
export function quoted(value: ProblemData[string] | undefined): string {
  return typeof value === 'string' ? JSON.stringify(value) : `${value ?? 'nothing'}`;
}

/** The value that was found, or its kind where it cannot be written down. */
export function valueOf({ value, found }: ProblemData): string {
  return value === undefined ? `${found ?? 'nothing'}` : quoted(value);
}

/** A list for a sentence: `"a", "b", "c"`; forms of objects stay unquoted. */
export function listed(value: ProblemData[string] | undefined): string {
  const items = Array.isArray(value) ? value : [];
  return items.map((item) => (typeof item === 'string' && !item.startsWith('{') ? JSON.stringify(item) : `${item}`)).join(', ');
}

/** Names of fields for a sentence, without quotes. */
export function bare(value: ProblemData[string] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : `${value ?? ''}`;
}

/** ` Did you mean "web1"?`, or nothing. */
export function didYouMean(suggestion: ProblemData[string] | undefined): string {
  return typeof suggestion === 'string' ? ` Did you mean ${JSON.stringify(suggestion)}?` : '';
}
