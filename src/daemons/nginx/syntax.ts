// nginx.conf as a tree of directives, cut into words as nginx cuts it (ngx_conf_read_token).
import { quoted, type Remark } from '../text.ts';

/** One directive. `args` are without quotes and escapes; `block` null: ended by `;`. */
export interface Directive { name: string; args: string[]; line: number; block: Directive[] | null }

/** nginx itself has no limit; no real file comes near this. */
const DEPTH_MAX = 64;

interface Token { kind: 'word' | ';' | '{' | '}' | 'end'; text: string; line: number }

/** The tree of a file. Stops at the first syntax error, as nginx does, and says so; what was read before stays. Never throws. */
export function parseNginx(text: string, remark: Remark): Directive[] {
  const root: Directive[] = [];
  const open: { directive: Directive; block: Directive[] }[] = [];
  const words = new Words(text);
  let pending: Token[] = [];
  const stop = (line: number, message: string): Directive[] => {
    remark(line, 'invalid', `${message} nginx refuses the whole file; nothing after this place was read.`);
    return root;
  };
  for (;;) {
    const token = words.next();
    if (token === null) return stop(words.line, words.error);
    if (token.kind === 'word') {
      pending.push(token);
      continue;
    }
    if (token.kind === 'end') {
      if (pending.length > 0) return stop(token.line, `The file ends inside the directive ${quoted(pending[0]!.text)}, which has no ";".`);
      if (open.length > 0) return stop(token.line, `The file ends before the "}" of the block ${quoted(open.at(-1)!.directive.name)} of line ${open.at(-1)!.directive.line}.`);
      return root;
    }
    if (token.kind === '}') {
      if (pending.length > 0) return stop(token.line, `Unexpected "}": the directive ${quoted(pending[0]!.text)} has no ";".`);
      if (open.pop() === undefined) return stop(token.line, 'Unexpected "}": no block is open.');
      continue;
    }
    if (pending.length === 0) return stop(token.line, `Unexpected "${token.kind}": no directive stands before it.`);
    // nginx names the line on which the last word of a directive stands; the first helps a reader more.
    const directive: Directive = { name: pending[0]!.text, args: pending.slice(1).map((word) => word.text), line: pending[0]!.line, block: token.kind === '{' ? [] : null };
    pending = [];
    (open.at(-1)?.block ?? root).push(directive);
    if (directive.block === null) continue;
    open.push({ directive, block: directive.block });
    if (open.length > DEPTH_MAX) return stop(token.line, `Blocks are nested more than ${DEPTH_MAX} deep.`);
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([['"', '"'], ["'", "'"], ['\\', '\\'], ['t', '\t'], ['r', '\r'], ['n', '\n']]);

/** Cuts a text into words and signs. After an error `next` is null, and `error` says why. */
class Words {
  line = 1;
  error = '';
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token | null {
    this.#skip();
    const sign = this.#text[this.#at];
    const { line } = this;
    if (sign === undefined) return { kind: 'end', text: '', line };
    if (sign === ';' || sign === '{' || sign === '}') {
      this.#at++;
      return { kind: sign, text: sign, line };
    }
    return sign === '"' || sign === "'" ? this.#quotedWord(sign) : this.#plainWord();
  }

  /** Blanks, and comments: `#` begins one only where a word could begin. */
  #skip(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const sign = this.#text[this.#at]!;
      if (sign === '\n') this.line++;
      else if (sign === '#') while (this.#at + 1 < this.#text.length && this.#text[this.#at + 1] !== '\n') this.#at++;
      else if (sign !== ' ' && sign !== '\t' && sign !== '\r') return;
    }
  }

  /** The sign at this place, with its backslash where it has one. */
  #take(): string {
    const sign = this.#text[this.#at++]!;
    if (sign === '\n') this.line++;
    if (sign !== '\\' || this.#at >= this.#text.length) return sign;
    const escaped = this.#text[this.#at++]!;
    if (escaped === '\n') this.line++;
    return ESCAPES.get(escaped) ?? `\\${escaped}`;
  }

  #quotedWord(quote: string): Token | null {
    const { line } = this;
    const parts: string[] = [];
    this.#at++;
    while (this.#text[this.#at] !== quote) {
      if (this.#at >= this.#text.length) {
        this.error = `The quote that line ${line} opens is never closed.`;
        this.line = line;
        return null;
      }
      parts.push(this.#take());
    }
    this.#at++;
    const after = this.#text[this.#at];
    if (after !== undefined && !/[\s;{)]/.test(after)) {
      this.error = `Unexpected ${quoted(after)} right after a closing quote.`;
      return null;
    }
    return { kind: 'word', text: parts.join(''), line };
  }

  /** Up to a blank, `;` or `{`; the `{` of a variable `${name}` belongs to the word, and so does any `}`. */
  #plainWord(): Token {
    const { line } = this;
    const parts: string[] = [];
    for (;;) {
      const sign = this.#text[this.#at];
      if (sign === undefined || /[\s;]/.test(sign) || (sign === '{' && parts.at(-1) !== '$')) return { kind: 'word', text: parts.join(''), line };
      parts.push(this.#take());
    }
  }
}
