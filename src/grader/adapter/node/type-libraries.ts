import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { TypeLibraries } from '../../typecheck/typecheck.ts';

const VOCABULARY = fileURLToPath(new URL('../../../infrastructure/vocabulary/', import.meta.url));

const OPTIONS: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, isolatedDeclarations: true, declaration: true };

let known: TypeLibraries | null = null;

/** What `typecheck` and the editor need: TypeScript's ES2022 libraries from its package, and our declarations made from the vocabulary. Computed once. */
export function typeLibraries(): TypeLibraries {
  known ??= { libs: readLibs(), declarations: makeDeclarations() };
  return known;
}

/** `lib.es2022.d.ts` and every library that it refers to, from TypeScript's package. */
function readLibs(): { [fileName: string]: string } {
  const folder = dirname(createRequire(import.meta.url).resolve('typescript'));
  const libs: { [fileName: string]: string } = {};
  const queue = ['lib.es2022.d.ts'];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (libs[name] !== undefined) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    libs[name] = text;
    for (const [, reference = ''] of text.matchAll(/^\/\/\/ <reference lib="([^"]+)" \/>/gm)) queue.push(`lib.${reference}.d.ts`);
  }
  return libs;
}

/** The learner's declarations by file name. Throws when a file of the vocabulary needs inference to be declared. */
function makeDeclarations(): { [fileName: string]: string } {
  const declarations: { [fileName: string]: string } = {};
  for (const file of readdirSync(VOCABULARY).filter((name) => name.endsWith('.ts')).sort()) {
    const text = readFileSync(join(VOCABULARY, file), 'utf8');
    const { outputText, diagnostics } = ts.transpileDeclaration(text, { fileName: file, reportDiagnostics: true, compilerOptions: OPTIONS });
    const first = diagnostics?.[0];
    if (first !== undefined) throw new Error(`src/infrastructure/vocabulary/${file}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
    // Without ending, since a file that is not a module of Node resolves './apps' to apps.d.ts in every checker.
    declarations[file.replace(/\.ts$/, '.d.ts')] = outputText.replace(/(from ['"]\.\/[\w-]+)\.ts(['"])/g, '$1$2');
  }
  return declarations;
}
