// How artefacts are called.
import { createHash } from 'node:crypto';

const NAME = 'no-single-point';
/** Beyond that, paths inside the folder would be too long for some systems. */
const CHARS_MAX = 60;

/** `no-single-point`, or with the ids of the part's modules or lessons after it; where these are too many, with their number and a hash. */
export function artefactName(part: readonly string[] | null): string {
  if (part === null) return NAME;
  const whole = `${NAME}-${part.join('+')}`;
  return whole.length <= CHARS_MAX ? whole : `${NAME}-${part.length}-parts-${createHash('sha256').update(part.join('+')).digest('hex').slice(0, 8)}`;
}
