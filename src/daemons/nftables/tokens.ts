// Words, signs and lines of an nftables file, and its statements.

/** A word or sign; `quoted`: it stood in quotation marks, which are gone. A line's end is the sign `\n`. */
export interface Token { text: string; quoted: boolean; line: number }

const PIECE = /[ \t\r]+|#[^\n]*|\\\n|"([^"\n]*)(?:"|(?=\n)|$)|(\n)|(!=|==|<=|>=|<<|>>|[{}();,=<>&|^!])|([^\s"{}();,=<>&|^!#\\]+)|([\s\S])/g;

/** All tokens of a text; comments and joined lines are gone. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const match of text.matchAll(PIECE)) {
    const [all, quoted, newline, sign, word, other] = match;
    const found = newline ?? sign ?? word ?? other;
    if (quoted !== undefined) tokens.push({ text: quoted, quoted: true, line });
    else if (found !== undefined) tokens.push({ text: found, quoted: false, line });
    for (const char of all) if (char === '\n') line++;
  }
  return tokens;
}

/** A statement up to its line end or `;`, braces included. `open`: a brace never closes. */
export interface Statement { tokens: Token[]; open: boolean }

/** Splits tokens into statements; line ends inside braces stay, since they separate statements there in turn. */
export function splitStatements(tokens: readonly Token[]): Statement[] {
  const statements: Statement[] = [];
  let current: Token[] = [];
  let depth = 0;
  const end = (): void => {
    if (current.length > 0) statements.push({ tokens: current, open: depth > 0 });
    current = [];
  };
  for (const token of tokens) {
    if (depth === 0 && isSign(token, '\n', ';')) end();
    else current.push(token);
    if (isSign(token, '{')) depth++;
    else if (isSign(token, '}')) depth = Math.max(0, depth - 1);
  }
  end();
  return statements;
}

/** Whether a token is one of these signs or words, and not a text in quotation marks. */
export function isSign(token: Token | undefined, ...signs: string[]): boolean {
  return token !== undefined && !token.quoted && signs.includes(token.text);
}

/** What stands between the first `{` and the last `}`; null: there is no such block. */
export function blockOf({ tokens, open }: Statement): Token[] | null {
  const start = tokens.findIndex((token) => isSign(token, '{'));
  if (start < 0) return null;
  return tokens.slice(start + 1, open ? undefined : -1);
}
