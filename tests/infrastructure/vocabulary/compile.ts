// Turns the vocabulary into declarations, as the editor gets them, and type-checks a learner's file against them.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const vocabularyFolder = join(here, '../../../src/infrastructure/vocabulary');
const libraryFolder = dirname(fileURLToPath(import.meta.resolve('typescript')));
const MODULE = '/node_modules/no-single-point';
export const LEARNER_FILE = '/learner.ts';

/** What a learner's file is compiled with. */
export const OPTIONS: ts.CompilerOptions = {
  strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler, types: [],
};

/** Every vocabulary file as a declaration, and what the compiler had to say about it. */
export function declarations(): { files: Map<string, string>; complaints: string[] } {
  const files = new Map<string, string>();
  const complaints: string[] = [];
  for (const name of readdirSync(vocabularyFolder).sort()) {
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(join(vocabularyFolder, name), 'utf8'), { fileName: name, reportDiagnostics: true });
    complaints.push(...diagnostics.map((one) => `${name}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`));
    files.set(`${MODULE}/${name.replace(/\.ts$/, '.d.ts')}`, outputText);
  }
  return { files, complaints };
}

const declared = declarations().files;
const libraries = new Map<string, ts.SourceFile>();

function textOf(source: string, fileName: string): string | undefined {
  return fileName === LEARNER_FILE ? source : declared.get(fileName);
}

/** A compiler host that sees the learner's file, the declarations and the standard library, and nothing else. */
function hostFor(source: string): ts.CompilerHost {
  return {
    fileExists: (name) => textOf(source, name) !== undefined,
    readFile: (name) => textOf(source, name),
    getSourceFile: (name, version) => {
      const text = textOf(source, name);
      if (text !== undefined) return ts.createSourceFile(name, text, version);
      if (!name.startsWith(libraryFolder)) return undefined;
      if (!libraries.has(name)) libraries.set(name, ts.createSourceFile(name, readFileSync(name, 'utf8'), version));
      return libraries.get(name);
    },
    getDefaultLibFileName: () => join(libraryFolder, 'lib.es2022.d.ts'),
    getDefaultLibLocation: () => libraryFolder,
    getCurrentDirectory: () => '/', getCanonicalFileName: (name) => name, useCaseSensitiveFileNames: () => true, getNewLine: () => '\n',
    writeFile: () => undefined,
  };
}

/** One error of the type checker: the text that it underlines, and what it says. */
export interface TypeError { line: number; at: string; message: string }

/** All errors in a learner's file and in the declarations. */
export function typeErrors(source: string): TypeError[] {
  const program = ts.createProgram([LEARNER_FILE, `${MODULE}/index.d.ts`], OPTIONS, hostFor(source));
  return ts.getPreEmitDiagnostics(program).map((one) => ({
    line: one.file === undefined ? 0 : one.file.getLineAndCharacterOfPosition(one.start!).line + 1,
    at: one.file === undefined ? '' : one.file.text.slice(one.start!, one.start! + one.length!),
    message: (one.file === undefined || one.file.fileName === LEARNER_FILE ? '' : `${one.file.fileName}: `) + ts.flattenDiagnosticMessageText(one.messageText, '\n'),
  }));
}

/** What the editor offers at the mark `▮` in a learner's file: names only. */
export function completionsAt(marked: string): string[] {
  const position = marked.indexOf('▮');
  const source = marked.replace('▮', '');
  const host = hostFor(source);
  const service = ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [LEARNER_FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = textOf(source, name) ?? (name.startsWith(libraryFolder) ? readFileSync(name, 'utf8') : undefined);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/', getDefaultLibFileName: () => host.getDefaultLibFileName(OPTIONS), fileExists: host.fileExists, readFile: host.readFile,
  });
  return (service.getCompletionsAtPosition(LEARNER_FILE, position, {})?.entries ?? []).map((entry) => entry.name).sort();
}
