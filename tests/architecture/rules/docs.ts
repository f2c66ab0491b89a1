// Every export says in a doc comment what it is: the comment is what the next reader's editor shows.
import ts from 'typescript';
import { lineOf, parse, type ProjectFile, type Violation } from './source.ts';

/** Exported declarations in src/ without a doc comment; what a file only passes on has its comment where it is declared. */
export function docViolations(files: readonly ProjectFile[]): Violation[] {
  return files.filter((file) => file.path.startsWith('src/') && /\.m?ts$/.test(file.path)).flatMap((file) => {
    const tree = parse(file);
    const passedOn = new Set(tree.statements.flatMap((statement) => (ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined && statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map((element) => (element.propertyName ?? element.name).text) : [])));
    const overloads = new Set<string>();
    return tree.statements.flatMap((statement): Violation[] => {
      const names = namesOf(statement);
      const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;
      if (!exported && !ts.isExportAssignment(statement) && !names.some((name) => passedOn.has(name))) return [];
      const name = names[0] ?? 'the default export';
      if (ts.isFunctionDeclaration(statement) && overloads.has(name)) return [];
      overloads.add(name);
      const documented = ts.getJSDocCommentsAndTags(statement).some((comment) => ts.isJSDoc(comment) && (ts.getTextOfJSDocComment(comment.comment) ?? '').trim() !== '');
      return documented ? [] : [{ path: file.path, line: lineOf(tree, statement), message: `${name} without a doc comment is banned, use /** … */ with what it is, its units, ranges and errors` }];
    });
  });
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap((one) => (ts.isIdentifier(one.name) ? [one.name.text] : []));
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}
