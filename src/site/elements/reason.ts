import { describeDiagnostic } from '../../grader/explain/index.ts';
import type { Diagnostic } from '../../grader/source/diagnostic.ts';

/** Why a design cannot be read, from the first thing that is wrong with it. */
export function reason(first: Diagnostic | undefined): string {
  if (first === undefined) return 'The design cannot be read.';
  return `${first.place ? `Line ${first.place.line}: ` : ''}${describeDiagnostic(first).message}`;
}
