import ts from 'typescript';
import { isStackOverflow } from '../stack-overflow.ts';
import { type Diagnostic, diagnostic } from './diagnostic.ts';
import { normaliseSource, placeAt, SOURCE_BYTES_LIMIT, utf8Length } from './text.ts';

/** Levels of nesting from which a file is refused, long before any engine's stack ends, so that every engine refuses the same files. */
export const NESTING_LIMIT = 100;

/** A learner's file, parsed. */
export interface ParsedSource {
  /** As normalised: places refer to it. */
  text: string;
  file: ts.SourceFile;
}

/** Parses a learner's file of any content; the one diagnostic says why it is not TypeScript. Never throws. */
export function parseSource(source: string): { parsed: ParsedSource; diagnostics: [] } | { parsed: null; diagnostics: Diagnostic[] } {
  const bytes = utf8Length(source);
  if (bytes >= SOURCE_BYTES_LIMIT) return refuse(diagnostic('source-too-large', { bytes, limit: SOURCE_BYTES_LIMIT }));
  const text = normaliseSource(source);
  if (text.trim() === '') return refuse(diagnostic('empty-source', {}));
  const binaryAt = text.search(/[\0\uFFFD]/);
  if (binaryAt !== -1) return refuse(diagnostic('not-text', {}, placeAt(text, binaryAt, binaryAt + 1)));
  const file = parseFile(text);
  if (file === null || nestsTooDeep(file)) return refuse(diagnostic('nested-too-deep', { limit: NESTING_LIMIT }));
  const error = firstSyntaxError(file);
  if (error === null) return { parsed: { text, file }, diagnostics: [] };
  const place = placeAt(text, error.start, error.start + error.length);
  if (/^\s*</.test(text)) return refuse(diagnostic('not-typescript', { looksLike: 'HTML' }, place));
  if (looksLikePython(text)) return refuse(diagnostic('not-typescript', { looksLike: 'Python' }, place));
  return refuse(diagnostic('syntax', { message: error.message }, place));
}

function refuse(found: Diagnostic): { parsed: null; diagnostics: Diagnostic[] } {
  return { parsed: null, diagnostics: [found] };
}

function parseFile(text: string): ts.SourceFile | null {
  const options = { languageVersion: ts.ScriptTarget.ESNext, impliedNodeFormat: ts.ModuleKind.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone } as const;
  try {
    return ts.createSourceFile('design.ts', text, options as ts.CreateSourceFileOptions, false, ts.ScriptKind.TS);
  } catch (error) {
    // The parser recurses; what overflows its stack is nested far deeper than the limit.
    if (isStackOverflow(error)) return null;
    throw error;
  }
}

/** Without recursion, since it guards the walks that recurse. */
function nestsTooDeep(file: ts.SourceFile): boolean {
  let level: ts.Node[] = [file];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > NESTING_LIMIT) return true;
    const next: ts.Node[] = [];
    for (const node of level) ts.forEachChild(node, (child) => void next.push(child));
    level = next;
  }
  return false;
}

function firstSyntaxError(file: ts.SourceFile): { start: number; length: number; message: string } | null {
  // TypeScript keeps syntax errors on the file under a name that its types do not show.
  const errors = (file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] }).parseDiagnostics;
  const first = errors[0];
  return first === undefined ? null : { start: first.start, length: first.length, message: ts.flattenDiagnosticMessageText(first.messageText, ' ') };
}

function looksLikePython(text: string): boolean {
  return /^(from [\w.]+ import \w|def \w+\(.*\):\s*$|class \w+.*:\s*$|import \w+\s*$)/m.test(text);
}
