import ts from 'typescript';
import type { SourcePlace } from '../source/place.ts';
import { normaliseSource, placeAt, SOURCE_BYTES_LIMIT, utf8Length } from '../source/text.ts';

/** What the type checker reads beside the learner's file. */
export interface TypeLibraries {
  /** Texts of TypeScript's own libraries by file name, such as `lib.es5.d.ts`; ES2022 and all that it refers to, no DOM. */
  libs: { readonly [fileName: string]: string };
  /** Texts of the declarations of 'no-single-point' by file name; `index.d.ts` is the module. They import each other without ending: './apps'. */
  declarations: { readonly [fileName: string]: string };
}

/** One remark of the type checker. Advisory: the verdict never depends on it. */
export interface TypeDiagnostic {
  /** TypeScript's number, such as 2322. */
  code: number;
  /** TypeScript's text in one piece, its details on indented lines. */
  message: string;
  place: SourcePlace | null;
}

/** Remarks from which the rest is left out. */
export const TYPE_DIAGNOSTICS_LIMIT = 50;

const OPTIONS: ts.CompilerOptions = {
  strict: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  exactOptionalPropertyTypes: false, noEmit: true, skipLibCheck: true, types: [],
};

const FILE = '/design.ts';
const LIBS = '/libs/';
const DECLARATIONS = '/declarations/';

/** Library files parsed once for each set of libraries: that is most of the work of a check. */
const parsedLibraries = new WeakMap<TypeLibraries, Map<string, ts.SourceFile>>();

/**
 * Checks the types of a learner's file with TypeScript 5.9, in the order of the file, at most 50 remarks; empty for a file that is too large to be graded.
 * Hostile types can take any time and memory: the caller runs it where it can be ended from outside.
 */
export function typecheck(source: string, libraries: TypeLibraries): TypeDiagnostic[] {
  if (utf8Length(source) >= SOURCE_BYTES_LIMIT) return [];
  const text = normaliseSource(source);
  const program = ts.createProgram({ rootNames: [FILE], options: OPTIONS, host: hostFor(text, libraries) });
  const file = program.getSourceFile(FILE);
  const syntactic = program.getSyntacticDiagnostics(file);
  const found = syntactic.length > 0 ? syntactic : program.getSemanticDiagnostics(file);
  return found.slice(0, TYPE_DIAGNOSTICS_LIMIT).map(({ code, messageText, start, length }) => ({
    code,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    place: start === undefined ? null : placeAt(text, start, start + (length ?? 0)),
  }));
}

function hostFor(text: string, libraries: TypeLibraries): ts.CompilerHost {
  const cache = parsedLibraries.get(libraries) ?? new Map<string, ts.SourceFile>();
  parsedLibraries.set(libraries, cache);
  const textOf = (name: string): string | undefined => {
    if (name === FILE) return text;
    if (name.startsWith(LIBS)) return own(libraries.libs, name.slice(LIBS.length));
    return name.startsWith(DECLARATIONS) ? own(libraries.declarations, name.slice(DECLARATIONS.length)) : undefined;
  };
  return {
    fileExists: (name) => textOf(name) !== undefined,
    readFile: textOf,
    getSourceFile: (name, options) => sourceFile(name, textOf(name), options, name === FILE ? null : cache),
    getDefaultLibFileName: () => `${LIBS}lib.es2022.d.ts`,
    getDefaultLibLocation: () => LIBS,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => {},
    resolveModuleNameLiterals: (literals, from) => literals.map((literal) => ({ resolvedModule: resolveModule(literal.text, from, textOf) })),
  };
}

function own(texts: { readonly [name: string]: string }, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

type SourceOptions = ts.ScriptTarget | ts.CreateSourceFileOptions;

function sourceFile(name: string, text: string | undefined, options: SourceOptions, cache: Map<string, ts.SourceFile> | null): ts.SourceFile | undefined {
  const known = cache?.get(name);
  if (known !== undefined || text === undefined) return known;
  const parsed = ts.createSourceFile(name, text, options);
  cache?.set(name, parsed);
  return parsed;
}

function resolveModule(specifier: string, from: string, textOf: (name: string) => string | undefined): ts.ResolvedModuleFull | undefined {
  let name: string | null = null;
  if (specifier === 'no-single-point') name = `${DECLARATIONS}index.d.ts`;
  else if (from.startsWith(DECLARATIONS) && specifier.startsWith('./')) name = `${DECLARATIONS}${specifier.slice(2)}.d.ts`;
  if (name === null || textOf(name) === undefined) return undefined;
  return { resolvedFileName: name, extension: ts.Extension.Dts, isExternalLibraryImport: false };
}
