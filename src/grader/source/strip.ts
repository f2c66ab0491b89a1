import ts from 'typescript';
import { blankSourceFile } from 'ts-blank-space';
import { type Diagnostic, diagnostic } from './diagnostic.ts';
import type { ParsedSource } from './parse.ts';
import { placeAt } from './text.ts';

/** TypeScript that is more than types: it cannot be blanked out. */
const NOT_ERASABLE = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.EnumDeclaration, 'enum'],
  [ts.SyntaxKind.ModuleDeclaration, 'namespace'],
  [ts.SyntaxKind.ImportEqualsDeclaration, 'import ='],
  [ts.SyntaxKind.ExportAssignment, 'export ='],
  [ts.SyntaxKind.TypeAssertionExpression, '<T>value'],
  [ts.SyntaxKind.AsExpression, 'as'],
  [ts.SyntaxKind.SatisfiesExpression, 'satisfies'],
]);

/** The module without its types, every character still at its place; or the first thing that is not only a type. Never throws. */
export function strip(parsed: ParsedSource): { code: string; diagnostics: [] } | { code: null; diagnostics: Diagnostic[] } {
  const found: Diagnostic[] = [];
  const code = blankSourceFile(parsed.file, (node) => {
    const construct = NOT_ERASABLE.get(node.kind) ?? 'parameter property';
    found.push(diagnostic('not-erasable', { construct }, placeAt(parsed.text, node.getStart(parsed.file), node.end)));
  });
  return found.length === 0 ? { code, diagnostics: [] } : { code: null, diagnostics: found.slice(0, 1) };
}
