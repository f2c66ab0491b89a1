// What a learner of a class hands in, from the moment when it is kept on this computer. Such records belong to one learner and to the computer on which they were made:
// they are no part of a file of saved work, since the drafts and runs in it can be handed in elsewhere, and "Delete all progress" leaves them alone.
import { fieldsOf, wholeNumber } from './record.ts';

/** The server's grade, as far as it is shown. */
export interface KeptGrade {
  status: 'pass' | 'fail' | 'error';
  points: number;
  /** Checks that held, of all; 0 of 0 where they did not run. */
  holds: number;
  checks: number;
  gradedMs: number;
  /** Percent of the points that count, by the date when it was received. */
  creditPct: number;
}

/** What this page found when it ran the design. */
export interface OwnVerdict { passed: boolean; holds: number; checks: number }

/** One design that is handed in, under `outbox:<id>`. */
export interface OutboxEntry {
  format: 1;
  /** A UUID in lower case, made here, so that sending it twice changes nothing. */
  id: string;
  learner: string;
  exercise: string;
  source: string;
  /** Hints that were open. */
  hints: number;
  /** Null: it was not run here. */
  found: OwnVerdict | null;
  savedMs: number;
  /** By the server's clock; null: not yet. */
  receivedMs: number | null;
  grade: KeptGrade | null;
  /** The server could not grade it and has set it aside. */
  isSetAside: boolean;
  /** Why the server will not take it; null: nothing is wrong with it. */
  refusal: { code: string; detail: string } | null;
}

/** The beginning of every key. */
export const OUTBOX_START = 'outbox:';

/** Store key of an entry. */
export const outboxKey = (id: string): string => OUTBOX_START + id;

/** A design as it goes into the outbox. */
export function newEntry(content: Pick<OutboxEntry, 'id' | 'learner' | 'exercise' | 'source' | 'hints' | 'found' | 'savedMs'>): OutboxEntry {
  return { format: 1, ...content, receivedMs: null, grade: null, isSetAside: false, refusal: null };
}

/** The entry as text. */
export const encodeEntry = (entry: OutboxEntry): string => JSON.stringify(entry);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A stored entry; null for anything that is none. */
export function decodeEntry(text: string | null): OutboxEntry | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const { id, learner, exercise, source, refusal } = fields;
  const [hints, savedMs] = [wholeNumber(fields['hints']), wholeNumber(fields['savedMs'])];
  if (typeof id !== 'string' || !UUID.test(id) || typeof learner !== 'string' || typeof exercise !== 'string' || typeof source !== 'string' || hints === null || savedMs === null) return null;
  const { code, detail } = (refusal ?? {}) as { [field: string]: unknown };
  return {
    format: 1, id, learner, exercise, source, hints, savedMs, found: decodeVerdict(fields['found']), receivedMs: wholeNumber(fields['receivedMs']), grade: decodeGrade(fields['grade']),
    isSetAside: fields['isSetAside'] === true, refusal: typeof code === 'string' && typeof detail === 'string' ? { code, detail } : null,
  };
}

function decodeVerdict(value: unknown): OwnVerdict | null {
  const { passed, holds, checks } = (value ?? {}) as { [field: string]: unknown };
  const [held, all] = [wholeNumber(holds), wholeNumber(checks)];
  return typeof passed === 'boolean' && held !== null && all !== null ? { passed, holds: held, checks: all } : null;
}

function decodeGrade(value: unknown): KeptGrade | null {
  const { status, ...rest } = (value ?? {}) as { [field: string]: unknown };
  const [points, holds, checks, gradedMs, creditPct] = ['points', 'holds', 'checks', 'gradedMs', 'creditPct'].map((name) => wholeNumber(rest[name]));
  if ((status !== 'pass' && status !== 'fail' && status !== 'error') || points == null || holds == null || checks == null || gradedMs == null || creditPct == null) return null;
  return { status, points, holds, checks, gradedMs, creditPct };
}

/** How far an entry has come. */
export type EntryState = 'saved' | 'received' | 'graded' | 'set-aside' | 'refused';

/** The state of an entry. */
export function stateOf({ refusal, grade, isSetAside, receivedMs }: OutboxEntry): EntryState {
  if (refusal !== null) return 'refused';
  if (grade !== null) return 'graded';
  return isSetAside ? 'set-aside' : receivedMs === null ? 'saved' : 'received';
}
