import { designFrom, type Design } from './design.ts';
import { evaluate } from './evaluate/evaluate.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import type { GraderLimits } from './limits.ts';

/** The design that a learner's source makes; for any text. */
export async function designOf(source: string, evaluator: Evaluator, limits: GraderLimits, use: 'simulate' | 'render'): Promise<Design> {
  const { parsed, value, diagnostics } = await evaluate(source, evaluator);
  return parsed === null || diagnostics.length > 0 ? { model: null, diagnostics } : designFrom(value, parsed, limits, use);
}
