// What keepalived does with lines before it reads keywords: macros (`$NAME=…`) and lines for one machine only (`@id …`).
import { quoted, type Remark } from '../text.ts';

/** One line after macros were put in. `line` is the number in the file, also for the lines of a macro. */
export interface SourceLine { text: string; line: number }

/** Bounds of what macros may grow to, so that a file of macros of macros ends. */
const MACRO_MAX = 4096;
const LINES_MAX = 100_000;

/** The lines of a text, with macros put in and lines for other machines taken out. */
export function readLines(text: string, remark: Remark): SourceLine[] {
  const macros = new Map<string, string>();
  const written = text.split('\n');
  const lines: SourceLine[] = [];
  for (let i = 0; i < written.length && lines.length < LINES_MAX; i++) {
    const line = i + 1;
    const definition = /^\s*\$([A-Za-z_]\w*)=(.*)$/.exec(written[i]!);
    if (definition !== null) {
      let value = definition[2]!;
      // A macro of several lines: each but the last ends in a backslash.
      while (value.endsWith('\\') && i + 1 < written.length && value.length <= MACRO_MAX) value = `${value.slice(0, -1)}\n${written[++i]!}`;
      value = expand(value, macros);
      if (value.length > MACRO_MAX) remark(line, 'unsupported', `The macro ${quoted(definition[1]!)} is longer than ${MACRO_MAX} signs and is left out.`);
      else macros.set(definition[1]!, value);
      continue;
    }
    const own = forThisMachine(written[i]!, line, remark);
    if (own !== null) for (const part of expand(own, macros).split('\n')) lines.push({ text: part, line });
  }
  return lines;
}

function expand(text: string, macros: ReadonlyMap<string, string>): string {
  if (macros.size === 0 || !text.includes('$')) return text;
  return text.replace(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (whole, braced: string | undefined, bare: string | undefined) => macros.get(braced ?? bare!) ?? whole);
}

/** `@id` lines count on the machine of that id (`keepalived -i`), `@^id` lines on all others. No file tells its own id. */
function forThisMachine(text: string, line: number, remark: Remark): string | null {
  const match = /^\s*@(\^?)(\w+)\s(.*)$/.exec(text);
  if (match === null) return text;
  const [, other, id, rest] = match as unknown as [string, string, string, string];
  remark(line, 'unsupported', other === '' ? `'@${id}': a line for the machine ${quoted(id)} only is left out.` : `'@^${id}': a line for all machines but ${quoted(id)} is read.`);
  return other === '' ? null : rest;
}
