// valibot's issues as problems.
import type { BaseIssue } from 'valibot';
import type { FieldPath, Problem, ProblemData } from '../problem.ts';
import { isObject } from '../schema/forms.ts';
import { kindOf, shorten, shown } from './found.ts';
import { nearest } from './suggest.ts';

function said(issue: BaseIssue<unknown>): { code: string; data: ProblemData } {
  return JSON.parse(issue.message) as { code: string; data: ProblemData };
}

/** The unit is what is missing most often: `'2'` or `2` is offered as `'2s'`, or `'2000ms'` where it looks like milliseconds. */
function durationFor(value: unknown): string | null {
  const text = typeof value === 'number' ? `${value}` : typeof value === 'string' ? value.trim() : '';
  if (/^\d{1,9}$/.test(text)) return Number(text) >= 100 ? `${text}ms` : `${text}s`;
  const spaced = /^(\d{1,9}) ?(ms|msec|s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?)$/i.exec(text);
  if (spaced === null) return null;
  const unit = spaced[2]!.toLowerCase();
  return `${spaced[1]}${unit.startsWith('ms') ? 'ms' : unit[0]}`;
}

function strings(value: ProblemData[string] | undefined): string[] {
  return Array.isArray(value) ? value.map((item) => `${item}`) : [];
}

/** Allowed words without forms such as `{ hash: … }`. */
function wordsOf(allowed: ProblemData[string] | undefined): string[] {
  return strings(allowed).filter((word) => !word.startsWith('{'));
}

function dataOf(code: string, data: ProblemData, issue: BaseIssue<unknown>): ProblemData {
  const value = issue.input;
  switch (code) {
    case 'not-allowed': return { ...shown(value), ...data, suggestion: typeof value === 'string' ? nearest(value, wordsOf(data['allowed'])) : null };
    case 'bad-duration': return { ...shown(value), suggestion: durationFor(value) };
    case 'empty': return data;
    case 'too-many': return { ...data, value: isObject(value) ? Object.keys(value).length : Array.isArray(value) ? value.length : 0 };
    default: return { ...shown(value), ...data };
  }
}

/** One problem for one issue. */
export function problemOf(issue: BaseIssue<unknown>): Problem {
  const items = (issue.path ?? []) as { key: string | number; origin: 'key' | 'value' }[];
  const path: FieldPath = items.map((item) => item.key);
  const { code, data } = said(issue);
  const field = path[path.length - 1];
  const isKey = issue.type.endsWith('_object') && typeof field === 'string' && items[items.length - 1]!.origin === 'key';
  if (isKey && issue.input === undefined) return { code: 'missing-field', path, data: { field } };
  if (code !== 'unknown-field') return { code, path, data: dataOf(code, data, issue) };
  if (isKey) {
    return { code, path, data: { field: shorten(field), ...data, suggestion: nearest(field, strings(data['allowed'])) } };
  }
  return { code: 'wrong-type', path, data: { expected: 'an object', found: kindOf(issue.input) } };
}
