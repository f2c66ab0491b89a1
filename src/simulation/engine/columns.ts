// All mutable state of a simulation lies in typed arrays, so that a snapshot is a loop over arrays.

/** One column: an array of numbers of one kind. */
export type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** Columns by name. Rows have the same position in each. */
export interface Columns { [name: string]: Column }

function longer(column: Column, length: number): Column {
  const Kind = column.constructor as new (length: number) => Column;
  const copy = new Kind(length);
  copy.set(column);
  return copy;
}

/** Replaces every column by one that is twice as long and begins with the same rows. */
export function widen(columns: Columns): void {
  for (const name of Object.keys(columns)) columns[name] = longer(columns[name], columns[name].length * 2);
}

/** A copy that shares nothing with the original. */
export function copyColumns(columns: Columns): Columns {
  const copy: Columns = {};
  for (const name of Object.keys(columns)) copy[name] = columns[name].slice();
  return copy;
}

/** Puts copies of the columns in `from` in the place of those in `to`. The old columns are left as they are: a history may look into them. */
export function restoreColumns(to: Columns, from: Columns): void {
  for (const name of Object.keys(from)) to[name] = from[name].slice();
}
