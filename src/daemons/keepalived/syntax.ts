// keepalived.conf as a tree of lines. Checked against keepalived 2.2.7: a block may open on its own line or on the next, and close behind the last word of a line.
import { quoted, type Remark } from '../text.ts';
import { readLines, type SourceLine } from './lines.ts';

/** One keyword with its parameters, without quotes. `block` null: it has none. */
export interface Statement { words: string[]; line: number; block: Statement[] | null }

/** No real file nests deeper. */
const DEPTH_MAX = 32;

/** The tree of a file. Never throws; what is wrong with quotes, braces and macros is told. */
export function parseKeepalived(text: string, remark: Remark): Statement[] {
  const tree = new Tree(remark);
  for (const line of readLines(text, remark)) tree.take(cut(line, remark), line.line);
  return tree.end();
}

class Tree {
  readonly #root: Statement[] = [];
  readonly #open: Statement[] = [];
  readonly #remark: Remark;
  #tooDeep = false;

  constructor(remark: Remark) {
    this.#remark = remark;
  }

  take(tokens: readonly Token[], line: number): void {
    let words: string[] = [];
    const flush = (): void => {
      if (words.length > 0) this.#block.push({ words, line, block: null });
      words = [];
    };
    for (const { text, isBrace } of tokens) {
      if (!isBrace) words.push(text);
      else {
        flush();
        if (text === '{') this.#begin(line);
        else if (this.#open.pop() === undefined) this.#remark(line, 'invalid', 'Extra "}": no block is open.');
      }
    }
    flush();
  }

  end(): Statement[] {
    const last = this.#open.at(-1);
    if (last !== undefined) this.#remark(last.line, 'invalid', `The block ${quoted(last.words.join(' '))} has no "}": keepalived refuses the file.`);
    return this.#root;
  }

  get #block(): Statement[] {
    return this.#open.at(-1)?.block ?? this.#root;
  }

  #begin(line: number): void {
    let owner = this.#block.at(-1);
    if (owner === undefined || owner.block !== null) {
      this.#remark(line, 'invalid', 'Unexpected "{": no keyword stands before it.');
      owner = { words: ['{'], line, block: null };
      this.#block.push(owner);
    }
    if (this.#open.length >= DEPTH_MAX) {
      if (!this.#tooDeep) this.#remark(line, 'invalid', `Blocks are nested more than ${DEPTH_MAX} deep.`);
      this.#tooDeep = true;
      // Goes on as a block beside the others, so that braces still pair.
      const beside: Statement = { words: ['{'], line, block: [] };
      this.#open.push(beside);
      return;
    }
    owner.block = [];
    this.#open.push(owner);
  }
}

interface Token { text: string; isBrace: boolean }

/** Cuts a line into words and braces. `#` and `!` begin a comment anywhere outside of double quotes. */
function cut({ text, line }: SourceLine, remark: Remark): Token[] {
  const tokens: Token[] = [];
  let word: string | null = null;
  let inQuotes = false;
  const flush = (): void => {
    if (word !== null) tokens.push({ text: word, isBrace: false });
    word = null;
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (inQuotes) {
      if (sign === '"') {
        inQuotes = false;
        flush();
      } else if (sign === '\\' && i + 1 < text.length) word += text[++i]!;
      else word += sign;
    } else if (sign === '"') {
      // Quotes are a word of their own, also without a blank before or behind them.
      flush();
      inQuotes = true;
      word = '';
    } else if (sign === '#' || sign === '!') break;
    else if (/\s/.test(sign)) flush();
    else if (sign === '{' || sign === '}') {
      flush();
      tokens.push({ text: sign, isBrace: true });
    } else word = (word ?? '') + sign;
  }
  if (inQuotes) remark(line, 'invalid', 'The quote on this line is never closed.');
  flush();
  return tokens;
}
