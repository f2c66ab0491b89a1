// How lines of haproxy.cfg are put down.
import { withReason } from '../text.ts';

/** A line of a section and why it is there; null: it needs no reason. */
export type Written = readonly [text: string, reason: string | null];

/** Reasons of lines longer than this stand right behind them. */
const COLUMN_MAX = 64;
const INDENT = '    ';

/** A section: its head, then its lines, the reasons under each other, each reason once. */
export function section(head: string, all: readonly Written[]): string {
  const lines = all.map(([text, reason], position): Written => [text, all.findIndex((line) => line[1] === reason) === position ? reason : null]);
  const lengths = lines.filter(([text, reason]) => reason !== null && text.length < COLUMN_MAX).map(([text]) => text.length);
  const column = lengths.reduce((longest, one) => Math.max(longest, one), 0) + INDENT.length + 3;
  return [head, ...lines.map(([text, reason]) => withReason(INDENT + text, reason, column))].map((line) => `${line}\n`).join('');
}

/** One word, in quotes where HAProxy would otherwise split or change it. */
export function word(text: string): string {
  if (/^[A-Za-z0-9_.:/@%+,=~^*()?&;!|<>[\]{}-]+$/.test(text)) return text;
  const escaped = text.replace(/[\\"$]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
  return `"${escaped}"`;
}
