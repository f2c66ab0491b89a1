import type { FieldPath } from '../../infrastructure/index.ts';

/** Steps of a pattern such as `haproxy.backends.*.servers.*.weight`; `*` stands for any one name or position. */
export function parsePattern(pattern: string): string[] {
  return pattern === '' ? [] : pattern.replace(/\[(\d+|\*)\]/g, '.$1').split('.');
}

/** True when the path has the pattern's form, step by step and to its end. */
export function matchesPattern(pattern: string, path: FieldPath): boolean {
  const steps = parsePattern(pattern);
  return steps.length === path.length && steps.every((step, at) => step === '*' || step === String(path[at]));
}

/** Every value in a design that stands at the pattern, in the design's order. */
export function valuesAt(design: unknown, pattern: string): unknown[] {
  let level = [design];
  for (const step of parsePattern(pattern)) {
    level = level.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return [];
      if (step === '*') return Object.values(value);
      return Object.hasOwn(value, step) ? [(value as { [name: string]: unknown })[step]] : [];
    });
  }
  return level.filter((value) => value !== undefined);
}
