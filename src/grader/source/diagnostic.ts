import type { FieldPath } from '../../infrastructure/index.ts';
import type { SourcePlace } from './place.ts';

/** A reason why a design was not simulated. */
export interface Diagnostic {
  /** Such as `syntax`, `too-many-steps`, `out-of-range`, `not-simulated-yet`. */
  code: string;
  path: FieldPath;
  /** null where no line can be named. */
  place: SourcePlace | null;
  data: { [key: string]: string | number | boolean | null | (string | number)[] };
}

/** A diagnostic about the file, not about a field. */
export function diagnostic(code: string, data: Diagnostic['data'], place: SourcePlace | null = null, path: FieldPath = []): Diagnostic {
  return { code, path, place, data };
}
