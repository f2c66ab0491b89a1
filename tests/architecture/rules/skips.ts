// A test that does not run proves nothing. Tests that need a program which may be absent use skipIf; where all must run, NSP_REQUIRE=1 forbids skips.
import ts from 'typescript';
import { lineOf, nodesOf, parse, type ProjectFile, type Violation } from './source.ts';

const RUNNERS: readonly string[] = ['it', 'test', 'describe', 'suite', 'bench'];
const NEVER: readonly string[] = ['skip', 'only', 'to' + 'do', 'fails'];
const SHORT: readonly string[] = ['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'];

/** Tests that are switched off, or that switch others off. */
export function skipViolations(files: readonly ProjectFile[]): Violation[] {
  return files.filter((file) => /\.ts$/.test(file.path)).flatMap((file) => {
    const tree = parse(file);
    return nodesOf(tree).flatMap((node): Violation[] => {
      const what = ts.isPropertyAccessExpression(node) && NEVER.includes(node.name.text) && RUNNERS.includes(rootOf(node)) ? `${rootOf(node)}.${node.name.text}`
        : ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SHORT.includes(node.expression.text) ? node.expression.text : null;
      return what === null ? [] : [{ path: file.path, line: lineOf(tree, node), message: `${what} is banned, use a test that runs; skipIf where a program may be absent` }];
    });
  });
}

function rootOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return rootOf(node.expression);
  return '';
}
