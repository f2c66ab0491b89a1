import ts from 'typescript';
import { OWN_EXPORT } from './shape.ts';

/** Names of the file's top level, each with the expression that a `const` gives it. */
export type Constants = Map<string, ts.Expression>;

/** The constants of the file's top level; names that are assigned more than once are not in it. */
export function constantsOf(file: ts.SourceFile): Constants {
  const constants: Constants = new Map();
  for (const statement of file.statements) {
    if (statement.kind !== ts.SyntaxKind.VariableStatement) continue;
    const list = (statement as ts.VariableStatement).declarationList;
    if ((list.flags & ts.NodeFlags.Const) === 0) continue;
    for (const { name, initializer } of list.declarations) {
      if (name.kind === ts.SyntaxKind.Identifier && initializer !== undefined) constants.set((name as ts.Identifier).text, initializer);
    }
  }
  return constants;
}

/** The expression that the file exports as default, `export { design as default }` included; null when there is none. */
export function defaultExportOf(file: ts.SourceFile): ts.Expression | null {
  for (const statement of file.statements) {
    if (statement.kind === ts.SyntaxKind.ExportAssignment) return (statement as ts.ExportAssignment).expression;
    if (statement.kind !== ts.SyntaxKind.ExportDeclaration) continue;
    const clause = (statement as ts.ExportDeclaration).exportClause;
    if (clause === undefined || !ts.isNamedExports(clause)) continue;
    const element = clause.elements.find(({ name }) => name.text === 'default');
    if (element !== undefined) return (element.propertyName ?? element.name) as ts.Identifier;
  }
  return null;
}

const WRAPPERS = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.ParenthesizedExpression, ts.SyntaxKind.AsExpression, ts.SyntaxKind.SatisfiesExpression, ts.SyntaxKind.NonNullExpression,
]);

/** The expression behind brackets, types, names of constants and `defineInfrastructure(…)`; itself where it cannot be followed. */
export function unwrap(expression: ts.Expression, constants: Constants): ts.Expression {
  let current = expression;
  // Each turn takes a step inwards or follows a constant; constants that name each other in a ring end with the count.
  for (let turns = 0; turns < 100; turns += 1) {
    const next = unwrapOnce(current, constants);
    if (next === null) return current;
    current = next;
  }
  return expression;
}

function unwrapOnce(expression: ts.Expression, constants: Constants): ts.Expression | null {
  if (WRAPPERS.has(expression.kind)) return (expression as ts.ParenthesizedExpression).expression;
  if (expression.kind === ts.SyntaxKind.Identifier) return constants.get((expression as ts.Identifier).text) ?? null;
  if (expression.kind !== ts.SyntaxKind.CallExpression) return null;
  const { expression: callee, arguments: values } = expression as ts.CallExpression;
  const name = callee.kind === ts.SyntaxKind.PropertyAccessExpression ? (callee as ts.PropertyAccessExpression).name : callee;
  const isIdentity = name.kind === ts.SyntaxKind.Identifier && [OWN_EXPORT, 'freeze'].includes((name as ts.Identifier).text);
  return isIdentity ? (values[0] ?? null) : null;
}
