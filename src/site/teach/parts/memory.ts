// What this tab remembers of the pages, such as the order of the roster, over going elsewhere and reloading. Nothing that anybody handed in is kept.

const KEY = 'nsp-teach:';

/** What was kept under a name; null: nothing, or what is not JSON. */
export function recall<Value>(name: string): Value | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY + name) ?? 'null') as Value | null;
  } catch {
    return null;
  }
}

/** Keeps it; null forgets. Where the browser keeps nothing, nothing is remembered. */
export function remember(name: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(KEY + name);
    else sessionStorage.setItem(KEY + name, JSON.stringify(value));
  } catch {
    // The page works without it.
  }
}

/** Forgets everything, as when an instructor signs out. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key);
  } catch {
    // There is nothing then.
  }
}
