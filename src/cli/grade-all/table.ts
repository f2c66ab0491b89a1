import { printable } from '../../grader/explain/printable.ts';
import type { Cell } from '../../server/gradebook/csv.ts';

/** Rows as lines with columns of equal width; numbers stand at the right. */
export function tableLines(rows: readonly (readonly Cell[])[]): string[] {
  const texts = rows.map((row) => row.map((cell) => (cell === null ? '' : printable(String(cell)))));
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => [...row[column]!].length)));
  return texts.map((row, line) => row.map((text, column) => {
    const space = ' '.repeat(widths[column]! - [...text].length);
    return typeof rows[line]![column] === 'number' ? space + text : text + space;
  }).join('  ').trimEnd());
}
