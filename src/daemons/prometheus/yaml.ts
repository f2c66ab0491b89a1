// YAML as a tree in which everything knows its line.
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { Remark } from '../text.ts';

/** A value of a YAML file. `text` of a scalar is what stands there, without quotation marks: a duration such as 15 is no number. */
export type Tree = { line: number } & (
  | { kind: 'map'; entries: { key: string; line: number; value: Tree }[] }
  | { kind: 'list'; items: Tree[] }
  | { kind: 'scalar'; text: string; isNull: boolean });

/** Deepest nesting that is read; a file of Prometheus has a dozen levels. */
const DEEPEST = 32;
/** Most values that are read, aliases counted each time. */
const MOST = 20_000;
/** Most syntax errors that are told: after the first few, one follows from another. */
const MOST_ERRORS = 10;

/** Reads a file; null when it is no YAML, or empty. Every syntax error becomes an `invalid` remark. Never throws. */
export function readTree(text: string, remark: Remark): Tree | null {
  const counter = new LineCounter();
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line);
  try {
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
    for (const error of document.errors.slice(0, MOST_ERRORS)) remark(lineAt(error.pos[0]), 'invalid', `This is no YAML: ${error.message.split('\n', 1)[0]!.replace(/[.:]?\s*$/, '.')}`);
    if (document.errors.length > 0 || document.contents === null) return null;
    let left = MOST;
    return treeOf(document.contents, document, lineAt, 0, () => left-- > 0);
  } catch {
    // The parser runs out of its stack on thousands of brackets.
    remark(1, 'invalid', 'This YAML cannot be read: it nests too deeply.');
    return null;
  }
}

function treeOf(node: unknown, document: Document, lineAt: (offset: number) => number, depth: number, mayGoOn: () => boolean): Tree {
  if (depth > DEEPEST || !mayGoOn()) throw new RangeError('too deep');
  const line = lineAt((node as Node | null)?.range?.[0] ?? 0);
  const inner = (value: unknown): Tree => treeOf(value, document, lineAt, depth + 1, mayGoOn);
  if (isAlias(node)) return inner(node.resolve(document));
  if (isMap(node)) {
    return { kind: 'map', line, entries: node.items.map(({ key, value }) => ({ key: isScalar(key) ? String(key.value) : '?', line: lineAt((key as Node).range?.[0] ?? 0), value: inner(value) })) };
  }
  if (isSeq(node)) return { kind: 'list', line, items: node.items.map(inner) };
  const scalar = isScalar(node) ? node : null;
  const isNull = scalar === null || scalar.value === null;
  return { kind: 'scalar', line, isNull, text: isNull ? '' : typeof scalar.value === 'string' ? scalar.value : scalar.source ?? String(scalar.value) };
}

/** The value without lines, as `JSON.parse` would give it; scalars are texts. */
export function plain(tree: Tree): unknown {
  switch (tree.kind) {
    case 'map': return Object.fromEntries(tree.entries.map(({ key, value }) => [key, plain(value)]));
    case 'list': return tree.items.map(plain);
    case 'scalar': return tree.text;
  }
}

/** The elements of a list; none, with an `invalid` remark, where it is something else than a list or nothing. */
export function itemsOf(tree: Tree, name: string, remark: Remark): Tree[] {
  if (tree.kind === 'list') return tree.items;
  if (tree.kind !== 'scalar' || !tree.isNull) remark(tree.line, 'invalid', `${name} has to be a list.`);
  return [];
}

/** How the keys of a map are taken. */
export interface Keys {
  /** Keys that are read. */
  read: { [key: string]: (value: Tree, line: number) => void };
  /** Keys that change nothing that is simulated; said so, unless `silent`. */
  ignored?: RegExp;
  /** Keys that change something that is not simulated. */
  unsupported?: RegExp;
  silent?: RegExp;
}

/** Goes through the keys of a map in their order; a key that nobody knows gets an `unknown` remark, since Prometheus refuses it. */
export function readKeys(tree: Tree, where: string, keys: Keys, remark: Remark): void {
  if (tree.kind !== 'map') {
    if (tree.kind !== 'scalar' || !tree.isNull) remark(tree.line, 'invalid', `${where} has to be a map of names and values.`);
    return;
  }
  for (const { key, line, value } of tree.entries) {
    if (Object.hasOwn(keys.read, key)) keys.read[key]!(value, line);
    else if (keys.silent?.test(key) === true) continue;
    else if (keys.ignored?.test(key) === true) remark(line, 'ignored', `${key} in ${where} changes nothing that is simulated.`);
    else if (keys.unsupported?.test(key) === true) remark(line, 'unsupported', `${key} in ${where} is not simulated.`);
    else remark(line, 'unknown', `${where} has nothing that is called '${key.slice(0, 40)}'.`);
  }
}
