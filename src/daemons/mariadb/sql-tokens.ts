// Words, texts and signs of SQL, with their lines; enough for administrative statements.

/** A word, a number, a sign, or a text without its quotation marks. */
export interface Token { text: string; quoted: boolean; line: number }

/** Comments, texts in three kinds of quotation marks, words, and every other single sign. An unclosed text or comment goes to the end. */
const PIECE = /(\s+|#[^\n]*|--(?=\s|$)[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|'((?:[^'\\]|\\[\s\S]|'')*)(?:'|$)|"((?:[^"\\]|\\[\s\S]|"")*)(?:"|$)|`([^`]*)(?:`|$)|([\w$@.]+)|([\s\S])/g;

/** The statements of a text, without comments; each has at least one token. */
export function splitSql(sql: string): Token[][] {
  const statements: Token[][] = [];
  let statement: Token[] = [];
  let line = 1;
  const end = (): void => {
    if (statement.length > 0) statements.push(statement);
    statement = [];
  };
  for (const match of sql.matchAll(PIECE)) {
    const [all, blank, single, double, name, word, sign] = match;
    const text = single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? name;
    if (text !== undefined) statement.push({ text: name ?? text.replace(/\\([\s\S])/g, '$1'), quoted: true, line });
    else if (sign === ';') end();
    else if (blank === undefined) statement.push({ text: (word ?? sign)!, quoted: false, line });
    for (const char of all) if (char === '\n') line++;
  }
  end();
  return statements;
}
