// The core knows no platform and no clock, and computes the same bytes everywhere.
import ts from 'typescript';
import { isCore, lineOf, nodesOf, parse, type ProjectFile, type Violation } from './source.ts';

const GLOBALS: ReadonlyMap<string, string> = new Map([
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'queueMicrotask'].map((name) => [name, 'time that arrives as an argument, or counts'] as const),
  ...['console'].map((name) => [name, 'what the function returns'] as const),
  ...['process', 'Buffer', 'require', '__dirname', '__filename', 'window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB', 'fetch', 'XMLHttpRequest', 'Worker', 'self', 'globalThis', 'crypto']
    .map((name) => [name, 'an argument: whoever calls hands in what it knows of the platform'] as const),
  ['Intl', 'own formatting'], ['eval', 'the sandbox'],
]);

const METHODS: ReadonlyMap<string, string> = new Map(['toFixed', 'toPrecision', 'toExponential', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toLocaleUpperCase', 'toLocaleLowerCase', 'localeCompare']
  .map((name) => [name, 'formatNumber or a comparison with <']));

const EXACT_MATH: readonly string[] = ['sqrt', 'floor', 'ceil', 'trunc', 'abs', 'min', 'max', 'imul', 'clz32'];

/** Names of a platform, calls that differ between machines, and inexact mathematics, in the core. */
export function platformViolations(files: readonly ProjectFile[]): Violation[] {
  return files.filter((file) => isCore(file.path) && /\.m?ts$/.test(file.path)).flatMap((file) => {
    const tree = parse(file);
    const nodes = nodesOf(tree);
    const declared = new Set(nodes.flatMap(declaredName));
    return nodes.flatMap((node) => {
      const found = offence(node, declared);
      return found === null ? [] : [{ path: file.path, line: lineOf(tree, node), message: `${found.what} is banned in the core, use ${found.use}` }];
    });
  });
}

function declaredName(node: ts.Node): string[] {
  const isDeclaration = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node) || ts.isBindingElement(node) || ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isClassDeclaration(node);
  return isDeclaration && node.name !== undefined && ts.isIdentifier(node.name) ? [node.name.text] : [];
}

function offence(node: ts.Node, declared: ReadonlySet<string>): { what: string; use: string } | null {
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskToken || node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken) return { what: '**', use: 'multiplication: ** differs between engines' };
  if (!ts.isIdentifier(node)) return null;
  const { text, parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    const use = METHODS.get(text);
    return use === undefined ? null : { what: text, use };
  }
  if (isOnlyAName(node) || (ts.isPropertyAssignment(parent) && parent.name === node) || ts.isTypeReferenceNode(parent) || ts.isTypeQueryNode(parent) || ts.isQualifiedName(parent) || ts.isExpressionWithTypeArguments(parent)) return null;
  if (declared.has(text)) return null;
  if (text === 'Math') {
    const member = ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : null;
    if (member === null) return { what: 'Math as a value', use: `Math.${EXACT_MATH.join(', Math.')}` };
    return EXACT_MATH.includes(member) ? null : { what: `Math.${member}`, use: member === 'random' ? 'the generator of the run' : `only ${EXACT_MATH.join(' ')}, and own functions made of them` };
  }
  const use = GLOBALS.get(text);
  return use === undefined ? null : { what: text, use };
}

/** A name of something else: a property, a field of a type, a label, an exported name. */
function isOnlyAName({ parent }: ts.Identifier): boolean {
  return ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isEnumMember(parent) || ts.isLabeledStatement(parent)
    || ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isNamedTupleMember(parent);
}
