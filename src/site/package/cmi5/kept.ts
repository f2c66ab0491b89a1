// What the learning system keeps for the next visit, in a State document of this course's own.
import { object, parse } from './json.ts';

/** The name of the document. */
export const STATE_ID = 'no-single-point';

/** The document. */
export interface Kept {
  format: 1;
  /** `Standing.state`. */
  state: string | null;
  /** Visible seconds of all visits. */
  seconds: number;
  /** Whether the registration has these statements: each is allowed once in it (section 9.3). */
  completed: boolean;
  passed: boolean;
}

/** Reads the document; one that is damaged is handed on whole as the state, so that it is told, and not taken for a first visit. */
export function readKept(text: string | null): Kept {
  const kept = text === null ? null : object(parse(text));
  const { state, seconds, completed, passed } = kept ?? {};
  const isReadable = typeof state === 'string' || state === null;
  return { format: 1, state: isReadable ? state : text, seconds: typeof seconds === 'number' && seconds >= 0 ? seconds : 0, completed: completed === true, passed: passed === true };
}
