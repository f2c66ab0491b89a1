// The store itself: localStorage under a prefix, since on file:// Chromium keeps one store for every local file.

/** Why something could not be kept: the browser's quota is used up, or the browser forbids storing. */
export type StoreFailureReason = 'full' | 'forbidden';

/** What `write` and `remove` throw; its message is a sentence for the learner. */
export class StoreFailure extends Error {
  readonly reason: StoreFailureReason;
  constructor(reason: StoreFailureReason) {
    super(
      reason === 'full'
        ? 'The browser has no room left for this site, so this is not saved. Copy your design to a file, or remove other saved data.'
        : 'The browser does not let this page save anything, so this is not saved. Allow site data for this page, or copy your design to a file.',
    );
    this.reason = reason;
  }
}

const PREFIX = 'no-single-point/';

/** The value of a key; null when there is none or when storing is forbidden. */
export function readLocal(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Keeps a value; throws a `StoreFailure`. */
export function writeLocal(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch (error) {
    throw new StoreFailure(error instanceof DOMException && /quota/i.test(error.name) ? 'full' : 'forbidden');
  }
}

/** Forgets a key; throws a `StoreFailure`. */
export function removeLocal(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    throw new StoreFailure('forbidden');
  }
}

/** All keys that begin with `start`, sorted; none when storing is forbidden. */
export function localKeys(start: string): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX + start))
      .map((key) => key.slice(PREFIX.length))
      .sort();
  } catch {
    return [];
  }
}
