// Where the learner was last: a lesson with the heading that was on the screen, or an exercise. There is one such record, `place:last`.
import { fieldsOf, recordKey } from './record.ts';

/** A place in the course. */
export interface Place {
  format: 1;
  kind: 'lesson' | 'exercise';
  /** `module/lesson`, or the exercise's id. */
  id: string;
  /** Id and text of the heading; null: none was reached, or it is an exercise. */
  heading: { anchor: string; text: string } | null;
  /** Wall clock, milliseconds since 1970. */
  atMs: number;
}

/** Key of the one record. */
export const PLACE_KEY = recordKey('place', 'last');

/** The place as text. */
export const encodePlace = (place: Place): string => JSON.stringify(place);

/** A stored place; null for anything that is none. */
export function decodePlace(text: string | null): Place | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const { kind, id, heading, atMs } = fields;
  if ((kind !== 'lesson' && kind !== 'exercise') || typeof id !== 'string' || typeof atMs !== 'number' || !(atMs >= 0)) return null;
  const { anchor, text: words } = (heading ?? {}) as { [field: string]: unknown };
  return { format: 1, kind, id, heading: typeof anchor === 'string' && typeof words === 'string' ? { anchor, text: words } : null, atMs };
}
