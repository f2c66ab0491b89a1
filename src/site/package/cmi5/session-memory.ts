// What this tab remembers of a session, so that a reload goes on with it: the token is given once, and a statement goes out once.
import { object, parse } from './json.ts';
import { verbOf, type Statement } from './statements.ts';

/** A statement of this session and whether the record store has it. */
export interface Made {
  statement: Statement;
  isStored: boolean;
}

/** A session so far. */
export interface Remembered {
  token: string;
  /** In the order of their timestamps. */
  made: Made[];
  /** Visible seconds before the last load of the page. */
  seconds: number;
}

/** True once `terminated` went out: nothing may be said after it, and the token is over. */
export const isOver = (made: readonly Made[]): boolean => made.some(({ statement }) => verbOf(statement) === 'terminated');

/** A store of texts that ends with the tab. */
export type TabStore = Pick<Storage, 'getItem' | 'setItem'>;

const PREFIX = 'no-single-point/cmi5/';

/** What is remembered of the session with this fetch address; null: nothing. */
export function recall(store: TabStore | null, session: string): Remembered | null {
  const kept = object(parse(reading(() => store?.getItem(PREFIX + session)) ?? ''));
  const { token, made, seconds } = kept ?? {};
  const isWhole = typeof token === 'string' && typeof seconds === 'number' && Array.isArray(made) && made.every((one) => object(object(one)?.['statement'])?.['verb'] !== undefined);
  return isWhole ? { token, made: made as Made[], seconds } : null;
}

/** Remembers it; where the browser forbids that, a reload has to begin anew from the learning system. */
export function remember(store: TabStore | null, session: string, what: Remembered): void {
  reading(() => store?.setItem(PREFIX + session, JSON.stringify(what)));
}

function reading<T>(task: () => T): T | null {
  try {
    return task();
  } catch {
    return null;
  }
}
