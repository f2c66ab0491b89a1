import { typecheck as typecheckWith, type TypeDiagnostic } from '../../typecheck/typecheck.ts';
import { typeLibraries } from './type-libraries.ts';

/** The type checker's remarks on a learner's file, with the libraries of this installation. For one's own files: hostile types can take any time. */
export function typecheck(source: string): TypeDiagnostic[] {
  return typecheckWith(source, typeLibraries());
}
