import type { FieldPath } from '../../infrastructure/index.ts';
import type { Diagnostic, SourcePlace } from '../report.ts';

/** A diagnostic about the file, not about a field. */
export function diagnostic(code: string, data: Diagnostic['data'], place: SourcePlace | null = null, path: FieldPath = []): Diagnostic {
  return { code, path, place, data };
}
