// What the workspace shows of a class: plain words, so that its own script needs nothing of how classes work.
import type { Member } from '../records/member.ts';
import type { DueWords } from './module-words.ts';
import type { StateWords } from './state-words.ts';

/** What is said about one exercise. */
export interface ClassView {
  /** Near the title; null: nothing. */
  due: DueWords | null;
  /** The newest design that this computer has handed in; null: none. */
  handedIn: StateWords | null;
  /** In its place, how runs are handed in. */
  before: string;
  /** Way to the page where one joins or signs in; null: no need. */
  join: string | null;
  /** Why there are no hints. */
  hints: string;
  /** Null: as without a class. */
  solutions: { isOpen: boolean; words: string } | null;
}

/** What scripts/class.js offers to the workspace. */
export interface ClassHandle {
  readonly member: Member | null;
  view(exercise: string): ClassView;
  sendNow(): void;
}

/** The event on the document that says that views may have changed. */
export const CLASS_CHANGED = 'nsp-class';
/** The event on the document that brings a new entry of the outbox. */
export const HANDED_IN = 'nsp-handed-in';
