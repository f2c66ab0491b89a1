// The rules for pages: their size, and what stands in their margins.
import type { BookPlan } from '../plan.ts';

/** Collects kinds of page. */
export interface PageRules {
  /** The kind without any running head or number. */
  readonly title: string;
  /** A kind with these running heads, left and right; returns its name. */
  add(left: string, right: string): string;
  css(): string;
}

const text = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Rules for pages of this paper whose text is that wide. */
export function pageRules({ name, widthMm, topMm, bottomMm }: BookPlan['paper'], textMm: number): PageRules {
  const rules: string[] = [];
  const sideMm = ((widthMm - textMm) / 2).toFixed(2);
  const margin = 'color: #434C54; font: 400 8.5pt "Recursive Variable", sans-serif;';
  return {
    title: 'title',
    add(left, right) {
      const kind = `kind-${rules.length}`;
      rules.push(`@page ${kind} { @top-left { content: ${text(left)}; width: 40%; text-align: left; ${margin} } @top-right { content: ${text(right)}; width: 60%; text-align: right; ${margin} } }`);
      return kind;
    },
    css: () => [
      `@page { size: ${name} portrait; margin: ${topMm}mm ${sideMm}mm ${bottomMm}mm; @bottom-right { content: counter(page); ${margin} } }`,
      '@page title { @bottom-right { content: none; } }',
      ...rules,
    ].join('\n'),
  };
}
