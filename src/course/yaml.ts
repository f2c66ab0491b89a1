// YAML with the line of every value, so that a problem of any kind can name where it stands.
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { FieldPath } from '../infrastructure/problem.ts';
import type { ContentProblem } from './course.ts';

/** A YAML file as read: its value, null when it cannot be read, and where everything in it stands. */
export interface YamlFile {
  file: string;
  value: unknown;
  /** Line of the value at this path, from 1; of the nearest value around it when the path does not exist. */
  lineOf(path: FieldPath): number;
  problems: ContentProblem[];
}

/** Reads YAML 1.2. `firstLine` is the line of the file at which `text` begins, for front matter. Every syntax error becomes a problem. */
export function readYaml(file: string, text: string, firstLine = 1): YamlFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number): number => {
    const { line } = counter.linePos(offset);
    return (line < 1 ? 1 : line) + firstLine - 1;
  };
  const problems = [...document.errors, ...document.warnings].map((error) => ({ file, line: lineAt(error.pos[0]), message: `YAML: ${firstSentence(error.message)}` }));
  const lineOf = (path: FieldPath) => lineAt(offsetOf(document, path));
  if (problems.length > 0) return { file, value: null, lineOf, problems };
  try {
    return { file, value: document.toJS({ maxAliasCount: 100 }) as unknown, lineOf, problems };
  } catch (error) {
    return { file, value: null, lineOf, problems: [{ file, line: firstLine, message: `YAML: ${firstSentence((error as Error).message)}` }] };
  }
}

function firstSentence(message: string): string {
  const line = message.split('\n', 1)[0]!.trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function offsetOf(document: Document, path: FieldPath): number {
  let node: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(step));
      if (pair === undefined) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (item === undefined) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}
