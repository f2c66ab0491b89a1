// Writes several keys or none: when one cannot be written, those before it are put back.

/** What is to be under a key; null: nothing. `before` is what is there now. */
export interface KeyChange { key: string; before: string | null; after: string | null }

/** The part of platform/store.ts that this needs. */
export interface ChangeableStore {
  write(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Rejects with the store's own error, after everything is as it was. */
export async function applyAll(store: ChangeableStore, changes: readonly KeyChange[]): Promise<void> {
  const done: KeyChange[] = [];
  try {
    for (const change of changes) {
      await put(store, change.key, change.after);
      done.push(change);
    }
  } catch (error) {
    // What gets smaller goes first, so that at every step there is room for what was there.
    const grows = ({ before, after }: KeyChange): number => (before?.length ?? -1) - (after?.length ?? -1);
    for (const { key, before } of done.sort((a, b) => grows(a) - grows(b))) await put(store, key, before);
    throw error;
  }
}

const put = (store: ChangeableStore, key: string, value: string | null): Promise<void> => (value === null ? store.remove(key) : store.write(key, value));
