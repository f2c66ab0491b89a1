// Accessibility rules of axe-core, run in the page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserPage } from './page.ts';

/** The program, for `addInitScript`: a script element would be stopped by the page's policy. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; impact: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
  passes: unknown[];
}

/** Every violation of any impact as one line: the rule, and the elements. The page was opened after `AXE` was added. Throws when axe found nothing to look at. */
export async function axeViolations(page: BrowserPage): Promise<string[]> {
  const result = await page.evaluate(async () => {
    // A colour on its way from one to the other is neither.
    await Promise.all(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity).map((animation) => animation.finished.catch(() => null)));
    const { axe } = self as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResult> } };
    const { violations, passes } = await axe.run(document, { resultTypes: ['violations', 'passes'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return {
      passes: passes.length,
      violations: violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id} (${rule.impact}): ${node.target.join(' ')}: ${node.failureSummary ?? rule.help}`)),
    };
  });
  if (result.passes === 0) throw new Error(`axe found nothing to check at ${page.url()}.`);
  return result.violations;
}
