// Saves a draft as it is typed, and never over what another tab has saved in the meantime.
import { decodeDraft, type Draft, draftKey, encodeDraft } from '../records/draft.ts';

/** How the saving stands. `conflict`: another tab saved a different draft, and nothing is written until the learner has chosen. */
export type DraftState = { kind: 'idle' } | { kind: 'waiting' } | { kind: 'saved' } | { kind: 'failed'; message: string } | { kind: 'conflict'; other: Draft };

/** What a draft is made of. */
export type DraftContent = Pick<Draft, 'source' | 'hints' | 'chosen'>;

/** The part of platform/store.ts that drafts need. */
export interface DraftStore {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  /** Keeps a text at once where `write` may come too late; does nothing where it does not. */
  writeLast(key: string, value: string): void;
  /** The text that `writeLast` kept, which is then forgotten; null: none. */
  takeLast(key: string): string | null;
}

/** Pause after the last keystroke before a draft is written, milliseconds; half of what the learner is promised. */
export const SAVE_PAUSE_MS = 250;

/** Keeps the draft of one exercise. */
export class DraftKeeper {
  readonly #exercise: string;
  readonly #store: DraftStore;
  readonly #onState: (state: DraftState) => void;
  readonly #now: () => number;
  #state: DraftState = { kind: 'idle' };
  /** What the store held when this tab last looked or wrote. */
  #known: string | null = null;
  #next: DraftContent | null = null;
  /** The text in this tab's editor. */
  #source: string;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(exercise: string, starter: string, store: DraftStore, onState: (state: DraftState) => void, now: () => number) {
    this.#exercise = exercise;
    this.#source = starter;
    this.#store = store;
    this.#onState = onState;
    this.#now = now;
  }

  /** The saved draft; null when there is none that this version can read. */
  async load(): Promise<Draft | null> {
    const key = draftKey(this.#exercise);
    this.#known = await this.#store.read(key);
    const [stored, last] = [decodeDraft(this.#known), decodeDraft(this.#store.takeLast(key))];
    this.#source = stored?.source ?? this.#source;
    if (last === null || encodeDraft(last) === this.#known || last.savedAtMs < (stored?.savedAtMs ?? 0)) return stored;
    // The page went before this could be written.
    this.#next = last;
    this.#source = last.source;
    void this.flush();
    return last;
  }

  /** The page goes: what is waiting is kept at once, and written if there is still time. */
  leave(): void {
    if (this.#next !== null && this.#state.kind !== 'conflict') this.#store.writeLast(draftKey(this.#exercise), this.#encoded(this.#next));
    void this.flush();
  }

  /** To be called after each keystroke, and when a hint is opened or a prediction chosen. */
  change(content: DraftContent): void {
    this.#next = content;
    this.#source = content.source;
    if (this.#state.kind === 'conflict') return;
    this.#enter({ kind: 'waiting' });
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SAVE_PAUSE_MS);
  }

  /** Writes now what is waiting; for the moment before the page goes. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#save(false));
    return this.#writing;
  }

  /** Looks whether another tab has saved; for when the page comes back into view. */
  async look(): Promise<void> {
    await this.#writing;
    await this.#differs();
  }

  /** Ends a conflict for this tab's text. */
  keepMine(): Promise<void> {
    this.#enter({ kind: 'waiting' });
    this.#writing = this.#writing.then(() => this.#save(true));
    return this.#writing;
  }

  /** Ends a conflict for the other tab's text, which the caller puts into the editor; what was to be saved is dropped. */
  takeOther(): void {
    this.#next = null;
    this.#enter({ kind: 'saved' });
  }

  async #save(isForced: boolean): Promise<void> {
    if (this.#next === null || (this.#state.kind === 'conflict' && !isForced)) return;
    if (!isForced && (await this.#differs())) return;
    const content = this.#next;
    const text = this.#encoded(content);
    try {
      await this.#store.write(draftKey(this.#exercise), text);
      this.#known = text;
      if (this.#next === content) this.#next = null;
      this.#enter(this.#next === null ? { kind: 'saved' } : { kind: 'waiting' });
    } catch (error) {
      this.#enter({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** True when the store holds another tab's design, which this one has not; hints and what is predicted are no reason to ask. */
  async #differs(): Promise<boolean> {
    const stored = await this.#store.read(draftKey(this.#exercise));
    if (stored === null || stored === this.#known) return false;
    this.#known = stored;
    const other = decodeDraft(stored);
    if (other === null || other.source === this.#source) return false;
    this.#enter({ kind: 'conflict', other });
    return true;
  }

  #encoded({ source, hints, chosen }: DraftContent): string {
    return encodeDraft({ format: 1, exercise: this.#exercise, source, hints, chosen, savedAtMs: this.#now() });
  }

  #enter(state: DraftState): void {
    this.#state = state;
    this.#onState(state);
  }
}
