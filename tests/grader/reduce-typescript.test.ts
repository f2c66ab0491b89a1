import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import full from 'typescript';
import blankFull from 'ts-blank-space';
import { describe, expect, it } from 'vitest';
import { PARSER_EXPORTS, reduceTypescript } from '../../src/grader/adapter/browser/reduce-typescript.ts';
import { typescriptParserPlugin } from '../../src/grader/adapter/browser/typescript-parser-plugin.ts';
import { bundle, importText } from './bundle.ts';
import { corpus } from './corpus/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = await bundle("export { default as ts } from 'typescript'; export { default as blank } from 'ts-blank-space';", [typescriptParserPlugin()]);
const reduced = (await importText(text)) as unknown as { ts: typeof full; blank: typeof blankFull };

/** The tree, its errors, and what is left without types. */
function parseWith(ts: typeof full, blank: typeof blankFull, source: string): string {
  const lines: string[] = [];
  const file = ts.createSourceFile('a.ts', source, { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, ts.ScriptKind.TS);
  const walk = (node: full.Node): void => {
    lines.push(`${node.kind} ${node.getStart(file)} ${node.end}`);
    ts.forEachChild(node, walk);
  };
  walk(file);
  const errors = (file as unknown as { parseDiagnostics: full.Diagnostic[] }).parseDiagnostics;
  lines.push(...errors.map(({ start, length, code, messageText }) => `${start} ${length} ${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`));
  lines.push(blank(source, (node) => lines.push(`not erasable: ${node.kind} ${node.pos}`)));
  return lines.join('\n');
}

/** Reduced and whole; null: it is nested deeper than a stack, which is not equally deep for both. */
function readByBoth(source: string): [string, string] | null {
  try {
    return [parseWith(reduced.ts, reduced.blank, source), parseWith(full, blankFull, source)];
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

const NASTY = [
  'let x: = ;', 'class A { #p?: string; static { } @d m<T>(this: A): asserts this is B; }', 'a ?? b as T && c', 'f<A<B<C>>>(x) >>> 1', '`${`${<T>x}`}', "/re[/]/u + '\\u{1F600}' + \"\\",
  'export = 3; import a = b.c; export as namespace X;', '/** @type {import("x")} */ let a = <div></div>;', 'async function* g() { for await (using x of y) yield* await x }', 'const enum E { A = 1 << 2 }',
  'abstract new () => void; type A = abstract new () => infer U extends string ? U : never', 'x!?.y![0]!(); a = b as any as const satisfies T', '@@@ ### \u0000 \uFFFF', 'let \u{20BB7} = 1, \\u0061 = 2', 'type T = `a${infer X}` & { readonly [K in keyof U as `x${K}`]-?: U[K] }',
];

describe('the reduced TypeScript', () => {
  it('is less than 500 KB with ts-blank-space', () => {
    expect(text.length).toBeLessThan(500_000);
  });

  it('parses and strips exactly as the whole one does', () => {
    const sources = [...NASTY, ...corpus.map(({ source }) => source).filter((source) => source.length < 40_000), ...filesUnder('content'), ...filesUnder('src/infrastructure/vocabulary'), ...filesUnder('src/grader')];
    const compared = sources.filter((source) => {
      const texts = readByBoth(source);
      if (texts !== null) expect(texts[0]).toBe(texts[1]);
      return texts !== null;
    });
    expect(compared.length).toBeGreaterThan(Math.max(100, sources.length * 0.9));
  });

  it('has the exports that it names', () => {
    for (const name of PARSER_EXPORTS) expect(reduced.ts[name], name).toBeDefined();
  });

  it('says so when typescript.js has another form', () => {
    expect(() => reduceTypescript('export const ts = {};')).toThrow('adapt programOf');
  });
});
