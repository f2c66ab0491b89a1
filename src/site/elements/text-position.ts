// Lines and columns of a text, from 1, as offsets.

/** Offset at which a line begins; the last line's for lines beyond the end. */
export function lineStart(text: string, line: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  return start;
}

/** Offset of a line and column; a column beyond the end of its line gives the line's end. */
export function offsetOf(text: string, line: number, column: number): number {
  const start = lineStart(text, line);
  const end = text.indexOf('\n', start);
  return Math.min(start + Math.max(0, column - 1), end < 0 ? text.length : end);
}
