// A learner's records in memory.

/** Records by key, as a store. */
export class MemoryStore {
  readonly records: Map<string, string>;

  constructor(records: Iterable<readonly [string, string]> = []) {
    this.records = new Map(records);
  }

  read(key: string): string | null {
    return this.records.get(key) ?? null;
  }

  keys(start: string): string[] {
    return [...this.records.keys()].filter((key) => key.startsWith(start)).sort();
  }

  /** Writes all of these. */
  take(changes: ReadonlyMap<string, string>): void {
    for (const [key, text] of changes) this.records.set(key, text);
  }
}
