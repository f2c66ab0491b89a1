import ts from 'typescript';
import type { FieldPath } from '../../infrastructure/index.ts';
import type { SourcePlace } from './place.ts';
import { constantsOf, defaultExportOf, unwrap, type Constants } from './default-export.ts';
import type { ParsedSource } from './parse.ts';
import { placeAt } from './text.ts';

/** A value in the file: its expression, and the node that a reader would point at (the whole `name: value`). */
interface Found {
  expression: ts.Expression;
  node: ts.Node;
}

/**
 * Where a field of the design stands in the file. A field that is absent, or computed in a way that cannot be followed, gets the place of the nearest
 * field around it; null when not even the default export is an expression.
 */
export function locate(parsed: ParsedSource, path: FieldPath): SourcePlace | null {
  const root = defaultExportOf(parsed.file);
  if (root === null) return null;
  const constants = constantsOf(parsed.file);
  let found: Found = { expression: root, node: root };
  for (const step of path) {
    const next = childOf(found.expression, step, constants, 0);
    if (next === null) break;
    found = next;
  }
  return placeAt(parsed.text, found.node.getStart(parsed.file), found.node.end);
}

/** Objects spread into each other deeper than this are not followed. */
const SPREAD_LIMIT = 16;

function childOf(parent: ts.Expression, step: string | number, constants: Constants, depth: number): Found | null {
  if (depth > SPREAD_LIMIT) return null;
  const value = unwrapAccess(unwrap(parent, constants), constants, depth);
  if (value === null) return null;
  if (value.kind === ts.SyntaxKind.ObjectLiteralExpression) return propertyOf(value as ts.ObjectLiteralExpression, String(step), constants, depth);
  if (value.kind === ts.SyntaxKind.ArrayLiteralExpression && typeof step === 'number') return elementOf(value as ts.ArrayLiteralExpression, step);
  return null;
}

/** `common.web` and `common['web']`: the value that they read, where `common` is an object in the file. */
function unwrapAccess(value: ts.Expression, constants: Constants, depth: number): ts.Expression | null {
  let name: string | null = null;
  if (value.kind === ts.SyntaxKind.PropertyAccessExpression) name = (value as ts.PropertyAccessExpression).name.text;
  else if (value.kind === ts.SyntaxKind.ElementAccessExpression) name = nameOf((value as ts.ElementAccessExpression).argumentExpression);
  else return value;
  if (name === null) return null;
  const found = childOf((value as ts.PropertyAccessExpression).expression, name, constants, depth + 1);
  return found === null ? null : unwrap(found.expression, constants);
}

/** From the last to the first, since a later one wins. */
function propertyOf(object: ts.ObjectLiteralExpression, name: string, constants: Constants, depth: number): Found | null {
  for (let at = object.properties.length - 1; at >= 0; at -= 1) {
    const property = object.properties[at] as ts.ObjectLiteralElementLike;
    if (property.kind === ts.SyntaxKind.SpreadAssignment) {
      const found = childOf((property as ts.SpreadAssignment).expression, name, constants, depth + 1);
      if (found !== null) return found;
    } else if (property.name !== undefined && nameOf(property.name) === name) {
      if (property.kind === ts.SyntaxKind.PropertyAssignment) return { expression: (property as ts.PropertyAssignment).initializer, node: property };
      if (property.kind === ts.SyntaxKind.ShorthandPropertyAssignment) return { expression: (property as ts.ShorthandPropertyAssignment).name, node: property };
      return { expression: object, node: property };
    }
  }
  return null;
}

function elementOf(list: ts.ArrayLiteralExpression, position: number): Found | null {
  const before = list.elements.slice(0, position + 1);
  const element = before[position];
  if (element === undefined || before.some(({ kind }) => kind === ts.SyntaxKind.SpreadElement)) return null;
  return { expression: element, node: element };
}

function nameOf(node: ts.Node): string | null {
  switch (node.kind) {
    case ts.SyntaxKind.Identifier:
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
    case ts.SyntaxKind.NumericLiteral:
      return (node as ts.Identifier | ts.StringLiteral).text;
    case ts.SyntaxKind.ComputedPropertyName: {
      const inner = (node as ts.ComputedPropertyName).expression;
      return inner.kind === ts.SyntaxKind.Identifier ? null : nameOf(inner);
    }
    default:
      return null;
  }
}
