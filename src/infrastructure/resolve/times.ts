import { parseDuration } from '../duration.ts';
import type { Duration } from '../vocabulary/index.ts';

/** Milliseconds of a duration that passed validation, or of the default where it is absent. */
export function msOr<Absent>(duration: Duration | undefined, absent: Absent): number | Absent {
  return duration === undefined ? absent : ms(duration);
}

/** Milliseconds of a duration that passed validation. */
export function ms(duration: Duration): number {
  return parseDuration(duration)!;
}
