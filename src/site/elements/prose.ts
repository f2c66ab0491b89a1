// Short texts of the course: `code` in backticks becomes code, a number keeps its unit beside it, everything else stays text.
import { html } from 'lit';
import { withUnits } from '../layouts/inline-code.ts';

/** A piece of a text. */
export interface ProsePart {
  text: string;
  isCode: boolean;
}

/** The text cut at its backticks; a backtick without a partner is a character like any other. */
export function proseParts(text: string): ProsePart[] {
  const parts: ProsePart[] = [];
  let end = 0;
  for (const match of text.matchAll(/`([^`\n]+)`/g)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isCode: false });
    parts.push({ text: match[1]!, isCode: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isCode: false });
  return parts;
}

/** The text for a template. */
export function prose(text: string) {
  return proseParts(withUnits(text)).map((part) => (part.isCode ? html`<code>${part.text}</code>` : part.text));
}
