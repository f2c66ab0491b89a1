import { type Diagnostic, diagnostic } from '../source/diagnostic.ts';
import { locate } from '../source/locate.ts';
import { parseSource, type ParsedSource } from '../source/parse.ts';
import { checkShape } from '../source/shape.ts';
import { strip } from '../source/strip.ts';
import type { SourcePlace } from '../source/place.ts';
import { decode } from './decode.ts';
import type { Evaluator, SandboxResult } from './evaluator.ts';

/** The learner's default export as data, not yet validated; or why there is none. `parsed` is null when the file is not TypeScript. */
export type Evaluation =
  | { parsed: ParsedSource; value: unknown; diagnostics: [] }
  | { parsed: ParsedSource | null; value: null; diagnostics: Diagnostic[] };

/** Runs a learner's file of any content. Rejects only when the evaluator cannot work. */
export async function evaluate(source: string, evaluator: Evaluator): Promise<Evaluation> {
  const { parsed, diagnostics } = parseSource(source);
  if (parsed === null) return { parsed, value: null, diagnostics };
  const misshapen = checkShape(parsed);
  if (misshapen.length > 0) return { parsed, value: null, diagnostics: misshapen };
  const stripped = strip(parsed);
  if (stripped.code === null) return { parsed, value: null, diagnostics: stripped.diagnostics };
  const result = await evaluator.evaluate(stripped.code);
  if (result.kind !== 'value') return { parsed, value: null, diagnostics: [failure(result, parsed)] };
  const { value, refused } = decode(result.text);
  const { kind, path } = refused ?? { kind: plainKind(value), path: [] };
  if (kind === 'object') return { parsed, value, diagnostics: [] };
  const code = path.length === 0 ? 'default-export-kind' : 'not-data';
  return { parsed, value: null, diagnostics: [diagnostic(code, { kind }, locate(parsed, path), path)] };
}

function plainKind(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}

/** Things that other JavaScript has and a design has not; their absence shows as an error of reference. */
const ABSENT = new Set([
  'console', 'Date', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'process', 'window', 'document', 'performance', 'crypto',
  'module', 'exports', 'Buffer', 'XMLHttpRequest', 'localStorage', 'Intl', 'WebAssembly', 'structuredClone', 'URL', 'alert', 'prompt',
]);

function failure(result: Exclude<SandboxResult, { kind: 'value' }>, parsed: ParsedSource): Diagnostic {
  if (result.kind !== 'threw' && result.kind !== 'syntax') return diagnostic(result.kind, {});
  const place = linePlace(parsed.text, result.line, result.column);
  const absent = /^'?([\w$]+)'? is not defined$/.exec(result.message)?.[1];
  if (result.name === 'ReferenceError' && absent !== undefined && ABSENT.has(absent)) return diagnostic('not-available', { name: absent }, place);
  if (result.name === 'NotAvailable') return diagnostic('not-available', { name: result.message }, place);
  // What TypeScript's parser lets through, such as a name that is declared twice.
  if (result.kind === 'syntax') return diagnostic('syntax', { message: result.message }, place);
  return diagnostic('threw', { name: result.name, message: result.message }, place);
}

/** From the column that QuickJS names to the end of that line; the text comes from the sandbox, so it may name any line. */
function linePlace(text: string, line: number | null, column: number | null): SourcePlace | null {
  const lines = text.split('\n');
  if (line === null || line < 1 || line > lines.length) return null;
  const length = (lines[line - 1] ?? '').length;
  const from = Math.max(1, Math.min(column ?? 1, length + 1));
  return { line, column: from, endColumn: Math.max(from, length + 1) };
}
