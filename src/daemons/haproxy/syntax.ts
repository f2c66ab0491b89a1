// haproxy.cfg as HAProxy splits it: sections, lines, words (manual 2.6, sections 2.1 to 2.5; `parse_line` and `readcfgfile` in its source).

/** One line of a section. */
export interface ConfigLine {
  /** From 1. */
  line: number;
  /** At least one; quotes and backslashes are gone. */
  words: string[];
  /** An environment variable stood here: its value is not in the file. */
  hasVariable: boolean;
}

/** A section with its lines. `head` is its own line, such as `backend web`. */
export interface Section { kind: string; head: ConfigLine; lines: ConfigLine[] }

/** What is wrong with the text itself. `unsupported`: a `.if`, whose condition is not evaluated here. */
export interface SyntaxProblem { line: number; kind: 'invalid' | 'unknown' | 'unsupported'; message: string }

/** A whole file. */
export interface Syntax { sections: Section[]; problems: SyntaxProblem[] }

/** Words that begin a section. */
export const SECTION_KINDS: readonly string[] = [
  'global', 'defaults', 'frontend', 'backend', 'listen', 'userlist', 'peers', 'mailers', 'resolvers', 'cache', 'ring', 'log-forward', 'http-errors', 'fcgi-app', 'program',
];

/** HAProxy's MAX_LINE_ARGS. */
const WORDS_MAX = 64;
const SPACE = /[ \t\r\v\f]/;
const LETTERS: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t' };

/** One character or more behind a backslash: what it stands for and how long it is; null: a broken `\xHH`. Unknown ones keep their backslash. */
function escaped(text: string, at: number, inDouble: boolean): { value: string; length: number } | null {
  const next = text[at + 1] ?? '';
  if (next === 'x') {
    const code = /^[0-9a-fA-F]{2}/.exec(text.slice(at + 2, at + 4));
    return code === null ? null : { value: String.fromCharCode(parseInt(code[0], 16)), length: 4 };
  }
  if (next in LETTERS && next !== '') return { value: LETTERS[next]!, length: 2 };
  if (next === ' ' || next === '\\' || next === '#' || next === '"' || (next === "'" && !inDouble) || (next === '$' && inDouble)) return { value: next, length: 2 };
  return { value: '\\', length: 1 };
}

/** Words of a line, or the sentence that says why there are none. A comment ends the line; single quotes keep everything, double quotes take escapes and variables. */
export function splitWords(text: string): { words: string[]; hasVariable: boolean; problem: string | null } {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  let hasVariable = false;
  const fail = (problem: string): ReturnType<typeof splitWords> => ({ words, hasVariable, problem });
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if ((character === '"' && quote !== "'") || (character === "'" && quote !== '"')) {
      quote = quote === null ? character : null;
      word ??= '';
    } else if (character === '\\' && quote !== "'") {
      const escape = escaped(text, at, quote === '"');
      if (escape === null) return fail('A backslash with x needs two hexadecimal digits.');
      word = (word ?? '') + escape.value;
      at += escape.length - 1;
    } else if (quote === null && character === '#') {
      break;
    } else if (quote === null && SPACE.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      if (character === '$' && quote === '"' && /^[A-Za-z_{]/.test(text.slice(at + 1, at + 2))) hasVariable = true;
      word = (word ?? '') + character;
    }
  }
  if (quote !== null) return fail('A quote is not closed.');
  if (word !== null) words.push(word);
  return words.length > WORDS_MAX ? fail(`A line has at most ${WORDS_MAX} words.`) : { words, hasVariable, problem: null };
}

/** Follows `.if` blocks: the first branch is read, the others are not. */
class Conditions {
  readonly branches: { line: number; isRead: boolean }[] = [];
  readonly problems: SyntaxProblem[];
  constructor(problems: SyntaxProblem[]) {
    this.problems = problems;
  }

  /** Whether lines here are read. */
  get isRead(): boolean {
    return this.branches.every((branch) => branch.isRead);
  }

  directive(name: string, line: number): void {
    const inner = this.branches.at(-1);
    if (name === '.if') {
      this.branches.push({ line, isRead: true });
      this.problems.push({ line, kind: 'unsupported', message: 'The condition of .if is not evaluated: its first branch is read, the others are not.' });
    } else if (name === '.elif' || name === '.else' || name === '.endif') {
      if (inner === undefined) this.problems.push({ line, kind: 'invalid', message: `${name} stands outside of an .if block.` });
      else if (name === '.endif') this.branches.pop();
      else inner.isRead = false;
    } else if (name === '.alert' && this.isRead) {
      this.problems.push({ line, kind: 'invalid', message: 'HAProxy stops at .alert.' });
    } else if (!['.notice', '.warning', '.diag', '.alert'].includes(name)) {
      this.problems.push({ line, kind: 'unknown', message: `HAProxy knows no directive ${name}.` });
    }
  }
}

/** Splits a file. Any text is read; what is broken is told in `problems`, and its line is left out. */
export function parseSyntax(text: string): Syntax {
  const sections: Section[] = [];
  const problems: SyntaxProblem[] = [];
  const conditions = new Conditions(problems);
  const rows = text.split('\n');
  rows.forEach((row, position) => {
    const line = position + 1;
    if (row.includes('\0')) problems.push({ line, kind: 'invalid', message: 'HAProxy refuses a NUL character.' });
    const { words, hasVariable, problem } = splitWords(row);
    if (problem !== null) {
      if (conditions.isRead) problems.push({ line, kind: 'invalid', message: problem });
      return;
    }
    const first = words[0];
    if (first === undefined) return;
    if (first.startsWith('.')) return conditions.directive(first, line);
    if (!conditions.isRead) return;
    const read: ConfigLine = { line, words, hasVariable };
    if (SECTION_KINDS.includes(first)) sections.push({ kind: first, head: read, lines: [] });
    else if (sections.length > 0) sections.at(-1)!.lines.push(read);
    else problems.push({ line, kind: 'unknown', message: `${first} stands before the first section.` });
  });
  for (const { line } of conditions.branches) problems.push({ line, kind: 'invalid', message: 'This .if block has no .endif.' });
  if (rows.at(-1)!.trim() !== '') {
    problems.push({ line: rows.length, kind: 'invalid', message: 'The last line does not end with a newline: HAProxy takes the file for cut off.' });
  }
  return { sections, problems };
}
