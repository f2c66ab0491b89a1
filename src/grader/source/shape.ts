// What a learner's module may look like, checked before it runs, since the syntax tree knows the line.
import ts from 'typescript';
import { type Diagnostic, diagnostic } from './diagnostic.ts';
import type { ParsedSource } from './parse.ts';
import { placeAt } from './text.ts';

/** The only module that a design can import. */
export const OWN_MODULE = 'no-single-point';
/** The only value that it exports. */
export const OWN_EXPORT = 'defineInfrastructure';

/** Imports of anything else, exports other than one default, top-level `await`; empty when the shape is right. In the order of the file. */
export function checkShape(parsed: ParsedSource): Diagnostic[] {
  const found: Diagnostic[] = [];
  const defaults: ts.Node[] = [];
  const report = (code: string, data: Diagnostic['data'], node: ts.Node): void => {
    found.push(diagnostic(code, data, placeAt(parsed.text, node.getStart(parsed.file), node.end)));
  };
  for (const statement of parsed.file.statements) {
    checkImports(statement, report);
    defaults.push(...defaultExports(statement));
  }
  checkCalls(parsed.file, report);
  if (found.length > 0) return found;
  const second = defaults[1];
  if (second !== undefined) report('two-default-exports', { count: defaults.length }, second);
  if (defaults.length === 0) found.push(diagnostic('no-default-export', {}));
  return found;
}

type ReportNode = (code: string, data: Diagnostic['data'], node: ts.Node) => void;

function checkImports(statement: ts.Statement, report: ReportNode): void {
  if (statement.kind === ts.SyntaxKind.ImportEqualsDeclaration) {
    const { moduleReference } = statement as ts.ImportEqualsDeclaration;
    const name = moduleReference.kind === ts.SyntaxKind.ExternalModuleReference ? literalText((moduleReference as ts.ExternalModuleReference).expression) : '';
    return report('import-not-allowed', { module: name }, statement);
  }
  if (statement.kind !== ts.SyntaxKind.ImportDeclaration && statement.kind !== ts.SyntaxKind.ExportDeclaration) return;
  const { moduleSpecifier } = statement as ts.ImportDeclaration | ts.ExportDeclaration;
  if (moduleSpecifier === undefined) return;
  const module = literalText(moduleSpecifier);
  if (module !== OWN_MODULE) return report('import-not-allowed', { module }, moduleSpecifier);
  if (statement.kind === ts.SyntaxKind.ImportDeclaration) checkImportedNames(statement as ts.ImportDeclaration, report);
}

function checkImportedNames(statement: ts.ImportDeclaration, report: ReportNode): void {
  const clause = statement.importClause;
  if (clause === undefined || clause.isTypeOnly) return;
  if (clause.name !== undefined) report('import-name', { name: 'default' }, clause.name);
  if (clause.namedBindings === undefined || !ts.isNamedImports(clause.namedBindings)) return;
  for (const element of clause.namedBindings.elements) {
    const name = (element.propertyName ?? element.name).text;
    if (!element.isTypeOnly && name !== OWN_EXPORT) report('import-name', { name }, element);
  }
}

function defaultExports(statement: ts.Statement): ts.Node[] {
  if (statement.kind === ts.SyntaxKind.ExportAssignment) return (statement as ts.ExportAssignment).isExportEquals === true ? [] : [statement];
  if (statement.kind === ts.SyntaxKind.ExportDeclaration) {
    const clause = (statement as ts.ExportDeclaration).exportClause;
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.filter((element) => element.name.text === 'default') : [];
  }
  const { modifiers } = statement as ts.FunctionDeclaration;
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) === true ? [statement] : [];
}

/** Dynamic imports and `require` anywhere, `await` outside of functions. */
function checkCalls(file: ts.SourceFile, report: ReportNode): void {
  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (node.kind === ts.SyntaxKind.CallExpression) {
      const { expression, arguments: values } = node as ts.CallExpression;
      const isRequire = expression.kind === ts.SyntaxKind.Identifier && (expression as ts.Identifier).text === 'require';
      if (expression.kind === ts.SyntaxKind.ImportKeyword || isRequire) report('import-not-allowed', { module: values[0] ? literalText(values[0]) : '' }, node);
    }
    const isForAwait = node.kind === ts.SyntaxKind.ForOfStatement && (node as ts.ForOfStatement).awaitModifier !== undefined;
    if (!inFunction && (isForAwait || node.kind === ts.SyntaxKind.AwaitExpression)) report('top-level-await', {}, node);
    const inside = inFunction || FUNCTIONS.has(node.kind);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);
}

const FUNCTIONS = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.FunctionExpression, ts.SyntaxKind.ArrowFunction, ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor, ts.SyntaxKind.GetAccessor, ts.SyntaxKind.SetAccessor,
]);

function literalText(node: ts.Node): string {
  const isLiteral = node.kind === ts.SyntaxKind.StringLiteral || node.kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral;
  return isLiteral ? (node as ts.StringLiteral).text : '';
}
