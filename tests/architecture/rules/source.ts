// The project's files as the rules see them, and how a rule says what it found.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/** A file of the project; `path` is relative to its root, with slashes. */
export interface ProjectFile { path: string; text: string }

/** Something that a rule forbids. */
export interface Violation { path: string; line: number; message: string }

/** Folder of the project. */
export const ROOT = join(import.meta.dirname, '../../..');

const SKIPPED_FOLDERS: readonly string[] = ['node_modules', 'dist', '.git', '.astro', '.cache'];
const TEXT_FILE = /(?:\.(?:ts|tsx|mts|mjs|astro|css|mdx|md|yaml|yml|json|html|txt|cfg|conf|sh)|\/run|LICENSE|\.gitignore|\.npmrc)$/;

/** Every text file of the project, without what is installed or built. */
export function projectFiles(): ProjectFile[] {
  const walk = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED_FOLDERS.includes(entry.name)) return [];
    const full = join(folder, entry.name);
    return entry.isDirectory() ? walk(full) : [full];
  });
  return walk(ROOT).map((full) => relative(ROOT, full).split(sep).join('/')).filter((path) => TEXT_FILE.test(path)).sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** `src/a.ts:3: X is banned, use Y`, one a line; empty when nothing was found. */
export const report = (violations: readonly Violation[]): string => violations.map(({ path, line, message }) => `${path}:${line}: ${message}`).join('\n');

/** Whether a file is code that TypeScript can parse; of an Astro page that is its part between the fences. */
export const isCode = (file: ProjectFile): boolean => /\.(?:ts|mts|mjs|astro)$/.test(file.path);

/** The syntax tree of a file, with the lines of the file. */
export function parse(file: ProjectFile): ts.SourceFile {
  return ts.createSourceFile(file.path, file.path.endsWith('.astro') ? fenced(file.text) : file.text, ts.ScriptTarget.Latest, true, file.path.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TS);
}

/** What stands between the fences of an Astro page, with empty lines in place of the rest. */
function fenced(text: string): string {
  const match = /^(\s*---\r?\n)([\s\S]*?)\n---/.exec(text);
  return match === null ? '' : match[1]!.replace(/[^\n]/g, ' ') + match[2]!;
}

/** Line of a node, from 1. */
export const lineOf = (tree: ts.SourceFile, node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

/** Every node of a tree, parents first. */
export function nodesOf(tree: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** A module that a file imports. */
export interface Import { specifier: string; line: number; /** Gone when types are erased. */ typeOnly: boolean }

/** Every import, export-from, import() and import type of a file. */
export function importsOf(file: ProjectFile): Import[] {
  const tree = parse(file);
  return nodesOf(tree).flatMap((node): Import[] => {
    const found = (literal: ts.Node | undefined, typeOnly: boolean): Import[] => (literal !== undefined && ts.isStringLiteralLike(literal) ? [{ specifier: literal.text, line: lineOf(tree, node), typeOnly }] : []);
    if (ts.isImportDeclaration(node)) return found(node.moduleSpecifier, onlyTypes(node.importClause));
    if (ts.isExportDeclaration(node)) return found(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return found(node.arguments[0], false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return found(node.argument.literal, true);
    return [];
  });
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return clause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

/** Whether a file belongs to the core, which knows no platform. */
export const isCore = (path: string): boolean => /^src\/(?:infrastructure|simulation|daemons|course|grader)\//.test(path) && !path.startsWith('src/grader/adapter/');
