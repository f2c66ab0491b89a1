import { resolve, validate, type Model, type Problem } from '../infrastructure/index.ts';
import { unsimulatedFields } from '../simulation/index.ts';
import type { GraderLimits } from './limits.ts';
import type { Diagnostic } from './source/diagnostic.ts';
import { locate } from './source/locate.ts';
import type { ParsedSource } from './source/parse.ts';

/** Problems that are told at once. */
const PROBLEMS_MAX = 20;

/** A design that is valid, or every reason why not, each with its line. */
export type Design = { model: Model; diagnostics: [] } | { model: null; diagnostics: Diagnostic[] };

/**
 * Validates what came out of the sandbox and resolves it; for any value. A design that is to be simulated may have only what the simulator honours; one
 * that is to be written as files may have all of the vocabulary.
 */
export function designFrom(value: unknown, parsed: ParsedSource, limits: GraderLimits, use: 'simulate' | 'render' = 'simulate'): Design {
  const refuse = (problems: Problem[]): Design => ({ model: null, diagnostics: problems.map((problem) => ({ ...problem, place: locate(parsed, problem.path) })) });
  const validated = validate(value, { hostsMax: limits.hosts, serversMax: limits.servers, problemsMax: PROBLEMS_MAX });
  if (validated.infrastructure === null) return refuse(validated.problems);
  const unsimulated = use === 'simulate' ? unsimulatedFields(validated.infrastructure) : [];
  if (unsimulated.length > 0) return refuse(unsimulated.slice(0, PROBLEMS_MAX));
  return { model: resolve(validated.infrastructure), diagnostics: [] };
}
