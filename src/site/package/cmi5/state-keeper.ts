// Our State document: written only over what this session knows, so that two windows never overwrite each other in silence.
import { readKept, STATE_ID, type Kept } from './kept.ts';
import type { RecordStore, StateDocument } from './record-store.ts';
import { Refusal } from './refusal.ts';

const SUBJECT = 'your work';

/** Writes our document, with the conditions of HTTP where the record store gives ETags. */
export class StateKeeper {
  readonly #store: RecordStore;
  readonly #usesEtags: boolean;
  /** Texts that may be in the store because this session sent or read them; null: no document. */
  #known: Set<string | null>;
  /** Of what the store has, as far as this session knows. */
  #stored: string | null;
  #etag: string | null;
  /** Somebody else has written what is there. */
  #isForeign = false;
  /** On its way, with no answer yet. */
  #flying: Kept | null = null;
  /** The session is over: nothing more is asked, though the page may live for a moment. */
  #isOver = false;

  constructor(store: RecordStore, found: StateDocument | null, usesEtags: boolean) {
    this.#store = store;
    this.#usesEtags = usesEtags;
    this.#etag = found?.etag ?? null;
    this.#stored = found?.text ?? null;
    this.#known = new Set([this.#stored]);
  }

  /** Stores the document; rejects with a `Refusal`, also where another window has stored something else meanwhile. */
  async put(kept: Kept): Promise<void> {
    const text = JSON.stringify(kept);
    if (text === this.#stored) return;
    if (this.#usesEtags && this.#etag === null && this.#stored !== null) await this.#look(412);
    if (this.#isOver) return;
    this.#known.add(text);
    this.#etag = await this.#putOver(kept);
    this.#stored = text;
    this.#known = new Set([text]);
    // Some stores give no ETag for what they were given: then it is asked for, so that also a page that goes overwrites nothing of others.
    if (this.#usesEtags && this.#etag === null && !this.#isOver) await this.#look(412).catch(() => undefined);
  }

  /** Stores the document where nothing else is being stored; that it failed is told by the next one. */
  async ahead(kept: Kept): Promise<void> {
    if (this.#flying === null && !this.#isForeign) await this.put(kept).catch(() => undefined);
  }

  /** The document for a page that goes; null: the store has it, or will have it in a moment but for the time, or has that of another window. While an older one is on its way, no condition would hold. */
  last(kept: Kept): { id: string; text: string; condition: Record<string, string> } | null {
    this.#isOver = true;
    const text = JSON.stringify(kept);
    const isComing = this.#flying !== null && JSON.stringify({ ...this.#flying, seconds: kept.seconds }) === text;
    return isComing || this.#isForeign || text === this.#stored ? null : { id: STATE_ID, text, condition: this.#flying === null ? this.#condition() : {} };
  }

  async #putOver(kept: Kept): Promise<string | null> {
    try {
      return await this.#send(kept, this.#condition());
    } catch (error) {
      if (!(error instanceof Refusal) || !this.#usesEtags || this.#isOver || (error.status !== 412 && error.status !== 409)) throw error;
      // An answer that was lost, or an ETag that something on the way changed: what is there is still ours.
      await this.#look(error.status);
      return this.#isOver ? this.#etag : await this.#send(kept, {});
    }
  }

  async #send(kept: Kept, condition: Record<string, string>): Promise<string | null> {
    this.#flying = kept;
    try {
      return await this.#store.putState(STATE_ID, JSON.stringify(kept), condition, SUBJECT);
    } finally {
      this.#flying = null;
    }
  }

  #condition(): Record<string, string> {
    if (this.#etag !== null) return { 'if-match': this.#etag };
    return this.#usesEtags && this.#stored === null ? { 'if-none-match': '*' } : {};
  }

  /** Reads what is there; rejects where somebody else wrote it. */
  async #look(status: number): Promise<void> {
    const there = await this.#store.state(STATE_ID, SUBJECT);
    this.#isForeign = there !== null && !this.#isOurs(there.text);
    if (this.#isForeign) throw new Refusal(status, OTHER_WINDOW);
    this.#etag = there?.etag ?? null;
  }

  /** Equal but for white space and the order of fields, which a store may change. */
  #isOurs(text: string): boolean {
    const { state } = readKept(text);
    return [...this.#known].some((known) => known !== null && (known === text || readKept(known).state === state));
  }
}

const OTHER_WINDOW = 'This course is open in another window or on another computer too, and newer work from there is in the learning system. Close one of them; what you do here is brought together with it when you open the course here again.';
