import type { SourcePlace } from './place.ts';

/** Bytes of UTF-8 from which a file is refused: "32 KB and more". */
export const SOURCE_BYTES_LIMIT = 32_768;

/** Length of a text in bytes of UTF-8; half of a surrogate pair counts as three. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** The text as all later stages see it: no byte order mark, every line ended by one `\n`. Neither changes what a module does. */
export function normaliseSource(source: string): string {
  return source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** Where the characters from `start` to `end` stand; a place that runs over a line's end stops there. Positions outside of the text are clamped. */
export function placeAt(text: string, start: number, end: number): SourcePlace {
  const from = Math.max(0, Math.min(start, text.length));
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const nextBreak = text.indexOf('\n', from);
  const lineEnd = nextBreak === -1 ? text.length : nextBreak;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < from; at = text.indexOf('\n', at + 1)) line += 1;
  return { line, column: from - lineStart + 1, endColumn: Math.max(from, Math.min(end, lineEnd)) - lineStart + 1 };
}
