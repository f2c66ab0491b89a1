import type { FieldPath } from '../../infrastructure/index.ts';
import type { Diagnostic } from '../report.ts';
import type { SourcePlace } from './place.ts';

/** A diagnostic about the file, not about a field. */
export function diagnostic(code: string, data: Diagnostic['data'], place: SourcePlace | null = null, path: FieldPath = []): Diagnostic {
  return { code, path, place, data };
}
