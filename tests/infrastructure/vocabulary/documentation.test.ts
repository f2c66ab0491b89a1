import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../src/infrastructure/vocabulary');

/** Fields of interfaces without a doc line; a field whose type is one literal word explains itself. */
function undocumented(fileName: string): string[] {
  const source = ts.createSourceFile(fileName, readFileSync(join(folder, fileName), 'utf8'), ts.ScriptTarget.ES2022, true);
  const missing: string[] = [];
  const visit = (node: ts.Node): void => {
    const isField = ts.isPropertySignature(node) && ts.isInterfaceDeclaration(node.parent);
    const isLiteral = isField && node.type !== undefined && ts.isLiteralTypeNode(node.type);
    const isInternal = isField && ts.isComputedPropertyName(node.name);
    if (isField && !isLiteral && !isInternal && ts.getJSDocCommentsAndTags(node).length === 0) missing.push(`${fileName}: ${node.name.getText()}`);
    if ((ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && ts.getJSDocCommentsAndTags(node).length === 0) missing.push(`${fileName}: ${node.name.text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return missing;
}

describe('the vocabulary', () => {
  it('explains every type and every field', () => {
    expect(readdirSync(folder).flatMap(undocumented)).toEqual([]);
  });
});
