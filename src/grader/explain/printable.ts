/**
 * A text of anybody's on one line, without signs that move a terminal's cursor, hide, or turn a line around (Unicode's control and format characters and its
 * separators of lines): with them a sentence could be made to say something else.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
