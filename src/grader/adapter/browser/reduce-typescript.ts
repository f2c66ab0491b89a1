// Cuts TypeScript's one 9 MB script down to the parser: the grader's worker needs no checker, no emitter, no editor services.
import ts from 'typescript';

/** What ts-blank-space and our own files use of TypeScript; a name that is missing here shows as a failed build. */
export const PARSER_EXPORTS = [
  'createSourceFile', 'createScanner', 'forEachChild', 'SyntaxKind', 'ScriptTarget', 'ModuleKind', 'LanguageVariant', 'JSDocParsingMode', 'ScriptKind',
  'NodeFlags', 'isStatement', 'isBinaryExpression', 'isNamedImports', 'isNamedExports', 'flattenDiagnosticMessageText', 'version',
] as const;

/** Classes of nodes, which TypeScript installs while it loads through `getServicesObjectAllocator`. */
const NODE_CLASSES = ['NodeObject', 'TokenObject', 'IdentifierObject', 'PrivateIdentifierObject', 'SourceFileObject'];

/** A top-level statement and the names that it uses, `Diagnostics.<name>` included. */
interface Part {
  text: string;
  uses: string[];
}

/**
 * An ES module with the parser's part of `typescript.js` (the text of TypeScript 5.9's `lib/typescript.js`): the exports above, as names and as default.
 * Keeps each top-level statement that an export reaches by name. Throws when the script does not have the known form.
 */
export function reduceTypescript(text: string): string {
  const parts = partsByName(text);
  const messages = diagnosticTexts(parts);
  const kept = new Set<Part>();
  const usedMessages = new Set<string>();
  const queue = [...PARSER_EXPORTS, ...NODE_CLASSES, 'diag', 'objectAllocator'] as string[];
  const seen = new Set<string>(['Diagnostics']);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (name.startsWith('Diagnostics.')) usedMessages.add(name.slice('Diagnostics.'.length));
    for (const part of parts.get(name) ?? []) {
      if (kept.has(part)) continue;
      kept.add(part);
      queue.push(...part.uses);
    }
  }
  for (const name of PARSER_EXPORTS) if (!parts.has(name)) throw new Error(`reduce-typescript: typescript.js has no top-level ${name}; adapt PARSER_EXPORTS.`);
  return assemble(parts, kept, messages, usedMessages);
}

function assemble(parts: Map<string, Part[]>, kept: Set<Part>, messages: Map<string, string>, usedMessages: Set<string>): string {
  const inOrder = [...new Set([...parts.values()].flat())].filter((part) => kept.has(part));
  const classes = NODE_CLASSES.map((name) => name.replace('Object', '')).map((name) => `get${name}Constructor: () => ${name}Object`).join(', ');
  const diagnostics = [...usedMessages].sort().map((name) => `${name}: ${messages.get(name)}`).join(',\n');
  return [
    // First, since some tables read it while they load; `diag` is a function and hoisted.
    `var Diagnostics = {\n${diagnostics}\n};`,
    ...inOrder.map((part) => part.text),
    // TypeScript's own table also holds the classes of symbols and types, which drag in the checker.
    `Object.assign(objectAllocator, { ${classes} });`,
    `export { ${PARSER_EXPORTS.join(', ')} };`,
    `export default { ${PARSER_EXPORTS.join(', ')} };`,
    '',
  ].join('\n');
}

/** Every top-level name with the statements that declare it or add to it, in the order of the script. */
function partsByName(text: string): Map<string, Part[]> {
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const file = ts.createSourceFile('typescript.js', text, options, false, ts.ScriptKind.JS);
  const parts = new Map<string, Part[]>();
  for (const statement of programOf(file)) {
    const part: Part = { text: statement.getText(file), uses: [...namesUsed(statement)] };
    for (const name of namesDeclared(statement, part.text)) parts.set(name, [...(parts.get(name) ?? []), part]);
  }
  return parts;
}

/** The statements inside `((module) => { … })(…)`. */
function programOf(file: ts.SourceFile): readonly ts.Statement[] {
  for (const statement of file.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue;
    const callee = statement.expression.expression;
    if (ts.isParenthesizedExpression(callee) && ts.isArrowFunction(callee.expression) && ts.isBlock(callee.expression.body)) return callee.expression.body.statements;
  }
  throw new Error('reduce-typescript: typescript.js is not one wrapped function any more; adapt programOf.');
}

function namesDeclared(statement: ts.Statement, text: string): string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name ? [statement.name.text] : [];
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  // A namespace of TypeScript's own source, or a static field: both only add to a name.
  const added = /\}\)\((\w+) \|\| \(\1 = \{\}\)\);$/.exec(text) ?? /^(_Version|valuesOfNonBinaryUnicodeProperties)\.\w+ = /.exec(text);
  return added?.[1] === undefined ? [] : [added[1]];
}

/** Every identifier in a statement that could name a top-level thing: too many rather than too few. */
function namesUsed(statement: ts.Statement): Set<string> {
  const names = new Set<string>();
  const walk = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      if (ts.isIdentifier(node.expression) && node.expression.text === 'Diagnostics') names.add(`Diagnostics.${node.name.text}`);
      walk(node.expression);
    } else if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) walk(node.initializer);
    else if (ts.isIdentifier(node)) names.add(node.text);
    else ts.forEachChild(node, walk);
  };
  walk(statement);
  return names;
}

/** The text of each entry of TypeScript's table of messages, 600 KB of which the parser uses a tenth. */
function diagnosticTexts(parts: Map<string, Part[]>): Map<string, string> {
  const text = parts.get('Diagnostics')?.[0]?.text ?? '';
  const entries = [...text.matchAll(/^ {2}(\w+): (diag\(.*\)),?$/gm)].map(([, name = '', call = '']) => [name, call] as const);
  if (entries.length < 1000) throw new Error('reduce-typescript: the table of messages has another form; adapt diagnosticTexts.');
  return new Map(entries);
}
