// How far a lesson was read.
import { fieldsOf } from './record.ts';

/** Opened, or read to its end. */
export type LessonState = 'opened' | 'read';

/** The state as text. */
export const encodeLesson = (state: LessonState): string => JSON.stringify({ format: 1, state });

/** A stored state; null for anything that is none. */
export function decodeLesson(text: string | null): LessonState | null {
  const state = fieldsOf(text)?.['state'];
  return state === 'opened' || state === 'read' ? state : null;
}
