// Holds a YAML value against a schema, and says what does not fit, where, and what does.
import * as v from 'valibot';
import { formatPath, type FieldPath } from '../infrastructure/index.ts';
import type { ContentProblem } from './course.ts';
import type { Form } from './schema/form.ts';
import type { YamlFile } from './yaml.ts';

/** The value as the schema makes it, or null; every misfit is added to `problems`, with its line. */
export function shapeOf<T>(schema: Form<T>, yaml: YamlFile, problems: ContentProblem[]): T | null {
  problems.push(...yaml.problems);
  if (yaml.problems.length > 0) return null;
  const result = v.safeParse(schema, yaml.value ?? {});
  if (result.success) return result.output;
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map((item) => item.key as string | number);
    problems.push({ file: yaml.file, line: yaml.lineOf(path), message: sentence(path, issue) });
  }
  return null;
}

function sentence(path: FieldPath, issue: v.BaseIssue<unknown>): string {
  const field = path.length === 0 ? 'The file' : formatPath(path);
  const named = issue.path?.at(-1)?.origin === 'key';
  const found = named ? '' : foundValue(issue.input);
  return `${field} ${issue.message}${found}.`;
}

function foundValue(input: unknown): string {
  if (typeof input === 'string' && input.length > 0 && input.length <= 60 && !input.includes('\n')) return `; it is "${input}"`;
  if (typeof input === 'number' || typeof input === 'boolean') return `; it is ${input}`;
  return input === null ? '; it is empty' : '';
}
