// One table with an auto-increment key, and the row events that replicate it (binlog_format ROW).
import type { MariadbError } from './errors.ts';
import { duplicateKey, rowMissing } from './errors.ts';

/** `auto_increment_increment` and `auto_increment_offset`. */
export interface AutoIncrement { increment: number; offset: number }

/** What a transaction did, as the binary log has it. An update finds its row by the key: with a primary key the old values are not compared. */
export type RowEvent = { kind: 'create' } | { kind: 'write'; id: number; value: number } | { kind: 'update'; id: number; value: number };

/** The id after `highest`: the next of offset, offset + increment, …; an offset above the increment is ignored, as if it were 1. */
export function nextId(highest: number, { increment, offset }: AutoIncrement): number {
  const from = offset > increment ? 1 : offset;
  return highest < from ? from : from + (Math.floor((highest - from) / increment) + 1) * increment;
}

/** The rows of `app.t` on one server. */
export class Table {
  readonly name: string;
  readonly #rows = new Map<number, number>();

  constructor(name: string) { this.name = name; }

  /** The largest id that this server has seen, its own or replicated; 0: none. */
  get highestId(): number { return Math.max(0, ...this.#rows.keys()); }

  /** Applies an event; an error leaves the table as it was. */
  apply(event: RowEvent): MariadbError | null {
    if (event.kind === 'create') return null;
    const exists = this.#rows.has(event.id);
    if (event.kind === 'write' && exists) return duplicateKey(this.name, event.id);
    if (event.kind === 'update' && !exists) return rowMissing(this.name);
    this.#rows.set(event.id, event.value);
    return null;
  }

  /** Ids and values, by id. */
  rows(): [number, number][] {
    return [...this.#rows].sort((a, b) => a[0] - b[0]);
  }
}
